import { v7 as uuidv7, validate as isUuid } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import { requestFor, requireToken } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { loadDecision } from '../load-decision.ts'
import { loadRecordFacts } from '../load-record-facts.ts'
import { holdOpenRequest } from '../open-request.ts'
import type { WholeDecision } from '../present-decision.ts'
import { refuseGaps } from '../refuse-gaps.ts'
import { regimeOf } from '../regime-of.ts'
import { renderNotice } from '../render-notice.ts'
import { evidenceGaps } from '../rules/evidence-gaps.ts'
import { outcomeOf } from '../rules/outcome.ts'
import { namedRecords, proposalFaults } from '../rules/proposal-faults.ts'
import type { Proposal } from '../rules/proposal.ts'
import type { RecordsById } from '../rules/record-facts.ts'
import { toldFaults } from '../rules/told-faults.ts'
import type { SentBody } from '../sent-body.ts'
import { findStandingDecision, insertDecision, type Decision, type Part } from '../store/decisions.ts'
import { countSearches } from '../store/searches.ts'

export type ProposeDecision = SentBody<Proposal> & { ifMatch: string | undefined }

/** Proposes an answer. Everything that the approval will ask is asked now, so that the officer learns it first. */
export async function proposeDecision (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults, ifMatch }: ProposeDecision,
): Promise<WholeDecision> {
  requireToken(caller)
  const { requestId } = body
  if (typeof requestId !== 'string' || !isUuid(requestId)) throw invalid(schemaFaults)
  const { staff } = await requestFor(tx, requestId, { caller, resource: 'decision', verb: 'propose' })
  const { head, request } = await holdOpenRequest(tx, requestId, ifMatch)
  if (await findStandingDecision(tx, requestId) !== undefined) throw errors.decisionOpen()
  const regime = regimeOf(request)
  const records = await loadRecordFacts(tx, requestId, namedRecords(body))
  refuseFaults(toldFaults(schemaFaults, proposalFaults(body, { regime, caseId: requestId, records })))
  const proposal = body as Proposal
  refuseGaps(evidenceGaps(proposal.parts, { regime, records, searches: await countSearches(tx, requestId) }))
  const decision = newDecision(proposal, { agencyCode: request.agencyCode, by: staff.personId, at: deps.clock.now() })
  await insertDecision(tx, decision, proposal.parts.map((_part, at) => partOf(proposal, at, records)))
  await append(tx, head, {
    type: 'lightwell.decision.proposed.v1', room: 'decision', actor: actorOf(caller), at: decision.proposedAt,
    data: { decisionId: decision.id, outcome: decision.outcome },
  })
  const whole = await loadDecision(tx, decision, request)
  // Of the page that an approval would issue only the number and the day are still to come.
  renderNotice({ request, whole, number: '', issuedOn: dayIn(decision.proposedAt, request.zone) })
  return whole
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
  const { description, outcome, grounds = [], groundDetail = null, records: named = [] } = parts[at]!
  return {
    number: at + 1, description, outcome, grounds, groundDetail,
    records: named.map((id) => ({ id, sha256: records.get(id)!.sha256 })),
  }
}
