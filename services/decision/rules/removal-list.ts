import type { Redaction } from '../store/redactions.ts'

/** One removal as it is told with a decision: which, on which page where there are pages, on which ground; never what it took. */
export type ListedRemoval = { number: number, page: number | null, ground: string }

/** What was taken out of a record, in the order in which it stands there; what an earlier rendition lost comes first. */
export function removalList (line: readonly Pick<Redaction, 'spans' | 'removals'>[]): ListedRemoval[] {
  const taken = line.flatMap(({ spans, removals }): Omit<ListedRemoval, 'number'>[] => removals.length > 0
    ? removals.map(({ page, ground }) => ({ page, ground }))
    : spans.toSorted((one, other) => one.start - other.start).map(({ ground }) => ({ page: null, ground })))
  return taken.map((one, at) => ({ number: at + 1, ...one }))
}
