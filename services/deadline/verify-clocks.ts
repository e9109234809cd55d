import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Reader } from '@lightwell/database/connect'
import { findRegime } from '@lightwell/regimes/regimes'
import { foldClock, type Clock } from './rules/fold-clock.ts'
import { storedClock, storedFold } from './rules/stored-clock.ts'
import { calendarAt } from './store/calendars.ts'
import { listClocks, type DeadlineRow, type EntryRow } from './store/deadlines.ts'

/** A stored value that is not what the entries say. `seq` is the entry that it stands beside; null is the deadline. */
export type ClockFault = { requestId: string, seq: number | null, field: string, stored: unknown, computed: unknown }

/**
 * What was counted anew. `unverifiable` are the folds that name a version of a calendar which this house never held, such
 * as those that an earlier release wrote; `last` is the last request that was looked at, null where none is left.
 */
export type Verified = { checked: number, unverifiable: number, faults: ClockFault[], last: string | null }

const pageSize = 500
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

/** Counts all stored deadlines anew, page by page. */
export async function * verifyEveryClock (db: Reader): AsyncGenerator<Verified> {
  let after: string | undefined
  do {
    const verified = await verifyClockPage(db, { after, limit: pageSize })
    yield verified
    after = verified.last ?? undefined
  } while (after !== undefined)
}

/** Everything that differs, in all stored deadlines. */
export async function verifyClocks (db: Reader): Promise<ClockFault[]> {
  const faults: ClockFault[] = []
  for await (const verified of verifyEveryClock(db)) faults.push(...verified.faults)
  return faults
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
): { faults: ClockFault[], unverifiable: number } {
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
      ...whole === undefined ? [] : differences(deadline, storedClock(whole)).map((fault) => ({ requestId, seq: null, ...fault })),
      ...folds.flatMap(({ entry, clock }) => clock === undefined
        ? [] : differences(entry, storedFold(clock)).map((fault) => ({ requestId, seq: entry.seq, ...fault }))),
    ],
  }
}

function differences (stored: object, computed: object): Pick<ClockFault, 'field' | 'stored' | 'computed'>[] {
  const kept = new Map(Object.entries(stored))
  return Object.entries(computed).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(kept.get(field)))
    .map(([field, value]) => ({ field, stored: kept.get(field), computed: value as unknown }))
}
