import { listCalendars } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Regime } from '@lightwell/regimes/regime'
import { regimes } from '@lightwell/regimes/regimes'
import { entryVerdict } from '../../../services/deadline/rules/clock-count.ts'
import type { ClockEntry } from '../../../services/deadline/rules/clock-entry.ts'
import { correctedEntries } from '../../../services/deadline/rules/corrected-entries.ts'
import { countEntries } from '../../../services/deadline/rules/fold-clock.ts'
import { dayNumberOf, dayText } from './naive-clock.ts'

export type RandomClock = { regime: Regime, calendar: PublishedCalendar, zone: string, entries: ClockEntry[] }

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomNumbers (seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

// Where a calendar is kept, by the beginning of its id; elsewhere the midnight of London, which moves twice a year.
const zones: readonly (readonly [string, string])[] = [
  ['CN', 'Asia/Shanghai'], ['GB', 'Europe/London'], ['UK', 'Europe/London'], ['US', 'America/New_York'], ['DE', 'Europe/Berlin'],
  ['CA-BC', 'America/Vancouver'], ['CA', 'America/Toronto'],
]

const firstStart = dayNumberOf('2015-01-01')
const lastStart = dayNumberOf('2027-06-01')
// The clocks of a run start within some of these days, so that they share the midnights that are looked up; every run has
// others.
const startDays = 400

/** One clock after another, each under a law and a calendar of those that ship, with whatever may happen to a clock. */
export function randomClocks (seed: number): () => RandomClock {
  const random = randomNumbers(seed)
  const from = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const calendars = listCalendars()
  const first = from(firstStart, lastStart)
  return () => {
    const ships = one(regimes)
    // One law in four is changed, so that what no shipped law says yet is counted too.
    const regime = from(1, 4) === 1 ? changedLaw(ships, { from, one }) : ships
    const calendar = one(calendars)
    const zone = zones.find(([prefix]) => calendar.id.startsWith(prefix))?.[1] ?? 'Europe/London'
    let last = first + from(0, startDays)
    const entries = [aStart(last)]
    for (let left = from(0, 10); left > 0; left -= 1) {
      last += from(-4, 12)
      const entry = anEntry(regime, entries, { from, one, on: last })
      if (mayFollow(entries, entry)) entries.push(entry)
    }
    return { regime, calendar, zone, entries }
  }
}

const bare = { workingDays: null, untilOn: null, evidence: null } as const

function aStart (on: number): ClockEntry {
  return { ...bare, kind: 'started', onDay: dayText(on) as Day, cause: 'registered' }
}

type Chance = { from (least: number, most: number): number, one<T> (list: readonly T[]): T, on: number }

/** A law with other settings of its clock, whatever they are together. */
function changedLaw (regime: Regime, { from, one }: Pick<Chance, 'from' | 'one'>): Regime {
  const { limit, startRule, partialDays } = regime
  const unit = one(['working_days', 'calendar_days', 'months'] as const)
  const base = unit === 'months' ? from(1, 6) : from(1, 40)
  return {
    ...regime,
    startRule: { ...startRule, value: one(['after', 'snap', 'inclusive'] as const) },
    partialDays: { ...partialDays, value: { first: one([true, false]), last: one([true, false]) } },
    limit: {
      ...limit,
      unit: { ...limit.unit, value: unit },
      base: { ...limit.base, value: base },
      afterAcknowledgement: { ...limit.afterAcknowledgement, value: one([null, base + 2]) },
      roll: { ...limit.roll, value: one(['none', 'forward'] as const) },
      dueHour: { ...limit.dueHour, value: one([null, 16]) },
    },
  }
}

const kinds = [
  'paused', 'paused', 'paused', 'resumed', 'resumed', 'restarted', 'restarted', 'extended', 'stopped', 'corrected', 'corrected', 'redated',
] as const

function anEntry (regime: Regime, entries: readonly ClockEntry[], { from, one, on }: Chance): ClockEntry {
  const kind = one(kinds)
  const onDay = dayText(on) as Day
  const own = `${kind} ${entries.length}`
  const name = `${from(0, 3)}`
  switch (kind) {
    case 'paused': {
      const untilOn = one([true, false]) ? dayText(on + from(0, 30)) as Day : null
      return { ...bare, kind, onDay, untilOn, cause: one(['consultation', 'clarification', 'fee', 'imported']), evidence: name }
    }
    case 'resumed': return { ...bare, kind, onDay, cause: one(['consultation', 'fee_waived', 'reopened']), evidence: name }
    case 'restarted': {
      const cause = one(['clarified', 'fee_paid', 'acknowledged', 'reopened', 'receipt_confirmed'])
      return { ...bare, kind, onDay, cause, evidence: cause === 'receipt_confirmed' ? own : name }
    }
    case 'extended': {
      const workingDays = from(1, regime.limit.unit.value === 'months' ? 3 : 20)
      return { ...bare, kind, onDay, workingDays, cause: one(['extension_approved', 'deferred', 'imported']), evidence: own }
    }
    case 'stopped': return { ...bare, kind, onDay, cause: one(['answered', 'answered', 'withdrawn', 'lapsed', 'lapsed']), evidence: own }
    case 'redated': return { ...bare, kind, onDay, cause: 'calendar', evidence: own }
    case 'corrected': return aCorrection(entries, { from, one, on })
  }
}

function aCorrection (entries: readonly ClockEntry[], { from, one }: Chance): ClockEntry {
  const place = from(1, entries.length)
  const wrong = entries[place - 1] as ClockEntry
  const onDay = dayText(dayNumberOf(wrong.onDay) + from(-6, 6)) as Day
  const untilOn = wrong.untilOn === null || one([true, false]) ? null : dayText(dayNumberOf(onDay) + from(0, 20)) as Day
  return {
    ...bare, kind: 'corrected', corrects: place, onDay, untilOn, cause: one(['corrected', 'corrected', 'voided']),
    evidence: `correction ${entries.length}`,
  }
}

/** Whether the room would take an entry: a correction, only if what stands after it is a story of its own. */
export function mayFollow (entries: readonly ClockEntry[], entry: ClockEntry): boolean {
  try {
    if (entryVerdict(countEntries(correctedEntries(entries)), entry) !== 'follows') return false
    if (entry.kind === 'corrected') {
      const { kind } = entries[(entry.corrects ?? 0) - 1] as ClockEntry
      if (kind === 'corrected' || kind === 'redated') return false
      countEntries(correctedEntries([...entries, entry]))
    }
    return true
  } catch {
    return false
  }
}
