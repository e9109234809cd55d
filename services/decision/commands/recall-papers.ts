import { v7 as uuidv7 } from 'uuid'
import { findCalendar, listCalendars } from '@lightwell/calendar/calendars'
import { dayIn, endOfDay } from '@lightwell/calendar/zoned'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { recallReason } from '../rules/circulating.ts'
import { holidayAhead, type HolidayAhead } from '../rules/holiday-ahead.ts'
import { hasRecall, insertRecall, listAgencyPlaces, listOpenedPapers } from '../store/recalls.ts'

/**
 * Lists for each agency, from the local midnight on with which the last day of work before a holiday begins, the
 * restricted papers that are still with readers, to be called in (B-42). Once for an agency and a holiday; an agency
 * without such papers gets no list until the holiday is over.
 */
export const recallPapers: Sweep = { name: 'recall_papers', run: recallOnce }

type Look = { from: Date, until: Date, calendars: string }

// Nothing becomes due between two midnights unless an agency or a calendar is new, so a process looks once an hour.
const hourMs = 3_600_000
const lastLooks = new WeakMap<Deps, Look>()

async function recallOnce (deps: Deps): Promise<number> {
  const now = deps.clock.now()
  const calendars = listCalendars().map(({ version }) => version).join()
  const last = lastLooks.get(deps)
  if (last !== undefined && last.calendars === calendars && last.from <= now && now < last.until) return 0
  let listed = 0
  let until = now.getTime() + hourMs
  for (const { code, calendarId, zone } of await listAgencyPlaces(deps.db)) {
    const today = dayIn(now, zone)
    until = Math.min(until, endOfDay(today, zone).getTime())
    const calendar = findCalendar(calendarId)
    const holiday = calendar && holidayAhead(calendar, today)
    if (holiday !== undefined && await recall(deps, code, holiday)) listed += 1
  }
  lastLooks.set(deps, { from: now, until: new Date(until), calendars })
  return listed
}

async function recall (deps: Deps, agencyCode: string, { name, from, recallOn }: HolidayAhead): Promise<boolean> {
  return await deps.db.transaction(async (tx) => {
    if (await hasRecall(tx, { agencyCode, holidayFrom: from })) return false
    const papers = (await listOpenedPapers(tx, agencyCode)).filter((paper) => recallReason(paper) !== undefined)
    if (papers.length === 0) return false
    return await insertRecall(tx, {
      id: uuidv7(), agencyCode, holiday: name, holidayFrom: from, recallOn, listedAt: deps.clock.now(),
    }, papers)
  })
}
