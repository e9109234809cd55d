import type { ClockEntry } from './clock-entry.ts'

/**
 * The entries of a clock as they stand after its corrections, without these: with the days that they put in the place of
 * others, and without what never was. A later correction of the same entry holds.
 */
export function correctedEntries<Entry extends ClockEntry> (entries: readonly Entry[]): readonly Entry[] {
  if (!entries.some(({ kind }) => kind === 'redated' || kind === 'corrected')) return entries
  const last = new Map(entries.filter(({ kind }) => kind === 'corrected').map((entry) => [entry.corrects, entry]))
  return entries.flatMap((entry, at) => {
    if (entry.kind === 'redated' || entry.kind === 'corrected') return []
    const correction = last.get(at + 1)
    if (correction === undefined) return [entry]
    const { cause, onDay, untilOn } = correction
    return cause === 'voided' ? [] : [{ ...entry, onDay, untilOn: entry.untilOn === null ? null : untilOn ?? entry.untilOn }]
  })
}
