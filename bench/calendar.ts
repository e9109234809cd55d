import { findCalendar } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { addWorkingDays, type WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { calculateWorkingDays } from '@lightwell/calendar/working-days'
import { default as chineseDays } from 'chinese-days'
import { addBusinessDays } from 'date-fns'
import type { Row } from './row.ts'
import { median } from './statistics.ts'

// A CommonJS module: Node finds its functions on the default export only.
const { findWorkday } = chineseDays
const rounds = 21
const counts = [1, 20, 200, 2000]

// Whatever is measured adds to this, so that no call can be left out as useless.
let sink = 0

/**
 * What one addition of working days costs, beside two libraries doing the same in the same process. All contestants
 * take turns in every round and each ratio is the median over the rounds, so that a busy machine slows them alike.
 */
export async function benchCalendar (): Promise<Row[]> {
  const calendar = findCalendar('CN')
  if (calendar === undefined) throw new Error('the calendar CN is not shipped')
  return [...compareLibraries(calendar), ...compareCounts(calendar)]
}

function compareLibraries (calendar: WorkingCalendar): Row[] {
  const starts = daysFrom('2025-01-01' as Day, 600)
  const dates = starts.map((day) => new Date(`${day}T00:00:00`))
  const wrong = starts.find((day) => findWorkday(20, day) !== addWorkingDays(calendar, day, 20).day)
  if (wrong !== undefined) throw new Error(`the calendars disagree on ${wrong}`)
  const [own = [], chinese = [], business = [], explained = []] = measure([
    { calls: 120_000, call: (at) => addWorkingDays(calendar, starts[at % 600] as Day, 20).day.length },
    { calls: 200, call: (at) => findWorkday(20, starts[at % 600]).length },
    { calls: 12_000, call: (at) => addBusinessDays(dates[at % 600] as Date, 20).getTime() },
    { calls: 200, call: (at) => explain(starts[at % 600] as Day) },
  ])
  return [
    { name: 'add 20 working days', value: median(own), unit: 'ns' },
    { name: 'chinese-days findWorkday(20)', value: median(chinese), unit: 'ns' },
    { name: 'date-fns addBusinessDays(20)', value: median(business), unit: 'ns' },
    atLeast('faster than chinese-days', ratio(chinese, own), 400),
    atLeast('faster than date-fns', ratio(business, own), 3),
    { name: 'the same with its explanation', value: median(explained), unit: 'ns' },
  ]
}

function compareCounts (calendar: WorkingCalendar): Row[] {
  // From here even the longest count stays within published years.
  const starts = daysFrom('2017-01-01' as Day, 300)
  const costs = measure(counts.map((n) => (
    { calls: 120_000, call: (at) => addWorkingDays(calendar, starts[at % 300] as Day, n).day.length }
  )))
  const growth = ratio(costs.at(-1) ?? [], costs[0] ?? [])
  return [
    ...counts.map((n, at) => ({ name: `add ${n} working days`, value: median(costs[at] ?? []), unit: 'ns' })),
    { name: 'cost of 2000 against 1', value: growth, unit: '×', aim: '≤ 1.5', ok: growth <= 1.5 },
  ]
}

function explain (start: Day): number {
  const result = calculateWorkingDays({ start, unit: 'working_days', n: 20, calendar: 'CN' })
  return 'answer' in result ? result.answer.explanation.length : 0
}

type Contestant = { readonly calls: number, readonly call: (at: number) => number }

/** Nanoseconds per call, for each contestant one figure per round; the first rounds only warm up. */
function measure (contestants: readonly Contestant[]): number[][] {
  const figures = contestants.map((): number[] => [])
  for (let round = -3; round < rounds; round++) {
    contestants.forEach(({ calls, call }, index) => {
      const from = performance.now()
      for (let at = 0; at < calls; at++) sink += call(at)
      const cost = (performance.now() - from) * 1e6 / calls
      if (round >= 0) figures[index]?.push(cost)
    })
  }
  if (!Number.isFinite(sink)) throw new Error('a contestant gave no answer')
  return figures
}

function ratio (slow: readonly number[], fast: readonly number[]): number {
  return median(slow.map((cost, round) => cost / (fast[round] as number)))
}

function atLeast (name: string, value: number, aim: number): Row {
  return { name, value, unit: '×', aim: `≥ ${aim}`, ok: value >= aim }
}

function daysFrom (first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, at) => addDays(first, at))
}

if (import.meta.main) {
  for (const { name, value, unit, aim, ok } of await benchCalendar()) {
    const verdict = aim === undefined ? '' : `   aim ${aim}: ${ok ? 'met' : 'missed'}`
    console.log(`${name.padEnd(32)}${value.toFixed(unit === '×' ? 2 : 0).padStart(8)} ${unit}${verdict}`)
  }
}
