import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { authorize, type Resource, type Subject, type Verb } from '@lightwell/http/policy'
import { Refusal } from '@lightwell/http/refusal'
import type { CaseView } from './case-view.ts'
import { moveFrom, statusAfter, table, type RequestAction } from './rules/moves.ts'
import { reasons, type ReasonCode } from './rules/reasons.ts'
import type { RequestStatus } from './rules/request-status.ts'
import { whyNot } from './rules/why-not.ts'
import { findCase } from './store/cases.ts'
import { findOwner, updateStatus } from './store/requests.ts'

/** A request whose case this transaction holds, and where the move that is being made leads. */
export type HeldCase = { head: CaseHead, view: CaseView, next: RequestStatus }

/** What is to be done with which request, by a caller who has read it at `ifMatch`. */
export type Act = { id: string, action: RequestAction, ifMatch: string | undefined, now: Date, consultationId?: string }

/**
 * Locks a request for a move that the table lets this caller make now. Throws 401, 404 or 403 by the policy before the
 * case is touched, 412 when it has changed since it was read, 409 with the reason where the table or its guard forbids.
 */
export async function holdCase (tx: Transaction, caller: Caller, act: Act): Promise<HeldCase> {
  const { id, action, ifMatch, now } = act
  const subject = await authorizeAction(tx, caller, act)
  const head = await lockMatchingCase(tx, id, ifMatch)
  const view = await findCase(tx, id)
  if (view === undefined) throw doorErrors.notFound()
  const reason = whyNot(action, { view, caller, now, subject })
  if (reason !== undefined) throw notPossible(reason)
  const move = moveFrom(view.request.status, action)
  return { head, view, next: move === undefined ? view.request.status : statusAfter(move, view.request.status) }
}

/** Writes down where a move led, if it led anywhere. */
export async function moveOn (tx: Transaction, { view: { request }, next }: HeldCase): Promise<CaseView['request']> {
  if (next !== request.status) await updateStatus(tx, request.id, { from: request.status, to: next })
  return { ...request, status: next }
}

/** The refusal of what the state of a request does not allow. */
export function notPossible (reason: ReasonCode): Refusal {
  return new Refusal(409, reason, reasons[reason])
}

async function authorizeAction (tx: Transaction, caller: Caller, { id, action, consultationId }: Act): Promise<Subject> {
  if (caller.kind === 'anonymous') throw doorErrors.unauthenticated()
  const owner = await findOwner(tx, id)
  const line = table.find((move) => move.action === action)
  if (owner === undefined || line === undefined || line.may === 'room') throw doorErrors.notFound()
  const [resource, verb] = line.may as readonly [Resource, Verb<Resource>]
  const subject = {
    agencyCode: owner.agencyCode, requestId: id, clientId: owner.clientId, consultationId: consultationId ?? null,
  }
  authorize(caller, resource, verb, subject)
  return subject
}
