import { addDays, type Day } from '@lightwell/calendar/day'
import { workingDaysBetween, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import type { Holder } from './held-by.ts'

/** From which day on a case lay with whom, as the days began. */
export type Turn = Readonly<{ day: Day, duty: Holder['duty'] | null }>

/**
 * A case from its receipt to its end, or to the day that is asked about. `first` had it before the first turn; `lateFrom`
 * is the due day of one that is late, and null for any other.
 */
export type Course = Readonly<{
  startedOn: Day, until: Day, lateFrom: Day | null, first: Turn['duty'], turns: readonly Turn[]
}>

/** How many working days a case lay with whom, and how many of these after its due day. */
export type DaysHeld = { duty: Turn['duty'], workingDays: number, workingDaysLate: number }

const order: readonly Turn['duty'][] = [
  'clerk', 'officer', 'review', 'head', 'secrecy', 'legal', 'disclosure_office', 'section', 'applicant', 'third_party', null,
]

/**
 * The working days after the receipt, up to and with the last, by who had to act as each began: our choice, so that a day
 * belongs to one duty only, whatever the hour of the question. Their sum is all the working days of the case.
 */
export function daysHeld (calendar: WorkingCalendar, { startedOn, until, lateFrom, first, turns }: Course): DaysHeld[] {
  const held = new Map<Turn['duty'], DaysHeld>()
  const days = (from: Day, to: Day): number => Math.max(0, workingDaysBetween(calendar, from, to))
  const sorted = turns.toSorted((a, b) => a.day < b.day ? -1 : 1)
  for (const [at, { day, duty }] of [{ day: startedOn, duty: first }, ...sorted].entries()) {
    // A day counts as the day after another: a turn begins after the day before it.
    const from = at === 0 ? startedOn : later(startedOn, addDays(day, -1))
    const next = sorted[at]
    const to = next === undefined || next.day > until ? until : addDays(next.day, -1)
    const workingDays = days(from, to)
    if (from >= to || workingDays === 0) continue
    const { workingDays: before, workingDaysLate } = held.get(duty) ?? { workingDays: 0, workingDaysLate: 0 }
    const late = lateFrom === null || to <= lateFrom ? 0 : days(later(from, lateFrom), to)
    held.set(duty, { duty, workingDays: before + workingDays, workingDaysLate: workingDaysLate + late })
  }
  return order.flatMap((duty) => held.get(duty) ?? [])
}

function later (a: Day, b: Day): Day {
  return a > b ? a : b
}
