import { shippedCalendars } from '@lightwell/calendar/calendars'
import { publishCalendar, type PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { plannedRevisions } from '../rules/planned-revisions.ts'
import { shippedYears } from '../rules/shipped-years.ts'
import { saveRevisions } from '../save-revisions.ts'
import {
  holdCalendars, insertCalendars, listCalendarRows, readInForce, readOwnHistory, renameCalendar, type NewCalendar,
} from '../store/calendars.ts'

/**
 * Brings the calendars that ship with this release into the database: those that it does not know, and years whose
 * content is new, unless they were published here. May be repeated and raced.
 */
export async function shipCalendars (deps: Deps): Promise<void> {
  const known = new Map((await listCalendarRows(deps.db)).map(({ id, version }) => [id, version]))
  if (shippedCalendars.every(({ id, version }) => known.get(id) === version)) return
  await deps.db.transaction(async (tx) => {
    await holdCalendars(tx)
    const rows = new Set((await listCalendarRows(tx)).map(({ id }) => id))
    const publishedAt = deps.clock.now()
    for (const shipped of parentsFirst(shippedCalendars)) {
      if (rows.has(shipped.id)) await renewCalendar(tx, shipped, publishedAt)
    }
    await insertCalendars(tx, await beginnings(tx, parentsFirst(shippedCalendars).filter(({ id }) => !rows.has(id)), publishedAt))
  })
}

/** Takes up what is new of a calendar that the database knows. */
async function renewCalendar (tx: Transaction, shipped: PublishedCalendar, publishedAt: Date): Promise<void> {
  const { id } = shipped
  await renameCalendar(tx, id, namesOf(shipped))
  const history = await readOwnHistory(tx, id)
  const publishedYears = new Set(history.flatMap(({ cause, year }) => cause === 'published' && year !== null ? [year] : []))
  const inForce = await readInForce(tx)
  const current = inForce.find((one) => one.id === id)?.ownYears ?? []
  const next = shippedYears(current, shipped.ownYears, { said: history.flatMap(({ ownYears }) => ownYears), publishedYears })
  await saveRevisions(tx, plannedRevisions(inForce, id, next), { cause: 'shipped', publishedBy: 'system', publishedAt, year: null })
}

/** Calendars that the database does not know, each under its parent as that is in force here. */
async function beginnings (tx: Transaction, shipped: readonly PublishedCalendar[], publishedAt: Date): Promise<NewCalendar[]> {
  const all = new Map((shipped.length > 0 ? await readInForce(tx) : []).map((calendar) => [calendar.id, calendar]))
  return shipped.map((calendar) => {
    const { id, parent } = calendar
    const placed = under(calendar, parent === undefined ? undefined : all.get(parent))
    const { version, years, ownYears } = placed
    all.set(id, placed)
    return {
      row: { id, parentId: parent ?? null, agencyCode: null, ...namesOf(calendar), version, revision: 1 },
      first: {
        calendarId: id, revision: 1, version, ownYears, years, cause: 'shipped', publishedBy: 'system', publishedAt,
        appliedAt: publishedAt,
      },
    }
  })
}

// It shipped under the parent that ships; where another one is in force, it takes the days of that.
function under (calendar: PublishedCalendar, parent: PublishedCalendar | undefined): PublishedCalendar {
  if (parent === undefined || parent.version === shippedCalendars.find(({ id }) => id === parent.id)?.version) return calendar
  const { id, title, basis, ownYears } = calendar
  return publishCalendar({ id, title, parent: parent.id, ...basis && { basis }, years: ownYears }, parent)
}

function namesOf ({ title, basis }: PublishedCalendar) {
  return { titleZh: title.zh, titleEn: title.en, basisZh: basis?.zh ?? null, basisEn: basis?.en ?? null }
}

function parentsFirst (all: readonly PublishedCalendar[]): PublishedCalendar[] {
  const depthOf = ({ parent }: PublishedCalendar): number => {
    const above = parent === undefined ? undefined : all.find(({ id }) => id === parent)
    return above === undefined ? 0 : depthOf(above) + 1
  }
  return all.toSorted((a, b) => depthOf(a) - depthOf(b))
}
