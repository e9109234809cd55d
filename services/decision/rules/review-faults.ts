import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'
import { mostLevels } from './chain.ts'

/** What a reviewer sends. The checklist is the three questions of the review (泄密案例 L-23): any yes forbids release. */
export const ReviewBody = Type.Object({
  level: Type.Integer({ minimum: 1, maximum: mostLevels }),
  finding: listed(['release', 'withhold', 'redact', 'refer']),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'The bytes that were opened.' }),
  checklist: Type.Object({
    stateSecret: Type.Boolean(),
    workSecret: Type.Boolean(),
    endangersSecurity: Type.Boolean(),
  }, { additionalProperties: false }),
  grounds: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20, uniqueItems: true })),
  opinion: Type.String({ maxLength: 2_000 }),
}, { additionalProperties: false })
export type ReviewBody = Static<typeof ReviewBody>

/** The regime of the request, the levels of the record's chain, and what its earlier reviewers wrote. */
export type ReviewContext = { regime: Regime, levels: number, earlierOpinions: readonly string[] }

/** So many records in a row may be told by the same words; a further one looks stamped, not read. */
export const sameWordsAtMost = 3

const shortestOpinion = 2

/**
 * What is wrong with a review apart from its schema, which it may not fit. A pass carries a reason of its own: the
 * words of another level are no reason (“假审查”, 走过场).
 */
export function reviewFaults (body: Partial<ReviewBody>, { regime, levels, earlierOpinions }: ReviewContext): FieldFault[] {
  const { level, finding, checklist, grounds } = body
  const found: FieldFault[] = []
  if (Number(level) > levels) found.push(faults.levelNotInChain('/level'))
  if (finding === 'release' && isObject(checklist) && Object.values(checklist).includes(true)) {
    found.push(faults.checklistForbidsRelease('/finding'))
  }
  if (finding === 'withhold' || finding === 'redact') {
    if (grounds === undefined || Array.isArray(grounds) && grounds.length === 0) found.push(faults.groundRequired('/grounds'))
  }
  return [...found, ...groundFaults(grounds, regime, '/grounds'), ...opinionFaults(body.opinion, earlierOpinions)]
}

function opinionFaults (opinion: unknown, earlierOpinions: readonly string[]): FieldFault[] {
  if (typeof opinion !== 'string') return []
  const gist = gistOf(opinion)
  if (gist.length < shortestOpinion) return [faults.opinionTooShort('/opinion')]
  return earlierOpinions.some((earlier) => saysTheSame(earlier, opinion)) ? [faults.opinionCopied('/opinion')] : []
}

/**
 * Whether an opinion only says what its writer said of each of his last records. Large numbers of like papers are no fault
 * of his (S-12): it is refused to nobody, and shown to supervisors.
 */
export function isStamped (opinion: string, ownOpinions: readonly string[]): boolean {
  return ownOpinions.length >= sameWordsAtMost && ownOpinions.every((earlier) => saysTheSame(earlier, opinion))
}

/** Grounds that the regime does not have. */
export function groundFaults (grounds: unknown, regime: Regime, pointer: string): FieldFault[] {
  if (!Array.isArray(grounds)) return []
  return grounds.flatMap((code, at) =>
    typeof code !== 'string' || Object.hasOwn(regime.grounds, code) ? [] : [faults.unknownGround(`${pointer}/${at}`)])
}

/** Whether two opinions are the same words but for blanks, punctuation and letter case. */
export function saysTheSame (one: string, other: string): boolean {
  return gistOf(one) === gistOf(other)
}

/** The words of an opinion without blanks, punctuation and letter case: “同意 公开。” says what “同意公开” says. */
function gistOf (opinion: string): string {
  return opinion.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

function isObject (value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
