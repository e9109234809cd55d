import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { agencies } from '@lightwell/schema/tables/intake'

/** A calendar and a zone in which days are counted. */
export type Yardstick = { calendarId: string, zone: string }

/** Every calendar and zone that the agencies count with. */
export async function listYardsticks (db: Reader): Promise<Yardstick[]> {
  return await db.selectDistinct({ calendarId: agencies.calendarId, zone: agencies.zone }).from(agencies)
}

/**
 * A bound that differs by calendar and zone, as one SQL value for the deadline `d`. The values stand in the order of the
 * yardsticks. One value for all is written plainly, so that an index can use it.
 */
export function perYardstick (yardsticks: readonly Yardstick[], values: readonly string[], type: 'date' | 'timestamptz'): SQL {
  const cast = (value: string | undefined): SQL => type === 'date' ? sql`${value}::date` : sql`${value}::timestamptz`
  if (new Set(values).size <= 1) return cast(values[0])
  const cases = yardsticks.map(({ calendarId, zone }, at) =>
    sql`when d.calendar_id = ${calendarId} and d.zone = ${zone} then ${cast(values[at])}`)
  // A calendar that no agency uses any more is bounded loosely: a late case is rather shown than lost.
  return sql`case ${sql.join(cases, sql` `)} else ${cast(values.toSorted().at(-1))} end`
}
