import type { Subscriptions } from '@lightwell/events/subscriptions'
import { passOnCase } from './commands/pass-on-case.ts'
import { returnOpenProposal } from './commands/return-open-proposal.ts'
import { serveOnline } from './commands/serve-online.ts'

/** What the safe learns from the other rooms. */
export const subscriptions: Subscriptions = {
  'lightwell.request.withdrawn.v1': (deps, tx, event) => returnOpenProposal(deps, tx, event.subject, 'withdrawn'),
  'lightwell.request.lapsed.v1': (deps, tx, event) => returnOpenProposal(deps, tx, event.subject, 'lapsed'),
  'lightwell.request.transferred.v1': (deps, tx, event) => returnOpenProposal(deps, tx, event.subject, 'transferred'),
  // Of a request that keeps some of its items the answer is still owed.
  'lightwell.request.divided.v1': async (deps, tx, event) => {
    if (event.data.whole) await returnOpenProposal(deps, tx, event.subject, 'divided')
  },
  'lightwell.request.passed_on.v1': passOnCase,
  'lightwell.notice.issued.v1': async (deps, tx, event) => {
    if (event.data.online) await serveOnline(deps, tx, event.data.noticeId)
  },
}
