import type { Subscriptions } from '@lightwell/events/subscriptions'
import { startClock } from './commands/start-clock.ts'
import { stopClock } from './commands/stop-clock.ts'

/** What the clock does when something happens elsewhere. */
export const subscriptions: Subscriptions = {
  'lightwell.request.registered.v1': startClock,

  'lightwell.request.withdrawn.v1': async (deps, tx, event) => {
    await stopClock(deps, tx, {
      requestId: event.subject, cause: 'withdrawn', onDay: event.data.withdrawnOn, author: event.actor,
      evidence: event.id,
    })
  },

  // A notice that does not answer, such as that of an extension, stops nothing.
  'lightwell.notice.served.v1': async (deps, tx, event) => {
    if (!event.data.answers) return
    await stopClock(deps, tx, {
      requestId: event.subject, cause: 'answered', onDay: event.data.servedOn, author: event.actor,
      evidence: event.data.noticeId,
    })
  },
}
