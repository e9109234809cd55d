import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { requestFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { Id } from '../fields.ts'
import { issueDecision } from '../issue-decision.ts'
import { loadEvidence } from '../load-evidence.ts'
import { loadRecordFacts } from '../load-record-facts.ts'
import { holdOpenRequest } from '../open-request.ts'
import type { WholeDecision } from '../views/present-decision.ts'
import { refuseGaps } from '../refuse-gaps.ts'
import { regimeOf } from '../regime-of.ts'
import { isAnswerable } from '../rules/case-open.ts'
import { evidenceGaps } from '../rules/evidence-gaps.ts'
import { onTheSpot } from '../rules/on-the-spot.ts'
import { proposalFaults } from '../rules/proposal-faults.ts'
import { errors as sheetErrors, faults } from '../sheet-errors.ts'
import { storeProposal } from '../store-proposal.ts'
import type { RequestCase } from '../store/cases.ts'
import { findDisclosure, type ListedDisclosure } from '../store/disclosures.ts'
import { findPublication } from '../store/publications.ts'
import { isRuled } from '../store/referrals.ts'

/** What is public already and answers the request. Without a description the applicant's own words stand. */
export const OnTheSpotBody = Type.Object({
  disclosures: Type.Array(Id, {
    minItems: 1, maxItems: 5, uniqueItems: true, description: 'Entries of this agency’s catalogue',
  }),
  description: Type.Optional(Line(2_000)),
}, { additionalProperties: false })
export type OnTheSpotBody = Static<typeof OnTheSpotBody>

export type AnswerOnTheSpot = SentBody<OnTheSpotBody> & { requestId: string, ifMatch: string | undefined }

/**
 * Answers a request on the spot (条例第三十三条), in one step, by what this agency has made public already. Nothing new goes out:
 * each entry has walked its chain and was approved by a head, whose word this answer stands on, and who is another than the
 * officer who points to it. Throws 403 where he approved one himself, 409, 422.
 */
export async function answerOnTheSpot (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: AnswerOnTheSpot,
): Promise<WholeDecision> {
  const { staff } = await requestFor(tx, requestId, { caller, resource: 'decision', verb: 'propose' })
  const { head, request, proposed: open } = await holdOpenRequest(tx, requestId, ifMatch)
  if (!isAnswerable(request.status)) throw errors.requestIncomplete()
  if (request.kind === 'correction') throw errors.correctionHasItsOwnOutcome()
  if (open !== undefined) throw errors.decisionOpen()
  const places = await findPlaces(tx, request, { body, schemaFaults })
  if (places.some(({ approvedBy }) => approvedBy === staff.personId)) throw sheetErrors.approvedItYourself()
  const at = deps.clock.now()
  const today = dayIn(at, request.zone)
  const regime = regimeOf(request)
  const description = body.description ?? request.description.slice(0, 2_000)
  const answer = onTheSpot(places, { request, regime, today, description })
  if (answer === undefined) throw sheetErrors.nothingPublicHere()
  const { proposal, reason } = answer
  const records = await loadRecordFacts(tx, requestId, [])
  if (proposalFaults(proposal, { regime, caseId: requestId, records }).length > 0) throw errors.decisionFaulty()
  refuseGaps(evidenceGaps(proposal.parts, await loadEvidence(tx, request, { parts: proposal.parts, records, today })))
  const actor = actorOf(caller)
  const proposed = await storeProposal(tx, { head, request }, {
    proposal, records, by: { personId: staff.personId, actor, at }, places: places.map(({ id }) => id),
  })
  const [{ approvedBy: decidedBy, publicationId }] = places
  const decidedAsDeputy = (await findPublication(tx, publicationId))?.decidedAsDeputy ?? false
  return await issueDecision(deps, tx, { head, request }, {
    proposed, by: { decidedBy, decidedAt: at, decidedAsDeputy, decisionReason: reason, actor },
  })
}

/** The named entries, each of this agency and still served to everyone. Throws 422 with the faults of the whole body. */
async function findPlaces (
  tx: Transaction, { agencyCode }: RequestCase, { body, schemaFaults }: SentBody<OnTheSpotBody>,
): Promise<[ListedDisclosure, ...ListedDisclosure[]]> {
  const ids = schemaFaults.length === 0 ? body.disclosures ?? [] : []
  const found: ListedDisclosure[] = []
  const unknown: string[] = []
  for (const [at, id] of ids.entries()) {
    const disclosure = await findDisclosure(tx, id)
    if (disclosure?.agencyCode === agencyCode && await isServed(tx, disclosure)) found.push(disclosure)
    else unknown.push(`/disclosures/${at}`)
  }
  const words = typeof body.description === 'string' ? outgoingFaults(body.description, '/description') : []
  refuseFaults(toldFaults(schemaFaults, [...unknown.map(faults.notPublicHere), ...words]))
  return found as [ListedDisclosure, ...ListedDisclosure[]]
}

/** Whether everyone gets the content of an entry: it was not taken down, and its bytes were not found to be a secret since. */
async function isServed (tx: Transaction, { takenDownAt, sha256 }: ListedDisclosure): Promise<boolean> {
  return takenDownAt === null && !await isRuled(tx, sha256, 'secret')
}
