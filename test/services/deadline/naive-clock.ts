import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Regime } from '@lightwell/regimes/regime'
import type { ClockEntry } from '../../../services/deadline/rules/clock-entry.ts'

// The slow and obvious reading of a clock: day by day, with no table, and no code of the engine that it checks. Days are
// numbers from 1970-01-01 on.

const msPerDay = 86_400_000
const texts = new Map<number, string>()

export function dayText (day: number): string {
  const known = texts.get(day)
  if (known !== undefined) return known
  const text = new Date(day * msPerDay).toISOString().slice(0, 10)
  texts.set(day, text)
  return text
}

const numbers = new Map<string, number>()

export function dayNumberOf (text: string): number {
  const known = numbers.get(text)
  if (known !== undefined) return known
  const day = Date.parse(text) / msPerDay
  numbers.set(text, day)
  return day
}

/** What a calendar says, as its papers say it: these days are off, these are worked, these years are settled. */
export type NaiveCalendar = { off: ReadonlySet<number>, on: ReadonlySet<number>, published: ReadonlySet<number> }

export function naiveCalendar ({ years }: PublishedCalendar): NaiveCalendar {
  return {
    off: new Set(years.flatMap(({ daysOff }) => daysOff.map(({ day }) => dayNumberOf(day)))),
    on: new Set(years.flatMap(({ makeUpWorkingDays }) => makeUpWorkingDays.map(dayNumberOf))),
    published: new Set(years.filter(({ partial }) => !partial).map(({ year }) => year)),
  }
}

function isWorked ({ on, off }: NaiveCalendar, day: number): boolean {
  if (on.has(day)) return true
  if (off.has(day)) return false
  // 1970-01-01 was a Thursday.
  const weekday = (day + 4) % 7
  return weekday !== 0 && weekday !== 6
}

type Pause = { from: number, until: number | null, known: boolean, ended: boolean }

type Facts = { startedOn: number, dayOfCount: number, acknowledged: boolean, added: number, pauses: Pause[], stop: ClockEntry | undefined }

export type NaiveClock = {
  startedOn: string, countedFrom: string, dueOn: string, state: string, dueAt: number, pausedUntil: number | null,
  unknownYears: number[], limit: number, answeredOn: string | null
}

export type NaiveQuestion = { regime: Regime, calendar: NaiveCalendar, zone: string, entries: readonly ClockEntry[] }

/** What the law makes of the entries of a clock. */
export function naiveClock ({ regime, calendar, zone, entries }: NaiveQuestion): NaiveClock {
  const facts = readFacts(correct(entries), { regime, calendar })
  const { dueHour } = regime.limit
  const limit = limitOf(regime, facts)
  const asked = new Set<number>()
  const due = count({ regime, calendar, facts, limit, asked })
  const waits = waitsAt(facts, due)
  const ends = facts.pauses.flatMap(({ until, known, ended }) => until !== null && known && !ended ? until : [])
    .filter((until) => until > facts.dayOfCount && until <= due)
  const { stop } = facts
  const answered = stop?.cause === 'answered'
  return {
    startedOn: dayText(facts.startedOn), countedFrom: dayText(facts.dayOfCount), dueOn: dayText(due), limit,
    state: stop === undefined ? (waits ? 'paused' : 'running') : !answered ? 'stopped'
      : dayNumberOf(stop.onDay) <= due ? 'met' : 'missed',
    dueAt: dueHour.value === null ? localHour(due + 1, 0, zone) : localHour(due, dueHour.value, zone),
    pausedUntil: stop !== undefined || ends.length === 0 ? null : localHour(Math.max(...ends), 0, zone),
    unknownYears: [...asked].filter((year) => !calendar.published.has(year)).toSorted((a, b) => a - b),
    answeredOn: answered ? stop.onDay : null,
  }
}

/** The story as it should have been told: wrong days put right, what never was left out. */
function correct (entries: readonly ClockEntry[]): ClockEntry[] {
  const story: (ClockEntry | null)[] = [...entries]
  entries.forEach((entry, at) => {
    if (entry.kind !== 'corrected') return
    const place = entry.corrects! - 1
    const wrong = entries[place]!
    story[place] = entry.cause === 'voided' ? null : {
      ...wrong, onDay: entry.onDay, untilOn: wrong.untilOn === null || entry.untilOn === null ? wrong.untilOn : entry.untilOn,
    }
    story[at] = null
  })
  return story.filter((entry) => entry !== null && entry.kind !== 'redated' && entry.kind !== 'corrected') as ClockEntry[]
}

function limitOf ({ limit: { base, afterAcknowledgement } }: Regime, { acknowledged, added }: Facts): number {
  return (acknowledged && afterAcknowledgement.value !== null ? afterAcknowledgement.value : base.value) + added
}

function waitsAt ({ pauses }: Facts, due: number): boolean {
  return pauses.some(({ from, until }) => until === null && from <= due)
}

/** Whether what happens on a day comes after the due day, as all stood until then. */
function isOver (facts: Facts, { regime, calendar }: Pick<NaiveQuestion, 'regime' | 'calendar'>, on: number): boolean {
  const due = count({ regime, calendar, facts, limit: limitOf(regime, facts), asked: new Set() })
  return on > due && !waitsAt(facts, due)
}

function readFacts (story: readonly ClockEntry[], law: Pick<NaiveQuestion, 'regime' | 'calendar'>): Facts {
  const facts: Facts = {
    startedOn: dayNumberOf(story[0]!.onDay), dayOfCount: 0, acknowledged: false, added: 0, pauses: [], stop: undefined,
  }
  const open = new Map<string | null, Pause>()
  const end = (evidence: string | null, on: number) => {
    const pause = open.get(evidence)
    if (pause === undefined || pause.ended) return
    pause.ended = true
    if (pause.until === null || on < pause.until) pause.until = on
    if (pause.until < pause.from) pause.until = pause.from
  }
  let restarted = -Infinity
  for (const entry of story) {
    const { kind, cause, onDay, untilOn, workingDays, evidence } = entry
    const on = dayNumberOf(onDay)
    if (kind === 'paused') {
      const pause = { from: on, until: untilOn === null ? null : dayNumberOf(untilOn), known: untilOn !== null, ended: false }
      facts.pauses.push(pause)
      open.set(evidence, pause)
    }
    if (kind === 'resumed') {
      end(evidence, on)
      if (cause === 'reopened') facts.stop = undefined
    }
    if (kind === 'restarted' && cause === 'receipt_confirmed') facts.startedOn = on
    else if (kind === 'restarted') {
      restarted = Math.max(restarted, on)
      facts.acknowledged ||= cause === 'acknowledged'
      facts.stop = undefined
      end(evidence, on)
    }
    if (kind === 'extended') {
      facts.dayOfCount = Math.max(facts.startedOn, restarted)
      if (cause === 'imported' || !isOver(facts, law, on)) facts.added += workingDays!
    }
    if (kind === 'stopped') facts.stop = entry
  }
  facts.dayOfCount = Math.max(facts.startedOn, restarted)
  // Who answers while the clock stands still answers on the day on which it would have gone on.
  const stopped = facts.stop === undefined ? null : dayNumberOf(facts.stop.onDay)
  if (stopped !== null) for (const pause of facts.pauses) pause.until ??= Math.max(pause.from, stopped)
  return facts
}

type Counting = { regime: Regime, calendar: NaiveCalendar, facts: Facts, limit: number, asked: Set<number> }

/** Walks from the day of receipt to the last day of the limit. */
function count ({ regime, calendar, facts, limit, asked }: Counting): number {
  const works = (day: number) => {
    asked.add(Number(dayText(day).slice(0, 4)))
    return isWorked(calendar, day)
  }
  const { startRule, partialDays, limit: { unit, roll } } = regime
  const stands = (day: number) => facts.pauses.some(({ from, until }) => {
    if (until === null) return false
    const first = partialDays.value.first ? from + 1 : from
    const last = partialDays.value.last ? until - 1 : until
    return first <= day && day <= last
  })
  let day = facts.dayOfCount
  if (startRule.value !== 'after') while (!works(day)) day += 1
  // The day that counts is the first after this one. A month ends on the day of its number, and has no first day of its own.
  if (startRule.value === 'inclusive' && unit.value !== 'months') day -= 1
  if (unit.value === 'months') {
    let end = sameDayLater(day, limit)
    while (day < end) {
      day += 1
      if (stands(day)) end += 1
    }
  } else {
    for (let left = limit; left > 0;) {
      day += 1
      if (!stands(day) && (unit.value === 'calendar_days' || works(day))) left -= 1
    }
  }
  if (roll.value === 'forward') while (!works(day)) day += 1
  return day
}

/** The day of the same number so many months later, or the last of that month where it has none. */
function sameDayLater (day: number, months: number): number {
  const [year, month, date] = dayText(day).split('-').map(Number) as [number, number, number]
  for (let wanted = date; ; wanted -= 1) {
    const later = new Date(Date.UTC(year, month - 1 + months, wanted))
    if (later.getUTCDate() === wanted) return later.getTime() / msPerDay
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()
const instants = new Map<string, number>()

/** The instant at which the clocks of a zone show this hour of a day, found by looking at them. */
function localHour (day: number, hour: number, zone: string): number {
  const key = `${zone} ${day} ${hour}`
  const known = instants.get(key)
  if (known !== undefined) return known
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('sv', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  })
  clocks.set(zone, clock)
  const wanted = `${dayText(day)} ${String(hour).padStart(2, '0')}:00`
  for (let offset = 14; offset >= -12; offset -= 0.5) {
    const instant = day * msPerDay + (hour - offset) * 3_600_000
    if (clock.format(instant) !== wanted) continue
    instants.set(key, instant)
    return instant
  }
  throw new Error(`No clock in ${zone} ever shows ${wanted}`)
}
