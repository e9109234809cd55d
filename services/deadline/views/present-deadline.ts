import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { inLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import type { Text } from '@lightwell/http/refusal'
import type { Law } from '@lightwell/regimes/law-of'
import { stateAt } from '@lightwell/regimes/lateness'
import { DueDayChange, presentChanges } from './present-change.ts'
import { presentDay, PresentedDay } from './present-day.ts'
import { ExtensionSummary, presentExtensionSummary } from './present-extension.ts'
import { PresentedLimit, presentLimit } from './present-limit.ts'
import { PresentedMilestone, presentMilestones } from './present-milestones.ts'
import { presentTerms, TermOfRequest } from './present-term.ts'
import type { ClockEntry } from '../rules/clock-entry.ts'
import { correctedEntries } from '../rules/corrected-entries.ts'
import { dayBasis, type Basis } from '../rules/day-basis.ts'
import { daysLeft } from '../rules/days-left.ts'
import { explainClock } from '../rules/explain-clock.ts'
import { foldClock, type Clock } from '../rules/fold-clock.ts'
import { extensionsBy, pendingStanding, recordedBy, standingAfter, type Standing } from '../rules/standing-at.ts'
import type { ChangeOrigins } from '../store/change-origins.ts'
import type { EntryRow, TimedCase } from '../store/deadlines.ts'
import type { ExtensionRow } from '../store/extensions.ts'
import type { MilestoneRow } from '../store/milestones.ts'
import type { TermRow } from '../store/terms.ts'

const DayText = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const Id = Type.String({ format: 'uuid' })

const Calendar = Type.Object({
  id: Type.String(),
  version: Type.String({ description: 'The version that the due day was counted by, and its days are explained by' }),
  currentVersion: Type.String({ description: 'The version that is in force now' }),
})

const PresentedEntry = Type.Object({
  seq: Type.Integer(),
  kind: listed(['started', 'paused', 'resumed', 'restarted', 'extended', 'stopped', 'redated', 'corrected']),
  onDay: DayText,
  workingDays: Type.Union([Type.Integer(), Type.Null()]),
  untilOn: Type.Union([DayText, Type.Null()], { description: 'Of a pause that ends by itself: when, at the latest' }),
  cause: Type.String(),
  evidence: Type.Union([Type.String(), Type.Null()]),
  recordedAt: Instant,
  state: Type.String(),
  dueOn: DayText,
  ignored: Type.Optional(Type.String({ description: 'Why an entry that stands adds nothing, in the reader’s language' })),
})

/** The deadline of a request, explained. Days are those of `zone`. */
export const Deadline = Type.Object({
  requestId: Id,
  receiptNumber: Type.String(),
  agency: Type.String(),
  asOf: Type.Union([Instant, Type.Null()], { description: 'The instant that all of this is told of; null is now' }),
  state: listed(['pending', 'running', 'paused', 'met', 'missed', 'stopped']),
  missing: Type.Array(Type.String(), { description: 'What a pending deadline still waits for' }),
  receivedOn: DayText,
  startedOn: Type.Union([DayText, Type.Null()]),
  countedFrom: DayText,
  dueOn: DayText,
  dueAt: Type.String({ format: 'date-time', description: 'The first instant that is too late' }),
  pausedUntil: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'When a paused clock goes on by itself; null where nobody knows, and for one that is not paused',
  }),
  answeredOn: Type.Union([DayText, Type.Null()]),
  workingDaysLeft: Type.Union([Type.Integer(), Type.Null()]),
  workingDaysLate: Type.Integer(),
  overdue: Type.Boolean(),
  provisional: Type.Boolean({ description: 'Whether the due day rests on years whose calendar is not published yet' }),
  unknownYears: Type.Array(Type.Integer()),
  limit: PresentedLimit,
  regime: Type.Object({ id: Type.String(), version: Type.String() }),
  calendar: Calendar,
  zone: Type.String(),
  extension: Type.Union([ExtensionSummary, Type.Null()]),
  entries: Type.Array(PresentedEntry),
  changes: Type.Array(DueDayChange, { description: 'Every move of the due day, old and new side by side' }),
  explanation: Type.Array(PresentedDay),
  milestones: Type.Optional(Type.Array(PresentedMilestone, {
    description: 'The days inside the agency by which parts of the work should be done; told to staff only',
  })),
  terms: Type.Array(TermOfRequest, { description: 'What else has its day and is open now, as far as the reader is told' }),
})
export type Deadline = Static<typeof Deadline>

/**
 * All that is known of one deadline, read at one moment: `law` is that by which it stood at `asOf`. One that is not stored
 * yet is pending.
 */
export type DeadlineParts = {
  timed: TimedCase
  law: Law
  currentVersion: string
  entries: readonly EntryRow[]
  extensions: readonly ExtensionRow[]
  origins: ChangeOrigins
  milestones: readonly MilestoneRow[]
  terms: readonly TermRow[]
}

/** Of which instant a deadline is told, to whom, and when; `asOf` undefined is now. */
export type Reading = {
  asOf: Date | undefined
  now: Date
  language: Language
  /** Whether the reader works for the agency: he is told names, and what staff ask each other. */
  toStaff: boolean
}

/**
 * Writes a deadline as it is sent. What was stored is what holds: now the deadline, of a past instant the fold beside the
 * last entry by then. Its days are explained by the version of the calendar that they were counted by.
 */
export function presentDeadline (parts: DeadlineParts, reading: Reading): Deadline {
  const { timed: { request, deadline }, law: { regime, calendar }, currentVersion } = parts
  const { asOf, language, toStaff } = reading
  const { id, receiptNumber, agencyCode, zone, receivedOn } = request
  const entries = recordedBy(parts.entries, asOf)
  const last = entries.at(-1)
  const clock = foldClock({ regime, calendar, zone, entries: last === undefined ? [startOn(receivedOn)] : entries })
  const standing = last === undefined ? pendingStanding(clock)
    : asOf === undefined && deadline !== null ? deadline : standingAfter(last, clock)
  const extensions = extensionsBy(parts.extensions, asOf, clock)
  return {
    requestId: id, receiptNumber, agency: agencyCode, asOf: asOf?.toISOString() ?? null,
    missing: last === undefined ? ['clock_entry'] : [], receivedOn,
    ...presentStanding(standing, { clock, law: parts.law, zone }, asOf ?? reading.now),
    limit: presentLimit(regime, clock, language),
    regime: { id: regime.id, version: regime.version },
    calendar: { id: calendar.id, version: countedBy(parts, last, asOf), currentVersion },
    zone,
    // What staff ask each other is theirs; the applicant learns of an extension when it is granted.
    extension: presentExtensionSummary(extensions.findLast(({ state }) => toStaff || state === 'approved')),
    entries: entries.map((entry) => presentEntry(entry, clock, language)),
    changes: presentChanges({ entries, extensions, origins: parts.origins, toStaff, language }),
    explanation: explain({ regime, calendar, clock, restartedBy: causeOfRestart(entries, clock) }, language),
    ...toStaff && { milestones: presentMilestones(parts.milestones, { ...standing, calendar, zone }, { at: asOf ?? reading.now, language }) },
    terms: presentTerms(parts.terms, reading),
  }
}

/** The version of the calendar that a deadline was counted by at an instant; where none was, the one in force. */
export function countedBy (
  { timed: { deadline }, currentVersion }: Pick<DeadlineParts, 'timed' | 'currentVersion'>, last: EntryRow | undefined,
  asOf: Date | undefined,
): string {
  if (asOf === undefined) return deadline?.calendarVersion ?? currentVersion
  return last?.calendarVersion ?? currentVersion
}

function startOn (onDay: Day): ClockEntry {
  return { kind: 'started', onDay, workingDays: null, untilOn: null, cause: 'registered', evidence: null }
}

function presentStanding (
  standing: Standing, { clock, law: { calendar }, zone }: { clock: Clock, law: Law, zone: string }, at: Date,
) {
  const { startedOn, dueOn, dueAt, answeredOn, provisional, unknownYears } = standing
  const state = stateAt(standing, at)
  return {
    state, startedOn, countedFrom: clock.countedFrom, dueOn, dueAt: dueAt.toISOString(),
    pausedUntil: state === standing.state ? null : standing.pausedUntil?.toISOString() ?? null, answeredOn,
    ...daysLeft(calendar, { state, dueOn, dueAt, answeredOn, zone }, at),
    provisional, unknownYears: [...unknownYears],
  }
}

function explain (basis: Basis, language: Language): PresentedDay[] {
  const unit = basis.regime.limit.unit.value
  return explainClock(basis, basis.clock).map((day) => presentDay(day, { unit, language, basis: dayBasis(basis, day, language) }))
}

function causeOfRestart (entries: readonly ClockEntry[], { countedFrom, startedOn }: Clock): string | undefined {
  if (countedFrom === startedOn) return undefined
  return correctedEntries(entries).findLast(({ kind, onDay }) => kind === 'restarted' && onDay === countedFrom)?.cause
}

const tooLate: Text = {
  zh: '延长时答复期限已经届满，不予计算。', en: 'The due day was over when it was granted: it adds nothing.',
}

function presentEntry (entry: EntryRow, clock: Clock, language: Language): Static<typeof PresentedEntry> {
  const { seq, kind, onDay, workingDays, untilOn, cause, evidence, recordedAt, dueOn } = entry
  const state = stateAt(entry, recordedAt)
  const isIgnored = kind === 'extended' && clock.tooLate.includes(evidence)
  return {
    seq, kind, onDay, workingDays, untilOn, cause, evidence, recordedAt: recordedAt.toISOString(), state, dueOn,
    ...isIgnored && { ignored: inLanguage(tooLate, language) },
  }
}
