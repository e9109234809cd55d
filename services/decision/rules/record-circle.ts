import type { HeldPost } from '@lightwell/http/caller'
import { holdsLevel } from '@lightwell/http/register/review-levels'
import { levelOf } from './chain.ts'
import type { DeclaredMarking, RecordMark } from './marking.ts'

/** What a restricted record is opened for; each reading says it, by what the reader's duty calls for where he does not. */
export const openingPurposes = ['handling', 'review', 'comparison', 'approval', 'secrecy'] as const
export type OpeningPurpose = typeof openingPurposes[number]

/** What is known of a record of which someone wants to see the content. */
export type CircledRecord = Readonly<{
  addedBy: string, stages: readonly string[], reviewLevels: number
  marks: readonly RecordMark[], declaredMarking: DeclaredMarking | null
}>

/**
 * Whether its marks keep a record to its circle (L-18): it bears or is said to bear 内部 or 工作秘密, or what may be a mark.
 * One that has expired binds nobody.
 */
export function isRestricted ({ marks, declaredMarking }: Pick<CircledRecord, 'marks' | 'declaredMarking'>): boolean {
  return declaredMarking?.level === 'internal' ||
    marks.some(({ kind, expired }) => !expired && (kind === 'internal' || kind === 'possible'))
}

/** Whether it is a person's duty to know a restricted record: who submitted it, who reviews it, secrecy, the head. */
export function isInCircle (
  { personId, posts }: Readonly<{ personId: string, posts: readonly HeldPost[] }>, record: CircledRecord,
): boolean {
  return personId === record.addedBy || posts.some((post) => isOfDuty(post, record))
}

/** What the duty of a reader calls for. */
export function purposeOf (
  { personId, posts }: Readonly<{ personId: string, posts: readonly HeldPost[] }>, record: CircledRecord,
): OpeningPurpose {
  if (personId !== record.addedBy && posts.some((post) => reviews(post, record))) return 'review'
  const duties = new Set(posts.map(({ duty }) => duty))
  if (duties.has('head')) return 'approval'
  return duties.has('secrecy') && !duties.has('officer') ? 'secrecy' : 'handling'
}

function isOfDuty (post: HeldPost, record: CircledRecord): boolean {
  return post.duty === 'head' || post.duty === 'secrecy' || reviews(post, record)
}

function reviews (post: HeldPost, record: CircledRecord): boolean {
  return Array.from({ length: record.reviewLevels }, (_, at) => levelOf(record, at + 1)).some((level) => holdsLevel(post, level))
}
