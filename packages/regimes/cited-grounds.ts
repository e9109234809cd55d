import { placeIn, type Act, type Bilingual } from './citation.ts'
import type { Ground, GroundFamily, GroundRule, RemedyCode } from './ground.ts'

type Needs = Partial<Omit<GroundRule, 'name' | 'family' | 'remedy'>> & { ourChoice?: Bilingual }

/** A ground of a law: its article, its name in both languages, and what it needs. */
export type GroundLine = readonly [article: string, zh: string, en: string, needs?: Needs]

/** Makes the grounds of one family of an act, by code, from their lines. */
export function groundsOf (
  act: Act, { family, remedy }: { family: GroundFamily, remedy: RemedyCode }, lines: Readonly<Record<string, GroundLine>>,
): Record<string, Ground> {
  return Object.fromEntries(Object.entries(lines).map(([code, [article, zh, en, needs]]) =>
    [code, { code, name: { zh, en }, family, remedy, ...placeIn(act, article), ...needs }]))
}
