import { and, eq, inArray, sql } from 'drizzle-orm'
import { findCalendar, putCalendars } from '@lightwell/calendar/calendars'
import { publishCalendar, type CalendarYear, type PublishedCalendar } from '@lightwell/calendar/published-calendar'
import { calendars, calendarVersions } from '@lightwell/schema/tables/deadline-calendars'
import type { Reader } from './connect.ts'

type Row = typeof calendars.$inferSelect
type Content = { version: string, ownYears: readonly CalendarYear[], years: readonly CalendarYear[] }

/**
 * Puts the calendars that are in force into the register of this process; only those that changed are read and compiled.
 * Gives the sum of their revisions: it grows with everything that is published.
 */
export async function loadCalendars (db: Reader): Promise<number> {
  const rows = await db.select().from(calendars)
  const changed = rows.filter(({ id, version }) => findCalendar(id)?.version !== version)
  if (changed.length > 0) putCalendars(await readCalendars(db, changed))
  return rows.reduce((sum, { revision }) => sum + revision, 0)
}

/** The sum of the revisions of all calendars. */
export async function sumOfRevisions (db: Reader): Promise<number> {
  const [row] = await db.select({ sum: sql<number>`coalesce(sum(${calendars.revision}), 0)::int` }).from(calendars)
  return row?.sum ?? 0
}

/**
 * A calendar as the database holds it, ready to count with. Its version is the name under which it was published: how
 * versions are named may have changed since.
 */
export function compileStored (row: Row, { version, ownYears, years }: Content): PublishedCalendar {
  const { id, titleZh, titleEn, parentId, basisZh, basisEn } = row
  return {
    ...publishCalendar({ id, title: { zh: titleZh, en: titleEn }, years }),
    ...parentId !== null && { parent: parentId },
    ...basisZh !== null && basisEn !== null && { basis: { zh: basisZh, en: basisEn } },
    ownYears, version,
  }
}

async function readCalendars (db: Reader, rows: readonly Row[]): Promise<PublishedCalendar[]> {
  const { calendarId, revision, version, ownYears, years } = calendarVersions
  const contents = await db.select({ calendarId, version, ownYears, years }).from(calendarVersions)
    .innerJoin(calendars, and(eq(calendars.id, calendarId), eq(calendars.revision, revision)))
    .where(inArray(calendarId, rows.map(({ id }) => id)))
  return contents.flatMap((content) => {
    const row = rows.find(({ id }) => id === content.calendarId)
    return row === undefined ? [] : [compileStored(row, content)]
  })
}
