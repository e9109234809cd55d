import { findCalendar } from './calendars.ts'
import type { Count } from './count-from.ts'
import { type Day, firstDay, lastDay, parseDay } from './day.ts'
import { compileCalendar, type WorkingCalendar } from './working-calendar.ts'
import type { Fault, WorkingDaysInput } from './working-days.ts'
import { dayIn, isZone, parseInstant } from './zoned.ts'

// Every answer is explained day by day: ten years are enough for any legal limit and bound the size of the answer.
const mostUnits = 3660
const mostDaysListed = 2000
const defaultZone = 'Asia/Shanghai'

/** The count that `input` asks for, or all faults of the input at once. */
export function readCount (input: WorkingDaysInput): { count: Count } | { faults: Fault[] } {
  const faults: Fault[] = []
  const start = readStart(input, faults)
  checkN(input.n, faults)
  const calendar = readCalendar(input, faults)
  if (start === undefined || calendar === undefined || faults.length > 0) return { faults }
  const { unit, n, startRule = 'after', roll = 'none' } = input
  return { count: { calendar, start, unit, n, startRule, roll } }
}

function readStart ({ start, zone }: WorkingDaysInput, faults: Fault[]): Day | undefined {
  const zoneKnown = zone === undefined || isZone(zone)
  if (!zoneKnown) faults.push({ pointer: '/zone', code: 'unknown_zone' })
  const day = parseDay(start)
  if (day !== undefined) return day
  const instant = parseInstant(start)
  if (instant === undefined) faults.push(notADay('/start'))
  return instant !== undefined && zoneKnown ? dayIn(instant, zone ?? defaultZone) : undefined
}

function checkN (n: number, faults: Fault[]): void {
  if (!Number.isInteger(n)) faults.push({ pointer: '/n', code: 'not_an_integer' })
  else if (Math.abs(n) > mostUnits) {
    faults.push({ pointer: '/n', code: 'out_of_range', params: { min: -mostUnits, max: mostUnits } })
  }
}

function readCalendar (input: WorkingDaysInput, faults: Fault[]): WorkingCalendar | undefined {
  const holidays = readList('holidays', input, faults)
  const workingWeekends = readList('workingWeekends', input, faults)
  if (input.calendar === undefined) {
    if (faults.length > 0) return undefined
    const daysOff = holidays.map((day) => ({ day }))
    return compileCalendar({ daysOff, makeUpWorkingDays: workingWeekends, publishedYears: 'all' })
  }
  const calendar = findCalendar(input.calendar)
  if (calendar === undefined) faults.push({ pointer: '/calendar', code: 'unknown_calendar' })
  return calendar
}

function readList (name: 'holidays' | 'workingWeekends', input: WorkingDaysInput, faults: Fault[]): Day[] {
  const list = input[name] ?? []
  // A named calendar says for itself which days are off; what a list would change in it is not defined.
  if (input.calendar !== undefined && input[name] !== undefined) {
    faults.push({ pointer: `/${name}`, code: 'not_with_calendar' })
  }
  if (list.length > mostDaysListed) {
    faults.push({ pointer: `/${name}`, code: 'too_many', params: { max: mostDaysListed } })
    return []
  }
  return list.flatMap((text, at) => {
    const day = parseDay(text)
    if (day === undefined) faults.push(notADay(`/${name}/${at}`))
    return day ?? []
  })
}

function notADay (pointer: string): Fault {
  return { pointer, code: 'not_a_day', params: { from: firstDay, to: lastDay } }
}
