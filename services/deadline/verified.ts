/**
 * A stored value that is not what it follows from: of a clock `seq` is the entry that it stands beside, null for the
 * deadline itself; of a term only `termId` is told.
 */
export type Fault = {
  requestId: string | null, termId: string | null, seq: number | null, field: string, stored: unknown, computed: unknown
}

/**
 * What was counted anew. `unverifiable` are those that name a version of a law or a calendar which this house never held,
 * such as those that an earlier release wrote; `last` is the last one that was looked at, null where none is left.
 */
export type Verified = { checked: number, unverifiable: number, faults: Fault[], last: string | null }

/** The computed values that are not the stored ones of the same names. */
export function differences (stored: object, computed: object): Pick<Fault, 'field' | 'stored' | 'computed'>[] {
  const kept = new Map(Object.entries(stored))
  return Object.entries(computed).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(kept.get(field)))
    .map(([field, value]) => ({ field, stored: kept.get(field), computed: value as unknown }))
}
