import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller, type HeldPost } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import { holdsLevel } from '@lightwell/http/register/review-levels'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { actsAsDeputy, recordFor } from '../authorize-staff.ts'
import { contentHash } from '../content-hash.ts'
import { errors as chainErrors } from '../chain-errors.ts'
import { errors } from '../errors.ts'
import { holdOpenRecordCase, type HeldRecordCase } from '../hold-record-case.ts'
import { regimeOf } from '../regime-of.ts'
import { levelOf } from '../rules/chain.ts'
import { readingSeconds } from '../rules/reading-time.ts'
import { chainState } from '../rules/review-chain.ts'
import { isStamped, reviewFaults, sameWordsAtMost, type ReviewBody } from '../rules/review-faults.ts'
import { isSealed } from '../rules/sealed.ts'
import { isQualified } from '../store/qualifications.ts'
import { isReferred } from '../store/referrals.ts'
import { findOpening, findRecord, listSubmitters, type StoredRecord } from '../store/records.ts'
import { insertReview, listOwnOpinions, listReviews, type Review } from '../store/reviews.ts'
import { findManualCheck } from '../store/seals.ts'

export type ReviewRecord = SentBody<ReviewBody> & { recordId: string, ifMatch: string | undefined }

/** A record with all its reviews, and the new one. */
export type Reviewed = { record: StoredRecord, reviews: readonly Review[], review: Review }

/**
 * Takes one person's finding on a record at one level of its chain. It holds for the bytes that this person opened and
 * for no others. A deputy signs in his own name, only while the holder is away.
 */
export async function reviewRecord (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body, schemaFaults, ifMatch }: ReviewRecord,
): Promise<Reviewed> {
  const { record: { caseId }, staff, posts } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'review' })
  const held = await holdOpenRecordCase(tx, caseId, ifMatch)
  // Read again: who held the lock before may have sealed it.
  const record = await findRecord(tx, recordId) as StoredRecord
  const earlier = await listReviews(tx, [record.id])
  const ruled = reviewFaults(body, {
    regime: regimeOf(held.of), levels: record.reviewLevels, earlierOpinions: earlier.map(({ opinion }) => opinion),
  })
  if (schemaFaults.length > 0) refuseFaults(toldFaults(schemaFaults, ruled))
  const sound = body as ReviewBody
  const postsOfLevel = posts.filter((post) => holdsLevel(post, levelOf(record, sound.level)))
  const at = deps.clock.now()
  await requireFitReviewer(tx, record, { personId: staff.personId, postsOfLevel, earlier, today: dayIn(at, held.of.zone) })
  await requireReviewable(tx, record, sound)
  const openedAt = await requireTurn(tx, record, { personId: staff.personId, level: sound.level, earlier })
  refuseFaults(ruled)
  const own = await listOwnOpinions(tx, { reviewerId: staff.personId, agencyCode: record.agencyCode }, sameWordsAtMost)
  const review = newReview(record, sound, {
    reviewerId: staff.personId, asDeputy: actsAsDeputy(postsOfLevel), stamped: isStamped(sound.opinion, own), openedAt, at,
  })
  await saveReview(deps, tx, held, { review, actor: actorOf(caller) })
  return { record, reviews: [...earlier, review], review }
}

type Reviewer = { personId: string, postsOfLevel: readonly HeldPost[], earlier: readonly Review[], today: string }

/** Different people at every level, each qualified on the day, and never who submitted the record or what it was made from. */
async function requireFitReviewer (
  tx: Transaction, record: StoredRecord, { personId, postsOfLevel, earlier, today }: Reviewer,
): Promise<void> {
  if ((await listSubmitters(tx, record.id)).includes(personId)) throw errors.submitterMayNotReview()
  if (earlier.some((review) => review.reviewerId === personId)) throw errors.reviewerReviewedAlready()
  if (postsOfLevel.length === 0) throw errors.levelNotHeld()
  if (!await isQualified(tx, personId, today)) throw chainErrors.notQualified()
}

/** A sealed record is nobody's to review; what neither the house nor the secrecy duty read for marks can be withheld, not passed. */
async function requireReviewable (tx: Transaction, record: StoredRecord, { sha256, finding }: ReviewBody): Promise<void> {
  if (isSealed(record)) throw errors.recordSealed()
  if (sha256 !== record.sha256) throw errors.otherBytes()
  if (finding === 'withhold' || finding === 'refer') return
  if (record.scanState === 'done') return
  if (record.scanState !== 'unreadable') throw errors.scanUnfinished()
  if ((await findManualCheck(tx, record))?.finding !== 'clean') throw errors.scanUnreadable()
}

/** A level comes after all those below it, once, and by someone who has seen the content: tells since when. */
async function requireTurn (
  tx: Transaction, record: StoredRecord, { personId, level, earlier }: Pick<Reviewer, 'personId' | 'earlier'> & { level: number },
): Promise<Date> {
  const openedAt = await findOpening(tx, { recordId: record.id, sha256: record.sha256, readerId: personId })
  if (openedAt === undefined) throw errors.contentNotOpened()
  const { nextLevel } = chainState(record, earlier)
  if (level <= record.reviewLevels && level !== nextLevel) throw errors.levelOutOfOrder()
  return openedAt
}

function newReview (
  record: StoredRecord, { level, finding, checklist, grounds = [], opinion }: ReviewBody,
  { reviewerId, asDeputy, stamped, openedAt, at }: {
    reviewerId: string, asDeputy: boolean, stamped: boolean, openedAt: Date, at: Date
  },
): Review {
  const secondsOpen = Math.floor((at.getTime() - openedAt.getTime()) / 1_000)
  return {
    id: uuidv7(), recordId: record.id, sha256: record.sha256, level, reviewerId, submitterId: record.addedBy, asDeputy,
    finding, ...checklist, grounds, opinion, reviewedAt: at, secondsOpen,
    hasty: finding === 'release' && (stamped || secondsOpen < readingSeconds(record)),
  }
}

async function saveReview (
  deps: Deps, tx: Transaction, { head, of }: HeldRecordCase, { review, actor }: { review: Review, actor: string },
): Promise<void> {
  const { id: reviewId, recordId, sha256, level, finding, asDeputy, reviewedAt } = review
  await insertReview(tx, review)
  await append(tx, head, {
    type: 'lightwell.record.reviewed.v1', room: 'decision', actor, at: reviewedAt,
    data: { recordId, contentHash: contentHash(deps.keys, sha256), reviewId, level, finding, asDeputy },
  })
  // From the doubt on it is to be reported, unless it is already (保密法实施条例第二十五条).
  if (finding !== 'refer' || await isReferred(tx, recordId, 'level', 'unsuitable')) return
  await append(tx, head, {
    type: 'lightwell.referral.needed.v1', room: 'decision', actor, at: reviewedAt,
    data: { recordId, neededOn: dayIn(reviewedAt, of.zone) },
  })
}
