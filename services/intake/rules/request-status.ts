import type { requests } from '@lightwell/schema/tables/intake'

export type RequestStatus = typeof requests.$inferSelect['status']

/** What can happen to a request that moves its status. */
export type RequestMove = 'work_begun' | 'answer_approved' | 'answer_served' | 'withdrawn'

type Moves = Readonly<Partial<Record<RequestMove, RequestStatus>>>

// Work, approval and service are facts of other rooms. They are taken in whatever order they are told, and nothing
// moves a request back.
const worked: Moves = { answer_approved: 'decided', answer_served: 'closed' }
const withdrawable: Moves = { withdrawn: 'withdrawn' }

/** The one table of moves. Withdrawal is open until the answer is approved; a request that has ended stays so. */
const moves: Readonly<Record<RequestStatus, Moves>> = {
  received: withdrawable,
  registered: { work_begun: 'processing', ...worked, ...withdrawable },
  clarifying: withdrawable,
  processing: { ...worked, ...withdrawable },
  decided: { answer_served: 'closed' },
  closed: {},
  withdrawn: {},
  lapsed: {},
  transferred: {},
}

/** Every status of a request. */
export const requestStatuses = Object.keys(moves) as RequestStatus[]

/** Where a move leads from a status; undefined where it may not be made. */
export function nextStatus (status: RequestStatus, move: RequestMove): RequestStatus | undefined {
  return moves[status][move]
}

/** Whether the request still waits for its answer to be approved. */
export function isOpen (status: RequestStatus): boolean {
  return nextStatus(status, 'withdrawn') !== undefined
}
