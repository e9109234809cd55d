import type { Review } from '../store/reviews.ts'

export type Finding = Review['finding']

/** How far a record has come: `nextLevel` is null when every level has found, and only then there is a `finding`. */
export type ChainState = { levels: number, nextLevel: number | null, complete: boolean, finding: Finding | null }

// Doubt stands above all: while it is open nothing may go out, whatever the others found.
const strictestFirst: readonly Finding[] = ['refer', 'withhold', 'redact', 'release']

/**
 * The state of a record's chain over its present bytes (初审、复审、终审). A review of other bytes counts for nothing. The
 * finding of the chain is the strictest of all levels; that one level cannot overrule another to the open side is our
 * choice, since every level must pass what goes out.
 */
export function chainState (
  record: { sha256: string, reviewLevels: number }, reviews: readonly Pick<Review, 'sha256' | 'level' | 'finding'>[],
): ChainState {
  const bound = reviews.filter((review) => review.sha256 === record.sha256)
  const levels = Array.from({ length: record.reviewLevels }, (_, index) => index + 1)
  const nextLevel = levels.find((level) => !bound.some((review) => review.level === level)) ?? null
  const finding = strictestFirst.find((possible) => bound.some((review) => review.finding === possible)) ?? null
  return {
    levels: record.reviewLevels, nextLevel, complete: nextLevel === null, finding: nextLevel === null ? finding : null,
  }
}
