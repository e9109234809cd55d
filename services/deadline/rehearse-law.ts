import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import { lawOf } from '@lightwell/regimes/law-of'
import type { Regime } from '@lightwell/regimes/regime'
import { replayClock } from './rules/replay-clock.ts'
import { listAnsweredClocks, type AnsweredClock, type AnsweredQuery } from './store/answered-clocks.ts'
import { calendarAt } from './store/calendars.ts'

/** How a case came out under one law: its last day, whether the answer was in time, and the rows that report it. */
export type Outcome = { dueOn: Day, state: string, rows: readonly string[] }

/** A case that comes out otherwise under the other law. */
export type Difference = {
  requestId: string, receiptNumber: string, agency: string, answeredOn: Day, old: Outcome, new: Outcome
}

/** How many cases were replayed, and of how many the day, the lateness or the rows move. */
export type Counts = { cases: number, dueDayMoves: number, becomeLate: number, stopBeingLate: number, rowsMove: number }

export type Rehearsal = {
  counts: Counts
  byAgency: ({ agency: string } & Counts)[]
  items: Difference[]
  /** The last case that was replayed, if there are more. */
  last: { answeredOn: Day, requestId: string } | null
}

/** Replays answered cases under another law, each by the version of the calendar that counted it. Writes nothing. */
export async function rehearseLaw (db: Reader, regime: Regime, query: AnsweredQuery): Promise<Rehearsal> {
  const found = await listAnsweredClocks(db, query)
  const clocks = found.slice(0, query.limit)
  const differences: Difference[] = []
  for (const clock of clocks) differences.push(await compare(db, regime, clock))
  const byAgency = Map.groupBy(differences, ({ agency }) => agency)
  const last = found.length > query.limit ? clocks.at(-1)?.deadline : undefined
  return {
    counts: countOf(differences),
    byAgency: [...byAgency].map(([agency, own]) => ({ agency, ...countOf(own) })).toSorted((a, b) => a.agency < b.agency ? -1 : 1),
    items: differences.filter((one) => dayMoves(one) || one.old.state !== one.new.state || rowsMove(one)),
    last: last === undefined ? null : { answeredOn: last.answeredOn, requestId: last.requestId },
  }
}

async function compare (db: Reader, regime: Regime, found: AnsweredClock): Promise<Difference> {
  const { deadline, receiptNumber, entries, grounds, otherBodies } = found
  const { requestId, agencyCode: agency, zone, calendarId, calendarVersion, answeredOn, dueOn, state } = deadline
  const law = lawOf(deadline)
  const calendar = await calendarAt(db, calendarId, calendarVersion) ?? law.calendar
  const clock = replayClock({ regime, calendar, zone, entries, asksBody: (id) => otherBodies.has(id) })
  return {
    requestId, receiptNumber, agency, answeredOn,
    old: { dueOn, state, rows: rowsOf(law.regime, grounds) },
    new: { dueOn: clock.dueOn, state: clock.state, rows: rowsOf(regime, grounds) },
  }
}

function rowsOf ({ grounds }: Regime, told: readonly string[]): string[] {
  return [...new Set(told.flatMap((code) => grounds[code]?.reportRow ?? []))].toSorted()
}

function countOf (differences: readonly Difference[]): Counts {
  const late = (from: string, to: string) => differences.filter((one) => one.old.state === from && one.new.state === to).length
  return {
    cases: differences.length,
    dueDayMoves: differences.filter(dayMoves).length,
    becomeLate: late('met', 'missed'),
    stopBeingLate: late('missed', 'met'),
    rowsMove: differences.filter(rowsMove).length,
  }
}

function dayMoves (one: Difference): boolean {
  return one.old.dueOn !== one.new.dueOn
}

function rowsMove (one: Difference): boolean {
  return one.old.rows.join() !== one.new.rows.join()
}
