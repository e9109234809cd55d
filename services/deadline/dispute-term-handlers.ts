import type { Day } from '@lightwell/calendar/day'
import type { Subscriptions } from '@lightwell/events/subscriptions'
import { openTerm } from './open-term.ts'
import { onCase } from './term-handlers.ts'

/** What was no state secret after all is decided anew: that is owed by a day of its own, whatever the request stands at. */
export const disputeTermHandlers: Subscriptions = {
  'lightwell.secrecy_dispute.ended.v1': onCase(async (deps, tx, held, { data: { disputeId, endedOn, decideBy } }) => {
    if (decideBy === null) return
    await openTerm(deps, tx, held, {
      kind: 'rectification', subjectId: disputeId, startedOn: endedOn as Day, dueOn: decideBy as Day, duty: 'officer',
    })
  }),
}
