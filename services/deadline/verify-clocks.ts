import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Reader } from '@lightwell/database/connect'
import { findRegime } from '@lightwell/regimes/regimes'
import { foldClock, type Clock } from './rules/fold-clock.ts'
import { storedClock, storedFold } from './rules/stored-clock.ts'
import { calendarAt } from './store/calendars.ts'
import { listClocks, type DeadlineRow, type EntryRow } from './store/deadlines.ts'
import { differences, type Fault, type Verified } from './verified.ts'

const mostFaults = 100

/**
 * Counts stored deadlines anew from their entries, and tells what differs: the deadline by the version of the calendar
 * that it names, each entry's fold by its own. Stops early where faults abound.
 */
export async function verifyClockPage (
  db: Reader, { after, limit }: { after: string | undefined, limit: number },
): Promise<Verified> {
  const verified: Verified = { checked: 0, unverifiable: 0, faults: [], last: null }
  const page = await listClocks(db, { after, limit })
  for (const { deadline, entries } of page) {
    const calendars = await calendarsOf(db, deadline, entries)
    const { faults, unverifiable } = verifyClock(deadline, entries, calendars)
    verified.checked += 1
    verified.unverifiable += unverifiable
    verified.faults.push(...faults)
    verified.last = deadline.requestId
    if (verified.faults.length >= mostFaults) return verified
  }
  return page.length < limit ? { ...verified, last: null } : verified
}

type Calendars = ReadonlyMap<string, PublishedCalendar | undefined>

async function calendarsOf (db: Reader, deadline: DeadlineRow, entries: readonly EntryRow[]): Promise<Calendars> {
  const found = new Map<string, PublishedCalendar | undefined>()
  for (const { calendarVersion } of [deadline, ...entries]) {
    if (!found.has(calendarVersion)) found.set(calendarVersion, await calendarAt(db, deadline.calendarId, calendarVersion))
  }
  return found
}

function verifyClock (
  deadline: DeadlineRow, entries: readonly EntryRow[], calendars: Calendars,
): { faults: Fault[], unverifiable: number } {
  const { requestId, zone, regimeVersion } = deadline
  const regime = findRegime(regimeVersion)
  const fold = ({ calendarVersion }: { calendarVersion: string }, count: number): Clock | undefined => {
    const calendar = calendars.get(calendarVersion)
    return regime && calendar && foldClock({ regime, calendar, zone, entries: entries.slice(0, count) })
  }
  const whole = fold(deadline, entries.length)
  const folds = entries.map((entry, at) => ({ entry, clock: fold(entry, at + 1) }))
  return {
    unverifiable: [whole, ...folds.map(({ clock }) => clock)].filter((clock) => clock === undefined).length,
    faults: [
      ...whole === undefined ? [] : differences(deadline, storedClock(whole)).map((fault) => ({ requestId, termId: null, seq: null, ...fault })),
      ...folds.flatMap(({ entry, clock }) => clock === undefined
        ? [] : differences(entry, storedFold(clock)).map((fault) => ({ requestId, termId: null, seq: entry.seq, ...fault }))),
    ],
  }
}
