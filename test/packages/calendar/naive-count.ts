import cn from '../../../packages/calendar/data/cn.json' with { type: 'json' }
import type { CountUnit, Roll, StartRule } from '@lightwell/calendar/count-from'

// The slow and obvious way to count, one day after the other, sharing no code with the calendar it checks.

export type NaiveCalendar = {
  off: ReadonlySet<string>
  on: ReadonlySet<string>
  published: (year: number) => boolean
}

export type NaiveQuestion = { start: string, unit: CountUnit, n: number, startRule: StartRule, roll: Roll }

const years = Object.entries(cn.years)

export const naiveChina: NaiveCalendar = {
  off: new Set(years.flatMap(([, year]) => year.spans.flatMap(({ from, to }) => {
    const days: string[] = []
    for (let day = from; day <= to; day = shift(day, 1)) days.push(day)
    return days
  }))),
  on: new Set(years.flatMap(([, year]) => year.makeUpWorkingDays)),
  published: (year) => years.some(([known]) => Number(known) === year),
}

export function naiveLists (holidays: string[], workingWeekends: string[]): NaiveCalendar {
  return { off: new Set(holidays), on: new Set(workingWeekends), published: () => true }
}

export function shift (day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

export function naiveIsWorking ({ off, on }: NaiveCalendar, day: string): boolean {
  if (on.has(day)) return true
  if (off.has(day)) return false
  return ![0, 6].includes(new Date(day).getUTCDay())
}

export function naiveDue (calendar: NaiveCalendar, question: NaiveQuestion): { due: string, unknownYears: number[] } {
  const { start, unit, n, startRule, roll } = question
  const asked: string[] = []
  const works = (day: string): boolean => {
    asked.push(day)
    return naiveIsWorking(calendar, day)
  }
  const forward = (from: string): string => {
    let next = from
    while (!works(next)) next = shift(next, 1)
    return next
  }
  let day = startRule === 'after' || n < 0 ? start : forward(start)
  const left = startRule === 'inclusive' && n > 0 && unit !== 'months' ? n - 1 : n
  if (unit === 'calendar_days') day = shift(day, left)
  if (unit === 'months') day = naiveMonths(day, left)
  if (unit === 'working_days') {
    for (let count = 0; count < Math.abs(left);) {
      day = shift(day, Math.sign(left))
      if (works(day)) count++
    }
  }
  if (roll === 'forward') day = forward(day)
  const unknown = asked.map((askedDay) => Number(askedDay.slice(0, 4))).filter((year) => !calendar.published(year))
  return { due: day, unknownYears: [...new Set(unknown)].toSorted((a, b) => a - b) }
}

function naiveMonths (day: string, months: number): string {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number)
  let candidate = dayOfMonth
  const target = new Date(Date.UTC(year, month - 1 + months, 1)).getUTCMonth()
  while (new Date(Date.UTC(year, month - 1 + months, candidate)).getUTCMonth() !== target) candidate--
  return new Date(Date.UTC(year, month - 1 + months, candidate)).toISOString().slice(0, 10)
}
