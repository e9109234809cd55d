import type { EventType } from '@lightwell/events/contracts'
import type { Handler, Subscriptions } from '@lightwell/events/subscriptions'
import { moveReceipt } from './commands/move-receipt.ts'
import { moveRequest } from './commands/move-request.ts'
import type { RoomMove } from './rules/moves.ts'

function moves<T extends EventType> (move: RoomMove): Handler<T> {
  return async (_deps, tx, event) => await moveRequest(tx, event.subject, move)
}

/** What the counter learns from the other rooms: there is no claim step, the first act on a request begins its work. */
export const subscriptions: Subscriptions = {
  'lightwell.extension.requested.v1': moves('work_begun'),
  'lightwell.search.recorded.v1': moves('work_begun'),
  'lightwell.record.added.v1': moves('work_begun'),
  'lightwell.section_task.opened.v1': moves('work_begun'),
  'lightwell.decision.proposed.v1': moves('work_begun'),
  'lightwell.decision.issued.v1': moves('answer_approved'),
  'lightwell.deadline.corrected.v1': async (_deps, tx, { subject, data: { kind, cause } }) => {
    if (kind === 'started' || cause === 'receipt_confirmed') await moveReceipt(tx, subject)
  },
  'lightwell.notice.served.v1': async (_deps, tx, event) => {
    if (event.data.answers) await moveRequest(tx, event.subject, 'answer_served')
  },
}
