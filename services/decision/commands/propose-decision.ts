import { v7 as uuidv7, validate as isUuid } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import { isCleanPaper } from '@lightwell/documents/clean-paper'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { requestFor, requireToken } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { loadDecision } from '../load-decision.ts'
import { loadEvidence } from '../load-evidence.ts'
import { loadRecordFacts } from '../load-record-facts.ts'
import { holdOpenRequest } from '../open-request.ts'
import type { WholeDecision } from '../present-decision.ts'
import { refuseGaps } from '../refuse-gaps.ts'
import { regimeOf } from '../regime-of.ts'
import { renderNotice, type NoticeToRender } from '../render-notice.ts'
import { renderThirdPartyNotice } from '../render-third-party-notice.ts'
import { isAnswerable } from '../rules/case-open.ts'
import { evidenceGaps } from '../rules/evidence-gaps.ts'
import { outcomeOf } from '../rules/outcome.ts'
import { namedRecords, proposalFaults } from '../rules/proposal-faults.ts'
import type { Proposal } from '../rules/proposal.ts'
import type { RecordsById } from '../rules/record-facts.ts'
import { findRemedyBodies } from '../store/agencies.ts'
import { insertDecision, type Decision, type Part } from '../store/decisions.ts'
import { overriddenBy } from '../third-parties.ts'

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
  refuseGaps(evidenceGaps(proposal.parts, await loadEvidence(tx, request, { parts: proposal.parts, records, today })))
  const decision = newDecision(proposal, { agencyCode: request.agencyCode, by: staff.personId, at })
  await insertDecision(tx, decision, proposal.parts.map((_part, index) => partOf(proposal, index, records)))
  await append(tx, head, {
    type: 'lightwell.decision.proposed.v1', room: 'decision', actor: actorOf(caller), at: decision.proposedAt,
    data: { decisionId: decision.id, outcome: decision.outcome },
  })
  const whole = await loadDecision(tx, decision, request)
  const bodies = await findRemedyBodies(tx, request.agencyCode, today)
  await tryPapers(tx, { request, whole, bodies, number: '', issuedOn: today })
  return whole
}

/** Writes the papers that an approval would issue: only their numbers and their day are still to come. */
async function tryPapers (tx: Transaction, notice: NoticeToRender): Promise<void> {
  const { to, ...company } = await overriddenBy(tx, notice.whole)
  const papers = [renderNotice(notice), ...to.map((party) => renderThirdPartyNotice({ ...notice, ...company, to: party }))]
  if (!papers.every(isCleanPaper)) throw errors.noticeNotClean()
}

function newDecision (
  { requestId, parts, delivery }: Proposal, { agencyCode, by, at }: { agencyCode: string, by: string, at: Date },
): Decision {
  return {
    id: uuidv7(), caseId: requestId, agencyCode, state: 'proposed', outcome: outcomeOf(parts),
    deliveryOn: delivery?.on ?? null, deliveryPlace: delivery?.place ?? null, deliveryManner: delivery?.manner ?? null,
    proposedBy: by, proposedAt: at, decidedBy: null, decidedAt: null, decidedAsDeputy: null, decisionReason: null,
    noticeId: null,
  }
}

/** A part with its records bound to the bytes they have now. */
function partOf ({ parts }: Proposal, at: number, records: RecordsById): Part {
  const part = parts[at]!
  const { description, outcome, grounds = [], groundDetail = null, records: named = [] } = part
  return {
    number: at + 1, description, outcome, grounds, groundDetail,
    publicInterest: part.publicInterest ?? null, earlierRequestId: part.earlierRequestId ?? null,
    records: named.map((id) => ({ id, sha256: records.get(id)!.sha256 })),
  }
}
