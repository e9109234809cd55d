import type { Resource, Verb } from '@lightwell/http/policy'
import type { GuardName } from './guards.ts'
import type { RequestStatus } from './request-status.ts'

type Cell = { [R in Resource]: readonly [R, Verb<R>] }[Resource]

/**
 * One line of the table: who (a cell of the policy; `room` is a fact that another room tells) may do what with a request
 * in which status, what else must hold (`guard`), and where it leads. `same` leaves the status as it is.
 */
export type Move = Readonly<{
  action: string
  from: readonly RequestStatus[]
  may: Cell | 'room'
  guard?: GuardName
  next: RequestStatus | 'same'
}>

const atWork = ['received', 'registered', 'processing'] as const
const open = ['received', 'registered', 'clarifying', 'processing'] as const
const alive = [...open, 'decided'] as const
const any = [...alive, 'closed', 'withdrawn', 'lapsed', 'transferred'] as const

/**
 * Every move of a request, for whoever makes it: the one table. What other rooms do (searches, records, extensions,
 * answers) they decide for themselves; here it stands so that a case can tell its reader what is open to him.
 */
export const moves = [
  { action: 'confirm_receipt', from: ['received'], may: ['request', 'confirm_receipt'], guard: 'toBeConfirmed', next: 'registered' },
  {
    action: 'confirm_receipt', from: ['clarifying', 'processing'], may: ['request', 'confirm_receipt'], guard: 'toBeConfirmed', next: 'same',
  },
  { action: 'prove_identity', from: alive, may: ['request', 'prove_identity'], next: 'same' },
  { action: 'renew_token', from: any, may: ['request', 'renew_token'], next: 'same' },
  { action: 'add_attachment', from: open, may: ['attachment', 'add'], next: 'same' },
  { action: 'classify', from: [...alive, 'closed'], may: ['request', 'classify'], next: 'same' },
  { action: 'pass_on', from: alive, may: ['request', 'pass_on'], next: 'same' },
  { action: 'register_receipt', from: any, may: ['notice', 'register'], next: 'same' },

  { action: 'ask_clarification', from: atWork, may: ['clarification', 'ask'], guard: 'clarificationOpen', next: 'clarifying' },
  { action: 'answer_clarification', from: ['clarifying'], may: ['clarification', 'answer'], guard: 'clarificationWaits', next: 'processing' },
  { action: 'confirm_lapse', from: ['clarifying'], may: ['clarification', 'lapse'], guard: 'replyOverdue', next: 'lapsed' },
  { action: 'answer_late', from: ['lapsed'], may: ['clarification', 'answer'], guard: 'lapsedUnanswered', next: 'same' },
  { action: 'accept_late_answer', from: ['lapsed'], may: ['clarification', 'judge'], guard: 'lateAnswerWaits', next: 'processing' },
  { action: 'reject_late_answer', from: ['lapsed'], may: ['clarification', 'judge'], guard: 'lateAnswerWaits', next: 'same' },

  { action: 'open_consultation', from: atWork, may: ['consultation', 'open'], guard: 'undecided', next: 'processing' },
  { action: 'serve_consultation', from: open, may: ['consultation', 'serve'], guard: 'letterUnserved', next: 'same' },
  { action: 'answer_consultation', from: alive, may: ['consultation', 'answer'], guard: 'letterUnanswered', next: 'same' },

  { action: 'ask_reasons', from: atWork, may: ['reasons', 'ask'], guard: 'reasonsUnasked', next: 'processing' },
  { action: 'give_reasons', from: open, may: ['reasons', 'give'], guard: 'reasonsWait', next: 'same' },
  { action: 'judge_reasons', from: open, may: ['reasons', 'judge'], guard: 'reasonsToJudge', next: 'same' },
  { action: 'defer', from: open, may: ['reasons', 'defer'], guard: 'deferrable', next: 'same' },

  { action: 'propose_fee', from: atWork, may: ['fee', 'propose'], guard: 'feeOpen', next: 'processing' },
  { action: 'decide_fee', from: open, may: ['fee', 'decide'], guard: 'feeProposed', next: 'same' },
  { action: 'record_payment', from: open, may: ['fee', 'record'], guard: 'feeUnpaid', next: 'same' },
  { action: 'waive_fee', from: open, may: ['fee', 'decide'], guard: 'feeWaivable', next: 'same' },
  { action: 'abandon_fee', from: open, may: ['fee', 'abandon'], guard: 'feeOverdue', next: 'lapsed' },

  { action: 'propose_correction', from: atWork, may: ['correction', 'propose'], guard: 'correctionOpen', next: 'processing' },
  { action: 'return_correction', from: open, may: ['correction', 'decide'], guard: 'correctionProposed', next: 'same' },
  { action: 'approve_correction', from: open, may: ['correction', 'decide'], guard: 'correctionProposed', next: 'decided' },

  { action: 'transfer', from: atWork, may: ['request', 'transfer'], guard: 'movable', next: 'transferred' },
  { action: 'redirect', from: any, may: ['request', 'redirect'], guard: 'redirectable', next: 'same' },
  { action: 'divide', from: atWork, may: ['request', 'divide'], guard: 'movable', next: 'same' },
  { action: 'divide_whole', from: atWork, may: ['request', 'divide'], guard: 'movable', next: 'transferred' },
  { action: 'withdraw', from: open, may: ['request', 'withdraw'], guard: 'unanswered', next: 'withdrawn' },

  { action: 'record_search', from: open, may: ['search', 'record'], guard: 'unanswered', next: 'same' },
  { action: 'add_record', from: open, may: ['record', 'add'], guard: 'undecided', next: 'same' },
  { action: 'ask_extension', from: open, may: ['extension', 'ask'], guard: 'extensible', next: 'same' },
  { action: 'decide_extension', from: open, may: ['extension', 'decide'], guard: 'extensionWaits', next: 'same' },
  { action: 'propose_decision', from: atWork, may: ['decision', 'propose'], guard: 'answerable', next: 'same' },
  { action: 'decide_decision', from: atWork, may: ['decision', 'decide'], guard: 'decisionProposed', next: 'same' },
  { action: 'serve_notice', from: [...alive, 'closed'], may: ['notice', 'serve'], guard: 'answerUnserved', next: 'same' },

  // Work, approval and service are facts of other rooms. They are taken in whatever order they are told, and nothing
  // moves a request back.
  { action: 'work_begun', from: ['registered'], may: 'room', next: 'processing' },
  { action: 'answer_approved', from: atWork, may: 'room', next: 'decided' },
  { action: 'answer_served', from: [...atWork, 'decided'], may: 'room', next: 'closed' },
] as const satisfies readonly Move[]

type Line = (typeof moves)[number]

/** What a person can do with a request, by the names a program knows it by. */
export type RequestAction = Exclude<Line, { may: 'room' }>['action']

/** What another room tells of a request. */
export type RoomMove = Extract<Line, { may: 'room' }>['action']

/** The lines as the rules read them. */
export const table: readonly Move[] = moves

/** Every action of a person, once, in the order of the table. */
export const requestActions = [...new Set(table.filter(({ may }) => may !== 'room').map(({ action }) => action))] as RequestAction[]

/** The line of an action in a status; undefined where there is none. */
export function moveFrom (status: RequestStatus, action: RequestAction | RoomMove): Move | undefined {
  return table.find((move) => move.action === action && move.from.includes(status))
}

/** Where a line leads. */
export function statusAfter (move: Move, from: RequestStatus): RequestStatus {
  return move.next === 'same' ? from : move.next
}
