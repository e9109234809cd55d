import { Type, type Static } from '@sinclair/typebox'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import { countFrom } from '@lightwell/calendar/count-from'
import { explainCount } from '@lightwell/calendar/explain-count'
import type { Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { sourceText } from '@lightwell/regimes/source-text'
import type { TermRule } from '@lightwell/regimes/term'
import { termCount } from '@lightwell/regimes/term-due'
import { termNames } from '@lightwell/regimes/term-names'
import { presentDay, PresentedDay } from './present-day.ts'
import { settingOf } from '../rules/rule-of.ts'
import { isTermOverdue, termStateAt } from '../rules/term-state.ts'
import type { FoundTerm, TermRow } from '../store/terms.ts'

const DayText = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const Id = Type.String({ format: 'uuid' })

export const termStates = ['open', 'met', 'missed', 'ended'] as const

/** A term as a list shows it. Days are those of its zone. */
export const TermSummary = Type.Object({
  id: Id,
  kind: Type.String(),
  name: Type.String({ description: 'The kind, in the reader’s language' }),
  agency: Type.String(),
  requestId: Type.Union([Id, Type.Null()], { description: 'The request that it is about; null of one about none' }),
  subjectId: Type.String({ format: 'uuid', description: 'What of it, such as a consultation, a notice or a record' }),
  state: listed(termStates),
  overdue: Type.Boolean(),
  startedOn: DayText,
  dueOn: DayText,
  dueAt: Type.String({ format: 'date-time', description: 'The first instant that is too late' }),
  provisional: Type.Boolean({ description: 'Whether the day rests on years whose calendar is not published yet' }),
  duty: Type.Union([Type.String(), Type.Null()], { description: 'Who must act; null where it simply closes' }),
  note: Type.Union([Type.String(), Type.Null()]),
})
export type TermSummary = Static<typeof TermSummary>

/** One term, with the account of its days. */
export const Term = Type.Object({
  ...TermSummary.properties,
  startedAt: Type.Union([Instant, Type.Null()], { description: 'The instant from which its hours count; null for days' }),
  everyMonths: Type.Union([Type.Integer(), Type.Null()]),
  article: Type.String({ description: 'Where the law has it, or why we have it where the law is silent' }),
  dayNamed: Type.Boolean({ description: 'Whether a paper, an order or a plan names the day, and no calendar moves it' }),
  length: Type.Union([Type.Object({
    unit: listed(['hours', 'calendar_days', 'working_days', 'months']), n: Type.Integer(),
  }), Type.Null()], { description: 'What the law counts; null where it counts nothing' }),
  closedOn: Type.Union([DayText, Type.Null()]),
  closeNote: Type.Union([Type.String(), Type.Null()]),
  regime: Type.String(),
  calendar: Type.Object({ id: Type.String(), version: Type.String() }),
  zone: Type.String(),
  explanation: Type.Array(PresentedDay, { description: 'Empty where no day was counted' }),
})
export type Term = Static<typeof Term>

/** A term in the account of a request: what it is and until when. */
export const TermOfRequest = Type.Object({
  id: Id, kind: Type.String(), name: Type.String(), dueOn: DayText, state: listed(termStates), overdue: Type.Boolean(),
})
export type TermOfRequest = Static<typeof TermOfRequest>

/** When and to whom a term is told. */
export type TermReading = { now: Date, language: Language }

/** Writes a term as a list shows it. */
export function presentTermSummary (
  { term, caseKind }: Omit<FoundTerm, 'version'>, { now, language }: TermReading,
): TermSummary {
  const { id, kind, agencyCode, caseId, subjectId, startedOn, dueOn, dueAt, provisional, duty, note } = term
  return {
    id, kind, name: nameOf(term, language), agency: agencyCode, requestId: caseKind === 'request' ? caseId : null, subjectId,
    state: termStateAt(term, now), overdue: isTermOverdue(term, now), startedOn, dueOn, dueAt: dueAt.toISOString(),
    provisional, duty, note,
  }
}

/** Writes a term with the account of its days, by the calendar that it was counted by. */
export function presentTerm (found: FoundTerm, calendar: PublishedCalendar, reading: TermReading): Term {
  const { term } = found
  const setting = settingOf(term)
  const { unit, n } = setting.value
  return {
    ...presentTermSummary(found, reading),
    startedAt: unit === 'hours' ? term.startedAt.toISOString() : null,
    everyMonths: term.everyMonths,
    article: sourceText(setting, reading.language),
    dayNamed: term.dayTold,
    length: term.dayTold || n === null ? null : { unit, n },
    closedOn: term.closedOn ?? endedOf(term, reading.now),
    closeNote: term.closeNote,
    regime: term.regimeVersion,
    calendar: { id: term.calendarId, version: term.calendarVersion },
    zone: term.zone,
    explanation: term.dayTold ? [] : explain(term, setting.value, { calendar, language: reading.language }),
  }
}

/** Writes those of the open terms of a request that have not closed by themselves. */
export function presentTerms (terms: readonly TermRow[], { now, language }: TermReading): TermOfRequest[] {
  return terms.filter((term) => termStateAt(term, now) === 'open').map((term) => ({
    id: term.id, kind: term.kind, name: nameOf(term, language), dueOn: term.dueOn, state: 'open',
    overdue: isTermOverdue(term, now),
  }))
}

function nameOf ({ kind }: TermRow, language: Language): string {
  const { zh, en } = termNames[kind]
  return language === 'en' ? en : zh
}

// What closes by itself closed with its last day, whether or not that was written down yet.
function endedOf (term: TermRow, now: Date): TermRow['closedOn'] {
  return termStateAt(term, now) === 'ended' ? term.dueOn : null
}

function explain (
  { startedOn, startedAt, zone }: TermRow, { unit, n, roll = 'none' }: TermRule,
  { calendar, language }: { calendar: PublishedCalendar, language: Language },
): PresentedDay[] {
  const count = n === null ? null : termCount({ unit, n, roll }, { startedOn, startedAt, zone, calendar })
  if (count === null) return []
  return explainCount(count, countFrom(count)).map((day) => presentDay(day, { unit: count.unit, language }))
}
