import { Type, type Static } from '@sinclair/typebox'
import { yearOf } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { issueNotice, type IssuedNotice } from '@lightwell/documents/notices'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { actsAsDeputy, decisionFor } from '../authorize-staff.ts'
import { errors as chainErrors } from '../chain-errors.ts'
import { errors } from '../errors.ts'
import { loadDecision } from '../load-decision.ts'
import { holdRequest, type HeldRequest } from '../open-request.ts'
import type { WholeDecision } from '../present-decision.ts'
import { recordService } from '../record-service.ts'
import { renderNotice, type NoticeToRender } from '../render-notice.ts'
import { requireStillSound } from '../require-still-sound.ts'
import { isAnswerable, isOpen } from '../rules/case-open.ts'
import { releases } from '../rules/outcome.ts'
import { servesOnline } from '@lightwell/regimes/serves-online'
import { openContent } from '../sealed-content.ts'
import { findRemedyBodies } from '../store/agencies.ts'
import { closeDecision, findDecision, type Decision } from '../store/decisions.ts'
import { findContent } from '../store/records.ts'
import { listReviews } from '../store/reviews.ts'
import { tellThirdParties } from '../third-parties.ts'

/** The head's own word beside the approval; it is not told to the applicant. */
export const ApprovalBody = Type.Union([
  Type.Object({ reason: Type.Optional(Line(2_000)) }, { additionalProperties: false }), Type.Null(),
])
export type ApprovalBody = Static<typeof ApprovalBody>

export type ApproveDecision = { decisionId: string, reason: string | null, ifMatch: string | undefined }

/**
 * Approves a proposal, which issues it: the rules are asked again on what is then true, the notice is written, and an
 * answer that goes out electronically is served in the same transaction.
 */
export async function approveDecision (
  deps: Deps, tx: Transaction, caller: Caller, { decisionId, reason, ifMatch }: ApproveDecision,
): Promise<WholeDecision> {
  const { decision: { caseId, proposedBy }, staff, posts } = await decisionFor(tx, decisionId, {
    caller, resource: 'decision', verb: 'decide',
  })
  if (proposedBy === staff.personId) throw errors.proposerMayNotDecide()
  const held = await holdRequest(tx, caseId, ifMatch)
  const decision = await findDecision(tx, decisionId)
  if (decision?.state !== 'proposed') throw errors.decisionDecided()
  if (!isOpen(held.request.status)) throw errors.requestNotOpen()
  if (!isAnswerable(held.request.status)) throw errors.requestIncomplete()
  const issuedAt = deps.clock.now()
  const issuedOn = dayIn(issuedAt, held.request.zone)
  const proposed = await loadDecision(tx, decision, held.request)
  await requireStillSound(tx, proposed, { request: held.request, today: issuedOn })
  await requireNoReviewer(tx, proposed, staff.personId)
  const recordHashes = await verifyReleased(deps, tx, proposed)
  const bodies = await findRemedyBodies(tx, held.request.agencyCode, issuedOn)
  const papers = { request: held.request, whole: proposed, bodies, issuedOn }
  const notice = await issue(tx, papers, issuedAt)
  const issued: Decision = {
    ...decision, state: 'issued', decidedBy: staff.personId, decidedAt: issuedAt, decidedAsDeputy: actsAsDeputy(posts),
    decisionReason: reason, noticeId: notice.id,
  }
  await closeDecision(tx, issued)
  await append(tx, held.head, {
    type: 'lightwell.decision.issued.v1', room: 'decision', actor: actorOf(caller), at: issuedAt,
    data: {
      decisionId, outcome: issued.outcome, noticeId: notice.id, noticeSha256: notice.sha256,
      noticePdfSha256: notice.pdfSha256, recordHashes,
      asDeputy: actsAsDeputy(posts),
    },
  })
  await tellThirdParties(tx, held, papers, { at: issuedAt, actor: actorOf(caller) })
  await serveAtOnce(tx, held, notice, issuedAt)
  return await loadDecision(tx, issued, held.request)
}

/** The chain and the word above it are different people's. */
async function requireNoReviewer (tx: Transaction, { parts }: WholeDecision, personId: string): Promise<void> {
  const reviews = await listReviews(tx, parts.flatMap(({ records }) => records.map(({ id }) => id)))
  if (reviews.some(({ reviewerId }) => reviewerId === personId)) throw chainErrors.reviewedForAnswer()
}

/** The hashes of what goes out, after reading that each record still is, to the byte, what was reviewed. */
async function verifyReleased (deps: Deps, tx: Transaction, { parts }: WholeDecision): Promise<string[]> {
  const released = new Map(parts.filter((part) => releases(part.outcome))
    .flatMap((part) => part.records.map(({ id, sha256 }) => [id, sha256] as const)))
  for (const [id, sha256] of released) {
    if (openContent(deps.keys, await findContent(tx, id), sha256) === undefined) throw errors.storedBytesDiffer()
  }
  return [...new Set(released.values())]
}

async function issue (tx: Transaction, papers: Omit<NoticeToRender, 'number'>, issuedAt: Date): Promise<IssuedNotice> {
  const { request, issuedOn } = papers
  return await issueNotice(tx, {
    caseId: request.id, agencyCode: request.agencyCode, kind: 'decision', language: request.language, issuedAt,
    year: yearOf(issuedOn), write: (number) => renderNotice({ ...papers, number }),
    refuse: errors.noticeNotClean,
  })
}

/** Made available is answered, for those who asked to be answered that way. */
async function serveAtOnce (
  tx: Transaction, { head, request }: HeldRequest, { id }: IssuedNotice, at: Date,
): Promise<void> {
  if (!servesOnline(request)) return
  await recordService(tx, head, { id, kind: 'decision' }, {
    method: 'online', servedOn: dayIn(at, request.zone), evidence: '批准时即可凭查询码查阅。', actor: 'system', at,
  })
}
