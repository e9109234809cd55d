import { eq, inArray, type Column, type SQL } from 'drizzle-orm'

/**
 * Whether a row is of one of some agencies; undefined where it may be of any. A single one is asked for as one value, so
 * that an index of agencies gives the order too.
 */
export function ofAgencies (agencyCode: Column, codes: 'all' | readonly string[]): SQL | undefined {
  if (codes === 'all') return undefined
  const [only, ...others] = codes
  return only !== undefined && others.length === 0 ? eq(agencyCode, only) : inArray(agencyCode, [...codes])
}
