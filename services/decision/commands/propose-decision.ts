import { validate as isUuid } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { requestFor, requireToken } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { loadEvidence } from '../load-evidence.ts'
import { loadRecordFacts } from '../load-record-facts.ts'
import { holdOpenRequest } from '../open-request.ts'
import type { WholeDecision } from '../views/present-decision.ts'
import { refuseGaps } from '../refuse-gaps.ts'
import { regimeOf } from '../regime-of.ts'
import { requireUnitReady } from '../require-unit-ready.ts'
import { isAnswerable } from '../rules/case-open.ts'
import { evidenceGaps } from '../rules/evidence-gaps.ts'
import { releasesRecords } from '../rules/outcome.ts'
import { namedRecords, proposalFaults } from '../rules/proposal-faults.ts'
import type { Proposal } from '../rules/proposal.ts'
import { storeProposal } from '../store-proposal.ts'

export type ProposeDecision = SentBody<Proposal> & { ifMatch: string | undefined }

/** Proposes an answer. Everything that the approval will ask is asked now, so that the officer learns it first. */
export async function proposeDecision (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults, ifMatch }: ProposeDecision,
): Promise<WholeDecision> {
  requireToken(caller)
  const { requestId } = body
  if (typeof requestId !== 'string' || !isUuid(requestId)) throw invalid(schemaFaults)
  const { staff } = await requestFor(tx, requestId, { caller, resource: 'decision', verb: 'propose' })
  const { head, request, proposed } = await holdOpenRequest(tx, requestId, ifMatch)
  if (!isAnswerable(request.status)) throw errors.requestIncomplete()
  if (request.kind === 'correction') throw errors.correctionHasItsOwnOutcome()
  if (proposed !== undefined) throw errors.decisionOpen()
  const at = deps.clock.now()
  const today = dayIn(at, request.zone)
  const records = await loadRecordFacts(tx, requestId, namedRecords(body))
  refuseFaults(toldFaults(schemaFaults, proposalFaults(body, { regime: regimeOf(request), caseId: requestId, records })))
  const proposal = body as Proposal
  if (releasesRecords(proposal.parts)) {
    await requireUnitReady(tx, { agencyCode: request.agencyCode, regime: regimeOf(request), on: today })
  }
  refuseGaps(evidenceGaps(proposal.parts, await loadEvidence(tx, request, { parts: proposal.parts, records, today })))
  return await storeProposal(tx, { head, request }, {
    proposal, records, by: { personId: staff.personId, actor: actorOf(caller), at },
  })
}
