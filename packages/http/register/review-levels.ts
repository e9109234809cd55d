import type { HeldPost } from '../caller.ts'

/** One stage of a chain of review, as far as it makes levels. */
export type ReviewStage = { kind: string, level?: number, people: number, when: string }

/**
 * What each level of a record is, by the stages that its flags call for: the head of the business section beforehand
 * (S-11), the review group (W-08), a second opinion (E-18). Each person of a stage is a level of his own.
 */
export function levelsOf (chain: readonly ReviewStage[], flags: readonly string[]): string[] {
  return chain.filter(({ when }) => when === 'always' || flags.includes(when))
    .flatMap(({ kind, level, people }) => Array.from({ length: people }, () => (kind === 'review' ? `review:${level}` : kind)))
}

/** Whether a post lets its holder review this level. The group and the second opinion are any reviewer's. */
export function holdsLevel ({ duty, level }: Pick<HeldPost, 'duty' | 'level'>, stage: string): boolean {
  if (stage === 'business_section') return duty === 'section'
  return duty === 'review' && (stage === `review:${level}` || !stage.startsWith('review:'))
}
