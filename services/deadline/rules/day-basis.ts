import { type Day, yearOf } from '@lightwell/calendar/day'
import type { CalendarYear, PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Bilingual, Language, Setting } from '@lightwell/regimes/citation'
import { countedAfter } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { sourceText } from '@lightwell/regimes/source-text'
import { pauseReasons, type ExplainedClockDay } from './explain-clock.ts'
import type { Clock } from './fold-clock.ts'

/** By what the days of a clock are explained; `restartedBy` is the cause of the restart that made its day 0, if one did. */
export type Basis = Readonly<{ regime: Regime, calendar: PublishedCalendar, clock: Clock, restartedBy: string | undefined }>

type Source = Setting<unknown>

/** The rule that makes a day of a clock what it is: an article, a paper of the calendar, or our choice where all are silent. */
export function dayBasis (basis: Basis, day: ExplainedClockDay, language: Language): string {
  return calendarBasis(basis.calendar, day, language) ?? textOf(sourcesOf(basis, day), language)
}

/**
 * The papers that make a day a holiday or have it worked; that none is published yet for a day that only its weekday
 * decides; undefined for a day of which the calendar says nothing of its own.
 */
export function calendarBasis (
  calendar: PublishedCalendar, { date, reason, yearKnown }: { date: Day, reason: string, yearKnown?: boolean }, language: Language,
): string | undefined {
  if (reason === 'holiday' || reason === 'make_up_working_day') return papersOf(calendar, date, language)
  if (yearKnown !== false || (reason !== 'weekday' && reason !== 'weekend')) return undefined
  const year = yearOf(date)
  return language === 'en' ? `the arrangement of ${year} is not published` : `${year}年放假安排尚未公布`
}

// A published calendar never changes, and every account that passes a holiday asks for the same few days of it.
const knownPapers: Readonly<Record<Language, WeakMap<PublishedCalendar, Map<Day, string>>>> = { 'zh-CN': new WeakMap(), en: new WeakMap() }

function papersOf (calendar: PublishedCalendar, date: Day, language: Language): string {
  const known = knownPapers[language].get(calendar) ?? new Map<Day, string>()
  if (known.size === 0) knownPapers[language].set(calendar, known)
  const text = known.get(date) ?? namePapers(calendar, date, language)
  known.set(date, text)
  return text
}

/** The numbers of the papers that settle a day; where it has none, what the calendar stands on, or is called. */
function namePapers (calendar: PublishedCalendar, date: Day, language: Language): string {
  const own = calendar.ownYears.find(({ year }) => year === yearOf(date))
  const isOwn = own !== undefined && names(own, date)
  const papers = isOwn ? own.notices : papersAbove(calendar, date, own)
  if (papers.length > 0) return papers.map(({ number }) => number).join(language === 'en' ? ', ' : '、')
  return inWords(isOwn ? calendar.basis ?? calendar.title : calendar.title, language)
}

// A calendar under another tells which days are its own; the papers of the other days are those above it.
function papersAbove ({ years }: PublishedCalendar, date: Day, own: CalendarYear | undefined): CalendarYear['notices'] {
  const all = years.find(({ year }) => year === yearOf(date))?.notices ?? []
  const others = all.filter(({ number }) => own?.notices.every((one) => one.number !== number) !== false)
  return others.length > 0 ? others : all
}

function inWords ({ zh, en }: Bilingual, language: Language): string {
  return language === 'en' ? en : zh
}

function names ({ daysOff, makeUpWorkingDays }: CalendarYear, date: Day): boolean {
  return makeUpWorkingDays.includes(date) || daysOff.some(({ day }) => day === date)
}

function sourcesOf (basis: Basis, day: ExplainedClockDay): readonly Source[] {
  const { regime, clock, restartedBy } = basis
  const pause = pauseReasons.find((reason) => reason === day.reason)
  if (pause !== undefined) return pauseSources(regime, pause)
  switch (day.reason) {
    case 'start': case 'confirmed_start': return startSources(regime)
    case 'restart': case 'before_restart': return [restartSource(regime, restartedBy)]
    case 'rolled_forward': return [regime.limit.roll]
    default: return [day.counted || day.reason === 'month_runs' ? limitSource(regime, clock, day.n) : passingSource(basis, day)]
  }
}

function startSources ({ startRule, cutOff }: Regime): readonly Source[] {
  return cutOff.value === null ? [startRule] : [startRule, cutOff]
}

/** The settings by which a day of a pause is not counted. */
function pauseSources ({ clarification, consultation, fee, partialDays }: Regime, reason: typeof pauseReasons[number]): readonly Source[] {
  switch (reason) {
    // Who was asked is not the clock's to know; where both stand on one article it is named once.
    case 'consultation': return [consultation.thirdParty.clock, consultation.otherBody.clock]
    case 'clarification': return [clarification.clock]
    case 'fee': return [fee.clock]
    case 'paused': return [partialDays]
  }
}

/** The setting by which a day off only passes: before the start, while working days are counted, or before a due day. */
function passingSource ({ regime, calendar, clock }: Basis, { date }: ExplainedClockDay): Source {
  if (date <= countedAfter(regime, calendar, clock.countedFrom)) return regime.startRule
  return regime.limit.unit.value === 'working_days' ? regime.limit.unit : regime.limit.roll
}

/** The setting by which a clock began anew, by the cause of its restart. */
function restartSource ({ clarification, fee, limit, startRule }: Regime, cause: string | undefined): Source {
  switch (cause) {
    case 'clarified': case 'reopened': return clarification.clock
    case 'fee_paid': return fee.clock
    case 'acknowledged': return limit.afterAcknowledgement
    default: return startRule
  }
}

/** The setting that gives the nth day: the limit, what extends it, or what puts an answer off. */
function limitSource ({ limit, excessive }: Regime, clock: Clock, n: number | null): Source {
  const own: Source = clock.acknowledged ? limit.afterAcknowledgement : limit.base
  const base = clock.acknowledged ? limit.afterAcknowledgement.value ?? limit.base.value : limit.base.value
  if (n === null || n <= base) return own
  const isExtension = n <= base + clock.extendedWorkingDays - clock.deferredWorkingDays
  return isExtension ? limit.extendedTotal : excessive.deferral
}

// A setting is frozen with its regime, and every day of every account asks for the same few.
const written: Readonly<Record<Language, WeakMap<Source, string>>> = { 'zh-CN': new WeakMap(), en: new WeakMap() }

function textOf (sources: readonly Source[], language: Language): string {
  return [...new Set(sources.map((source) => write(source, language)))].join(language === 'en' ? '; ' : '；')
}

function write (source: Source, language: Language): string {
  const known = written[language].get(source)
  if (known !== undefined) return known
  const text = sourceText(source, language)
  written[language].set(source, text)
  return text
}
