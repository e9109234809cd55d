import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { agencies } from '@lightwell/schema/tables/intake'

/** A calendar and a zone in which days are counted. */
export type Yardstick = { calendarId: string, zone: string }

/** A bound that differs by calendar and zone: a day, or an instant in RFC 3339. One text holds for all of them. */
export type Bound = string | readonly (Yardstick & { value: string })[]

/** Every calendar and zone that the agencies count with. */
export async function listYardsticks (db: Reader): Promise<Yardstick[]> {
  return await db.selectDistinct({ calendarId: agencies.calendarId, zone: agencies.zone }).from(agencies)
}

/** A bound as one SQL value for the deadline `d`. One value for all is written plainly, so that an index can use it. */
export function boundValue (bound: Bound, type: 'date' | 'timestamptz'): SQL {
  const cast = (value: string | undefined): SQL => type === 'date' ? sql`${value}::date` : sql`${value}::timestamptz`
  if (typeof bound === 'string') return cast(bound)
  if (new Set(bound.map(({ value }) => value)).size <= 1) return cast(bound[0]?.value)
  const cases = bound.map(({ calendarId, zone, value }) =>
    sql`when d.calendar_id = ${calendarId} and d.zone = ${zone} then ${cast(value)}`)
  return sql`case ${sql.join(cases, sql` `)} else ${cast(latestOf(bound))} end`
}

/** A bound that lies at or beyond `boundValue` for every deadline, and is one plain value: an index can use it. */
export function widestValue (bound: Bound): SQL {
  return sql`${typeof bound === 'string' ? bound : latestOf(bound)}::timestamptz`
}

/**
 * The latest value of a bound. It is the bound of a calendar that no agency uses any more: a late case is rather shown
 * than lost.
 */
function latestOf (bound: Exclude<Bound, string>): string | undefined {
  return bound.map(({ value }) => value).toSorted().at(-1)
}
