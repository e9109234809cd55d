import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { citationText } from '@lightwell/regimes/article-text'
import { lawOf } from '@lightwell/regimes/law-of'
import { stateAt } from '@lightwell/regimes/lateness'
import type { Regime } from '@lightwell/regimes/regime'
import { presentDay, PresentedDay } from './present-day.ts'
import { extensionStates } from './present-extension.ts'
import type { ClockEntry } from './rules/clock-entry.ts'
import { daysLeft } from './rules/days-left.ts'
import { explainClock } from './rules/explain-clock.ts'
import { foldClock, type Clock } from './rules/fold-clock.ts'
import type { DeadlineRow, EntryRow, TimedCase } from './store/deadlines.ts'
import type { ExtensionRow } from './store/extensions.ts'

const DayText = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const Id = Type.String({ format: 'uuid' })

const Calendar = Type.Object({
  id: Type.String(),
  version: Type.String({ description: 'The version that the due day was counted by' }),
  currentVersion: Type.String({ description: 'The version that is published now, by which the days are explained' }),
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
})

const ExtensionSummary = Type.Object({
  id: Id,
  state: listed(extensionStates),
  additionalWorkingDays: Type.Integer(),
  requestedAt: Instant,
  oldDueOn: DayText,
  newDueOn: Type.Union([DayText, Type.Null()]),
})

/** The deadline of a request, explained. Days are those of `zone`. */
export const Deadline = Type.Object({
  requestId: Id,
  receiptNumber: Type.String(),
  agency: Type.String(),
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
  limit: Type.Object({
    workingDays: Type.Integer({ description: 'The limit that holds, with what extends it' }),
    extendedWorkingDays: Type.Integer(),
    deferredWorkingDays: Type.Integer({ description: 'By which the answer to an excessive number was put off' }),
    mostWorkingDays: Type.Integer(),
    article: Type.String(),
  }),
  regime: Type.Object({ id: Type.String(), version: Type.String() }),
  calendar: Calendar,
  zone: Type.String(),
  extension: Type.Union([ExtensionSummary, Type.Null()]),
  entries: Type.Array(PresentedEntry),
  explanation: Type.Array(PresentedDay),
})
export type Deadline = Static<typeof Deadline>

/** All that is known of one deadline, read at one moment. One that is not stored yet is pending. */
export type DeadlineParts = { timed: TimedCase, entries: readonly EntryRow[], extension: ExtensionRow | undefined }

/** What of a deadline holds until an entry or a new calendar moves it. */
type Standing = Pick<
  DeadlineRow, 'dueOn' | 'dueAt' | 'pausedUntil' | 'answeredOn' | 'provisional' | 'unknownYears' | 'calendarVersion'
> & { state: Deadline['state'], startedOn: Day | null }

/**
 * Writes a deadline as it is sent, as it stands at an instant. It is told as it is stored, as in the lists; the account
 * of its days follows the calendar that is published now.
 */
export function presentDeadline (parts: DeadlineParts, now: Date, language: Language): Deadline {
  const { timed: { request, deadline }, entries, extension } = parts
  const { id, receiptNumber, agencyCode, zone, receivedOn } = request
  const { regime, calendar } = lawOf(request)
  const clock = foldClock({ regime, calendar, zone, entries: deadline === null ? [startOn(receivedOn)] : entries })
  const standing: Standing = deadline ?? pendingStanding(clock, calendar)
  const { startedOn, dueOn, dueAt, answeredOn, provisional, unknownYears, calendarVersion } = standing
  const state = stateAt(standing, now)
  return {
    requestId: id, receiptNumber, agency: agencyCode, state, missing: deadline === null ? ['clock_entry'] : [],
    receivedOn, startedOn, countedFrom: clock.countedFrom, dueOn, dueAt: dueAt.toISOString(),
    pausedUntil: state === standing.state ? null : standing.pausedUntil?.toISOString() ?? null, answeredOn,
    ...daysLeft(calendar, { state, dueOn, dueAt, answeredOn, zone }, now),
    provisional, unknownYears,
    limit: presentLimit(regime, clock, language),
    regime: { id: regime.id, version: regime.version },
    calendar: { id: calendar.id, version: calendarVersion, currentVersion: calendar.version },
    zone,
    extension: extension === undefined ? null : presentSummary(extension),
    entries: entries.map(presentEntry),
    explanation: explainClock(calendar, clock).map((day) => presentDay(day, 'working_days', language)),
  }
}

function startOn (onDay: Day): ClockEntry {
  return { kind: 'started', onDay, workingDays: null, untilOn: null, cause: 'registered', evidence: null }
}

/** A clock whose start is not recorded yet, counted as if it were. */
function pendingStanding (clock: Clock, { version }: PublishedCalendar): Standing {
  const { dueOn, dueAt, answeredOn, provisional, unknownYears } = clock
  return {
    state: 'pending', startedOn: null, dueOn, dueAt, pausedUntil: null, answeredOn, provisional, unknownYears: [...unknownYears],
    calendarVersion: version,
  }
}

function presentLimit ({ limit }: Regime, clock: Clock, language: Language): Deadline['limit'] {
  const { deferredWorkingDays } = clock
  const extendedWorkingDays = clock.extendedWorkingDays - deferredWorkingDays
  const setting = extendedWorkingDays > 0 ? limit.extendedTotal : limit.base
  return {
    workingDays: limit.base.value + clock.extendedWorkingDays,
    extendedWorkingDays,
    deferredWorkingDays,
    mostWorkingDays: limit.extendedTotal.value,
    article: 'article' in setting ? citationText(setting, language) : setting.ourChoice,
  }
}

function presentEntry (entry: EntryRow): Static<typeof PresentedEntry> {
  const { seq, kind, onDay, workingDays, untilOn, cause, evidence, recordedAt, dueOn } = entry
  const state = stateAt(entry, recordedAt)
  return { seq, kind, onDay, workingDays, untilOn, cause, evidence, recordedAt: recordedAt.toISOString(), state, dueOn }
}

function presentSummary (extension: ExtensionRow): Static<typeof ExtensionSummary> {
  const { id, state, additionalWorkingDays, requestedAt, oldDueOn, newDueOn } = extension
  return { id, state, additionalWorkingDays, requestedAt: requestedAt.toISOString(), oldDueOn, newDueOn }
}
