import { isStateLevel, rulings, type ClaimedLevel, type Question, type Ruling } from './referral.ts'
import type { Finding } from './review-chain.ts'

/** What was asked about bytes, and what was ruled; `ruling` and `at` are null while it is before a body. */
export type Referred = {
  sha256: string, question: Question, claimedLevel: ClaimedLevel, ruling: Ruling | null, at: Date | null
}

/** What others have said of a record, as far as it binds. */
export type ReferralStanding = {
  /** A body is still to say its word. */
  isOpen: boolean
  /** The ruling on its secrecy that binds, and when it was given. */
  ruling: Ruling | null
  ruledOpenAt: Date | null
  /** Ruled, or claimed before the body that is to rule, to be a state secret: the highest claimed level applies. */
  isSecret: boolean
  /** The body that it comes from refused, or has not consented yet. */
  isRefused: boolean
  consentMissing: boolean
}

/** A record of which nothing was ever asked. */
export const notReferred: ReferralStanding = {
  isOpen: false, ruling: null, ruledOpenAt: null, isSecret: false, isRefused: false, consentMissing: false,
}

/**
 * What binds a record: what was said of its own bytes, wherever they lay, or else of those that it was made from, the
 * nearest first; of the same bytes the latest word, and of words of one moment the strictest. What is still open about any of
 * them stops it (保密法实施条例第二十六条). `line` is the hash of the record and those of its originals.
 */
export function standingOf (
  line: readonly string[], { referred, isForeign }: { referred: readonly Referred[], isForeign: boolean },
): ReferralStanding {
  const own = referred.filter(({ sha256 }) => line.includes(sha256))
  const open = own.filter(({ ruling }) => ruling === null)
  const onSecrecy = latest(line, own, (one) => one.question !== 'consent')
  const consent = latest(line, own, (one) => one.question === 'consent')
  // A doubt about these very bytes is lifted by a word on these alone.
  const onOwn = latest(line.slice(0, 1), own, ({ question }) => question === 'level' || question === 'unsuitable')
  return {
    isOpen: open.length > 0,
    ruling: onSecrecy?.ruling ?? null,
    ruledOpenAt: onOwn?.ruling === 'open' ? onOwn.at : null,
    isSecret: onSecrecy?.ruling === 'secret' || open.some(({ claimedLevel }) => isStateLevel(claimedLevel)),
    isRefused: consent?.ruling === 'refuses',
    consentMissing: isForeign && consent?.ruling !== 'consents',
  }
}

function latest (
  line: readonly string[], referred: readonly Referred[], concerns: (one: Referred) => boolean,
): Referred | undefined {
  const ruled = referred.filter((one) => one.ruling !== null && concerns(one))
  const nearest = line.find((sha256) => ruled.some((one) => one.sha256 === sha256))
  return ruled.filter(({ sha256 }) => sha256 === nearest)
    .toSorted((a, b) => Number(b.at) - Number(a.at) || rulings.indexOf(a.ruling!) - rulings.indexOf(b.ruling!))[0]
}

/**
 * The reviews of a record as the ruling leaves them: `open` stands in the place of each level that doubted before it was
 * given, and the finding of the chain is then that of the others. A later doubt needs a word of its own.
 */
export function reviewsAsRuled<R extends { finding: Finding, reviewedAt: Date }> (
  reviews: readonly R[], ruledOpenAt: Date | null,
): R[] {
  return reviews.map((review) => review.finding === 'refer' && ruledOpenAt !== null && review.reviewedAt <= ruledOpenAt
    ? { ...review, finding: 'release' } : review)
}
