import type { NumberedArea, Rendition } from './redact.ts'

/**
 * What the second person compares: each removal with its ground and its boxes, how many characters went beside its words,
 * where the same words still stand, and both files by their hashes.
 */
export type Comparison = Readonly<{
  original: string
  rendition: string
  removals: readonly Readonly<{
    number: number, page: number, ground: string, besides: number
    boxes: readonly Omit<NumberedArea, 'number'>[], stillThere: readonly Omit<NumberedArea, 'number'>[]
  }>[]
}>

export function comparisonOf (original: string, { sha256, removals, boxes, stillThere }: Rendition): Comparison {
  const own = (areas: readonly NumberedArea[], of: number): Omit<NumberedArea, 'number'>[] =>
    areas.filter(({ number }) => number === of).map(({ page, area }) => ({ page, area }))
  return {
    original,
    rendition: sha256,
    removals: removals.map(({ number, page, ground, besides }) =>
      ({ number, page, ground, besides, boxes: own(boxes, number), stillThere: own(stillThere, number) })),
  }
}
