import type { Caller } from '@lightwell/http/caller'
import { permission, type Resource, type Subject, type Verb } from '@lightwell/http/policy'
import type { CaseView } from '../case-view.ts'
import { guards } from './guards.ts'
import { moveFrom, table, type Move, type RequestAction } from './moves.ts'
import type { ReasonCode } from './reasons.ts'

/** A request as permissions ask about it. */
export function subjectOf ({ request }: Pick<CaseView, 'request'>): Subject {
  return { agencyCode: request.agencyCode, requestId: request.id, clientId: request.apiClientId }
}

/** Whether the policy lets this caller make a move at all, whatever the state of the request. */
export function mayEver (move: Move, caller: Caller, subject: Subject): boolean {
  if (move.may === 'room') return false
  const [resource, verb] = move.may as readonly [Resource, Verb<Resource>]
  return permission(caller, resource, verb, subject).allowed
}

/** Who asks about which case, and when. A letter token is asked about by its consultation. */
export type Asking = { view: CaseView, caller: Caller, now: Date, subject?: Subject }

/** Why an action is not open to this caller now; undefined when it is. */
export function whyNot (action: RequestAction, asking: Asking): ReasonCode | undefined {
  const { view, caller, now, subject = subjectOf(view) } = asking
  if (!table.some((move) => move.action === action && mayEver(move, caller, subject))) return 'not_your_duty'
  const move = moveFrom(view.request.status, action)
  if (move === undefined) return 'not_in_this_status'
  return move.guard === undefined ? undefined : guards[move.guard](view, caller, now)
}
