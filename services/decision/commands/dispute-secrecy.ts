import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { requireToken } from '../authorize-staff.ts'
import { competentBodies } from '../competent-bodies.ts'
import { errors } from '../dispute-errors.ts'
import { disputedOriginals } from '../disputed-originals.ts'
import { holdRecordCase, type HeldRecordCase } from '../hold-record-case.ts'
import { regimeOf } from '../regime-of.ts'
import { type DisputeBody, disputeFaults, levelInDispute, windowsOfPart } from '../rules/secrecy-dispute.ts'
import { findRequest } from '../store/cases.ts'
import { type Decision, findStandingDecision, listParts, type Part } from '../store/decisions.ts'
import type { StoredRecord } from '../store/records.ts'
import { isReferred } from '../store/referrals.ts'
import { insertDispute, listDisputesOf, listWindows, type SecrecyDispute } from '../store/secrecy-disputes.ts'
import { keepReferral } from './open-referral.ts'

export type DisputeSecrecy = SentBody<DisputeBody> & { requestId: string, ifMatch: string | undefined }

type Issued = Decision & { noticeId: string, decidedAt: Date }

/**
 * An applicant disputes that a part of his answer is a state secret (E-12): the question goes to the secrecy authority, with days
 * of its own. Once for a part, while it can be contested. Throws 404, 403, 409, 412, 422.
 */
export async function disputeSecrecy (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: DisputeSecrecy,
): Promise<SecrecyDispute> {
  requireToken(caller)
  const request = await findRequest(tx, requestId)
  if (request === undefined) throw doorErrors.notFound()
  const { agencyCode, clientId } = request
  authorize(caller, 'secrecy_dispute', 'file', { agencyCode, requestId, clientId })
  const held = await holdRecordCase(tx, requestId, ifMatch)
  const decision = await findStandingDecision(tx, requestId)
  if (decision?.state !== 'issued') throw errors.notAnswered()
  const part = (await listParts(tx, decision.id)).find(({ number }) => number === body.part)
  refuseFaults(toldFaults(schemaFaults, disputeFaults(body, part, regimeOf(held.of))))
  const at = deps.clock.now()
  const dispute: SecrecyDispute = {
    id: uuidv7(), caseId: requestId, agencyCode, decisionId: decision.id, part: part!.number, words: body.words!, filedBy: actorOf(caller),
    filedOn: dayIn(at, held.of.zone), filedAt: at, state: 'open', decideBy: null, noticeId: null, closedBy: null, closedAt: null,
  }
  await requireOpenWindow(tx, held, { decision: decision as Issued, part: part!, on: dispute.filedOn })
  const records = await disputedOriginals(tx, requestId, part!)
  if (records.length === 0) throw errors.nobodyToAsk()
  await insertDispute(tx, dispute, records.map(({ id }) => id))
  await append(tx, held.head, {
    type: 'lightwell.secrecy_dispute.opened.v1', room: 'decision', actor: dispute.filedBy, at,
    data: { disputeId: dispute.id, decisionId: decision.id, part: dispute.part, filedOn: dispute.filedOn },
  })
  for (const record of records) await refer(tx, held, record, { dispute, openedBy: decision.proposedBy })
  return dispute
}

/** Only who could contest a part disputes it, and only once. */
async function requireOpenWindow (
  tx: Transaction, { of }: HeldRecordCase, { decision, part, on }: { decision: Issued, part: Part, on: string },
): Promise<void> {
  const kinds = windowsOfPart(part, regimeOf(of), dayIn(decision.decidedAt, of.zone))
  const windows = await listWindows(tx, decision.noticeId, kinds)
  if (windows.length === 0) throw errors.notServed()
  if (!windows.some(({ startedOn, dueOn }) => startedOn <= on && on <= dueOn)) throw errors.windowOver()
  if ((await listDisputesOf(tx, of.id)).some(({ decisionId, part: number }) => decisionId === decision.id && number === part.number)) {
    throw errors.disputed()
  }
}

/** Puts the level of a record before the authority of its agency, where it is not there already. */
async function refer (
  tx: Transaction, { head, of }: HeldRecordCase, record: StoredRecord,
  { dispute, openedBy }: { dispute: SecrecyDispute, openedBy: string },
): Promise<void> {
  const { id: recordId, sha256, caseId, agencyCode, marks, declaredMarking } = record
  if (await isReferred(tx, recordId, 'level')) return
  const [toAgency] = (await competentBodies(tx, record)).level
  if (toAgency === undefined) throw errors.nobodyToAsk()
  await keepReferral(tx, { head, of, at: dispute.filedAt, actor: dispute.filedBy }, {
    recordId, sha256, caseId, agencyCode, toAgency, question: 'level', claimedLevel: levelInDispute(marks, declaredMarking),
    words: dispute.words, openedBy, raisedFrom: null,
  })
}
