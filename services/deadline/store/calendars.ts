import { and, desc, eq, getTableColumns, gt, lt, sql } from 'drizzle-orm'
import { findCalendar, listCalendars } from '@lightwell/calendar/calendars'
import type { CalendarYear, PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { compileStored, loadCalendars } from '@lightwell/database/load-calendars'
import { calendars, calendarVersions } from '@lightwell/schema/tables/deadline-calendars'
import { agencies } from '@lightwell/schema/tables/intake'

export type CalendarRow = typeof calendars.$inferSelect
export type RevisionRow = typeof calendarVersions.$inferSelect
/** A revision as it is told, without the days of its years. */
export type RevisionSummary = Omit<RevisionRow, 'years' | 'ownYears'> & { notices: CalendarYear['notices'], uncounted: number }

// Whoever changes a calendar takes this first: a change of one reaches those below it.
const calendarLock = 0x11_67_77_e4

/** Holds the calendars against other changes to the end of this transaction. */
export async function holdCalendars (tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${calendarLock})`)
}

/** The calendars of this house by id in order, all of them or those after one. */
export async function listCalendarRows (
  db: Reader, { after, limit }: { after?: string | undefined, limit?: number } = {},
): Promise<CalendarRow[]> {
  const found = db.select().from(calendars).where(after === undefined ? undefined : gt(calendars.id, after))
    .orderBy(calendars.id)
  return limit === undefined ? await found : await found.limit(limit)
}

/** One calendar. */
export async function findCalendarRow (db: Reader, id: string): Promise<CalendarRow | undefined> {
  const [row] = await db.select().from(calendars).where(eq(calendars.id, id))
  return row
}

/** The calendars of this house as they are in force now, ready to count with; the register of this process has them too. */
export async function readInForce (db: Reader): Promise<PublishedCalendar[]> {
  const known = new Set((await listCalendarRows(db)).map(({ id }) => id))
  await loadCalendars(db)
  return listCalendars().filter(({ id }) => known.has(id))
}

/** Whether there is an agency of this code. */
export async function isAgency (db: Reader, code: string): Promise<boolean> {
  const [row] = await db.select({ code: agencies.code }).from(agencies).where(eq(agencies.code, code))
  return row !== undefined
}

/** A calendar that begins, with its first version. */
export type NewCalendar = { row: typeof calendars.$inferInsert, first: typeof calendarVersions.$inferInsert }

/** Stores calendars that begin; a parent stands among them or was stored before. */
export async function insertCalendars (tx: Transaction, begun: readonly NewCalendar[]): Promise<void> {
  if (begun.length === 0) return
  await tx.insert(calendars).values(begun.map(({ row }) => row))
  await tx.insert(calendarVersions).values(begun.map(({ first }) => first))
}

/** Stores a further version of a calendar, which is then the one in force. */
export async function insertRevision (tx: Transaction, revision: typeof calendarVersions.$inferInsert): Promise<void> {
  await tx.insert(calendarVersions).values(revision)
  await tx.update(calendars).set({ version: revision.version, revision: revision.revision })
    .where(eq(calendars.id, revision.calendarId))
}

/** Says anew what a calendar is called and on what law it rests. */
export async function renameCalendar (
  tx: Transaction, id: string, names: Pick<CalendarRow, 'titleZh' | 'titleEn' | 'basisZh' | 'basisEn'>,
): Promise<void> {
  await tx.update(calendars).set(names).where(eq(calendars.id, id))
}

/** What a calendar itself ever said, and which of its years were published here. */
export async function readOwnHistory (
  db: Reader, calendarId: string,
): Promise<Pick<RevisionRow, 'ownYears' | 'cause' | 'year'>[]> {
  const { ownYears, cause, year } = calendarVersions
  return await db.select({ ownYears, cause, year }).from(calendarVersions).where(eq(calendarVersions.calendarId, calendarId))
}

const { years: _years, ownYears: _own, ...said } = getTableColumns(calendarVersions)

const summary = {
  ...said,
  notices: sql<CalendarYear['notices']>`coalesce((select y -> 'notices'
    from jsonb_array_elements(${calendarVersions.ownYears}) y where (y ->> 'year')::int = ${calendarVersions.year}), '[]')`,
  uncounted: sql<number>`(select count(*)::int from calendars k join deadlines d on d.calendar_id = k.id
    where k.id = ${calendarVersions.calendarId} and k.revision = ${calendarVersions.revision}
      and d.state in ('running', 'paused') and d.recount_at is not null)`,
}

/** The versions of a calendar, newest first, those before a revision. */
export async function listRevisions (
  db: Reader, calendarId: string, { before, limit }: { before: number | undefined, limit: number },
): Promise<RevisionSummary[]> {
  return await db.select(summary).from(calendarVersions).where(and(
    eq(calendarVersions.calendarId, calendarId), before === undefined ? undefined : lt(calendarVersions.revision, before),
  )).orderBy(desc(calendarVersions.revision)).limit(limit)
}

// A version never changes, so it is compiled once; each costs about a megabyte.
const mostKept = 16
const compiled = new Map<string, PublishedCalendar>()

/** A calendar as it was under one of its versions, ready to count with; undefined where this house never held it. */
export async function calendarAt (db: Reader, id: string, version: string): Promise<PublishedCalendar | undefined> {
  const inForce = findCalendar(id)
  if (inForce?.version === version) return inForce
  const key = `${id} ${version}`
  const calendar = compiled.get(key) ?? await readVersion(db, id, version)
  if (calendar === undefined) return undefined
  compiled.delete(key)
  compiled.set(key, calendar)
  const [oldest] = compiled.keys()
  if (compiled.size > mostKept && oldest !== undefined) compiled.delete(oldest)
  return calendar
}

async function readVersion (db: Reader, id: string, version: string): Promise<PublishedCalendar | undefined> {
  const [found] = await db.select({ row: calendars, content: calendarVersions }).from(calendarVersions)
    .innerJoin(calendars, eq(calendars.id, calendarVersions.calendarId))
    .where(and(eq(calendarVersions.calendarId, id), eq(calendarVersions.version, version)))
    .orderBy(desc(calendarVersions.revision)).limit(1)
  return found && compileStored(found.row, found.content)
}
