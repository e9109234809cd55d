import { sql, type SQL } from 'drizzle-orm'

/** The instant that a question is about. A past one is answered from what was recorded until then. */
export type Moment = { at: Date, past: boolean }

/** A moment in SQL: `by` is one for all rows of a query, or each row's own. */
export type Instant = { by: SQL, past: boolean }

/** The moment of a question: now, unless it names another instant. */
export function momentOf (asOf: Date | null | undefined, now: Date): Moment {
  return asOf === null || asOf === undefined ? { at: now, past: false } : { at: asOf, past: asOf < now }
}

/** A moment as a query asks about it. */
export function instantOf ({ at, past }: Moment): Instant {
  return { by: sql`${at.toISOString()}::timestamptz`, past }
}
