import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { actsAsDeputy, decisionFor } from '../authorize-staff.ts'
import { errors as chainErrors } from '../chain-errors.ts'
import { errors } from '../errors.ts'
import { issueDecision } from '../issue-decision.ts'
import { loadDecision } from '../load-decision.ts'
import { holdRequest } from '../open-request.ts'
import type { WholeDecision } from '../views/present-decision.ts'
import { requireStillSound } from '../require-still-sound.ts'
import { nextStep } from '../rules/answer-sheet.ts'
import { isAnswerable, isOpen } from '../rules/case-open.ts'
import { errors as sheetErrors, sheetNotSigned } from '../sheet-errors.ts'
import { findDecision } from '../store/decisions.ts'
import { listReviews } from '../store/reviews.ts'

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
  const decidedAt = deps.clock.now()
  const proposed = await loadDecision(tx, decision, held.request)
  requireSigned(proposed, staff.personId)
  await requireStillSound(tx, proposed, { request: held.request, today: dayIn(decidedAt, held.request.zone) })
  await requireNoReviewer(tx, proposed, staff.personId)
  return await issueDecision(deps, tx, held, {
    proposed, by: {
      decidedBy: staff.personId, decidedAt, decidedAsDeputy: actsAsDeputy(posts), decisionReason: reason,
      actor: actorOf(caller),
    },
  })
}

/** Every step of its sheet is signed, and none of them by who approves it. */
function requireSigned ({ sheet }: WholeDecision, personId: string): void {
  const open = nextStep(sheet)
  if (open !== undefined) throw sheetNotSigned(open.next, open.step)
  if (sheet.signatures.some(({ signedBy }) => signedBy === personId)) throw sheetErrors.signedIt()
}

/** The chain and the word above it are different people's. */
async function requireNoReviewer (tx: Transaction, { parts }: WholeDecision, personId: string): Promise<void> {
  const reviews = await listReviews(tx, parts.flatMap(({ records }) => records.map(({ id }) => id)))
  if (reviews.some(({ reviewerId }) => reviewerId === personId)) throw chainErrors.reviewedForAnswer()
}
