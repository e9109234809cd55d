import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn, boolean, check, date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { agencies, requests } from './intake.ts'

const clockStates = ['running', 'paused', 'met', 'missed', 'stopped'] as const

/** The only input of a deadline. Entries are never changed; a correction is a further entry. */
export const clockEntries = pgTable('clock_entries', {
  // Whose deadline it makes; that row names the request, and is written with the first entry.
  requestId: id().notNull().references((): AnyPgColumn => deadlines.requestId),
  seq: integer().notNull(),
  // `redated` tells that a calendar was changed and moved the due day; `corrected` puts another day in the place of one
  // that an earlier entry names, or takes that entry out.
  kind: text({
    enum: ['started', 'paused', 'resumed', 'restarted', 'extended', 'stopped', 'redated', 'corrected'],
  }).notNull(),
  onDay: date().notNull(),
  workingDays: integer(),
  // Of a pause that ends by itself: the day on which it does, at the latest.
  untilOn: date(),
  // The entry that a correction is about.
  corrects: integer(),
  cause: text().notNull(),
  evidence: text(),
  author: text().notNull(),
  recordedAt: instant().notNull(),
  // The fold up to and with this entry, so that the state at any past instant is one row away.
  state: text({ enum: clockStates }).notNull(),
  dueOn: date().notNull(),
  dueAt: instant().notNull(),
  pausedUntil: instant(),
  // What this fold was counted by.
  calendarVersion: text().notNull(),
}, (table) => [
  unique('clock_entries_order').on(table.requestId, table.seq),
  index('clock_entries_by_time').on(table.recordedAt, table.requestId),
  // What moves a legal day by the word of somebody, and not by the course of the case; or may, where staff say it late.
  index('clock_entries_moves').on(table.recordedAt, table.requestId, table.seq)
    .where(sql`kind in ('extended', 'redated', 'corrected') or kind in ('paused', 'resumed', 'restarted') and author like 'staff:%'`),
  check('clock_entries_only_pauses_end', sql`${table.untilOn} is null or ${table.kind} in ('paused', 'corrected')`),
  check('clock_entries_extension_has_days', sql`(${table.kind} = 'extended') = (${table.workingDays} is not null)`),
  check('clock_entries_correction_names_entry', sql`(${table.kind} = 'corrected') = (${table.corrects} is not null)
    and ${table.corrects} < ${table.seq}`),
])

/** The fold of a request's clock entries, kept for querying; it can be recomputed at any time. */
export const deadlines = pgTable('deadlines', {
  requestId: id().primaryKey().references(() => requests.id),
  agencyCode: text().notNull(),
  regimeId: text().notNull(),
  regimeVersion: text().notNull(),
  calendarId: text().notNull(),
  calendarVersion: text().notNull(),
  zone: text().notNull(),
  state: text({ enum: clockStates }).notNull(),
  startedOn: date().notNull(),
  dueOn: date().notNull(),
  dueAt: instant().notNull(),
  // Until when the clock stands still by itself (a consultation). Its state is running and its due day leaves these days
  // out already, so that nobody has to start it again.
  pausedUntil: instant(),
  answeredOn: date(),
  extendedWorkingDays: integer().notNull(),
  provisional: boolean().notNull(),
  unknownYears: integer().array().notNull(),
  // When something next has to be told of this due day (that it comes near, that it has passed), and what was told last,
  // of which due day: so each is told once, however many processes look, and however long none did.
  tellAt: instant(),
  told: text(),
  toldDueOn: date(),
  // When counting it by a changed calendar is tried again, after it could not be done.
  recountAt: instant(),
}, (table) => [
  index('deadlines_running_by_due').on(table.dueAt, table.requestId).where(sql`state = 'running'`),
  // Counts of an agency are answered from this index alone: it tells who is late, and whose clock stands still.
  index('deadlines_running_by_agency').on(table.agencyCode, table.dueAt, table.requestId, table.pausedUntil)
    .where(sql`state = 'running'`),
  index('deadlines_by_agency').on(table.agencyCode, table.state, table.dueAt, table.requestId),
  index('deadlines_paused_until').on(table.pausedUntil, table.requestId).where(sql`paused_until is not null`),
  index('deadlines_by_due').on(table.dueAt, table.requestId),
  // Answered cases in the order of their answers, for a change of law to be rehearsed on.
  index('deadlines_answered').on(table.regimeId, table.answeredOn, table.requestId).where(sql`answered_on is not null`),
  // Which versions of a calendar open deadlines were counted by, and those that a change may move.
  index('deadlines_open_by_calendar').on(table.calendarId, table.calendarVersion, table.dueOn, table.requestId)
    .where(sql`state in ('running', 'paused') and recount_at is null`),
  index('deadlines_to_recount').on(table.recountAt, table.calendarId)
    .where(sql`state in ('running', 'paused') and recount_at is not null`),
  index('deadlines_to_tell').on(table.tellAt, table.requestId).where(sql`tell_at is not null`),
])

/** A wish to use the longer limit. The one who asked never decides it, and a case has one at a time. */
export const extensions = pgTable('extensions', {
  id: id().primaryKey(),
  requestId: id().notNull(),
  agencyCode: text().notNull(),
  // `lapsed`: the clock stopped before anyone decided.
  state: text({ enum: ['pending', 'approved', 'rejected', 'lapsed'] }).notNull(),
  additionalWorkingDays: integer().notNull(),
  // Whether the law of the request allows one only.
  once: boolean().notNull().default(true),
  // The reason of the regime's list, beside the words.
  cause: text().notNull().default('other'),
  reason: text().notNull(),
  approvingDuty: text().notNull(),
  requestedBy: id().notNull(),
  requestedAt: instant().notNull(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionReason: text(),
  oldDueOn: date().notNull(),
  newDueOn: date(),
  // The day from which it moves the due day: that of its approval, or of the service of its notice where the law has it so.
  effectiveOn: date(),
  noticeId: id(),
}, (table) => [
  foreignKey({ columns: [table.requestId], foreignColumns: [deadlines.requestId] }),
  uniqueIndex('extensions_once').on(table.requestId).where(sql`once and state in ('pending', 'approved')`),
  uniqueIndex('extensions_one_pending').on(table.requestId).where(sql`state = 'pending'`),
  uniqueIndex('extensions_by_notice').on(table.noticeId).where(sql`notice_id is not null`),
  index('extensions_by_agency').on(table.agencyCode, table.state, table.requestedAt, table.id),
  index('extensions_by_state').on(table.state, table.requestedAt, table.id),
  index('extensions_by_request').on(table.requestId, table.id),
  check('extensions_positive', sql`${table.additionalWorkingDays} > 0`),
  check('extensions_by_another_person', sql`${table.decidedBy} <> ${table.requestedBy}`),
  check('extensions_decided_by_someone',
    sql`(${table.state} in ('pending', 'lapsed')) = (${table.decidedBy} is null and ${table.decidedAt} is null)`),
  check('extensions_approved_moves', sql`${table.state} <> 'approved' or ${table.newDueOn} > ${table.oldDueOn}`),
  check('extensions_effective_once_approved', sql`${table.effectiveOn} is null or ${table.state} = 'approved'`),
])

/**
 * A wish to correct an entry of a clock. What makes the legal day later is done by two people, with evidence; what does
 * not is done at once.
 */
export const clockCorrections = pgTable('clock_corrections', {
  id: id().primaryKey(),
  requestId: id().notNull(),
  agencyCode: text().notNull(),
  seq: integer().notNull(),
  // The day that the entry should name, and of a pause that ends by itself the end; an entry that never was is voided.
  onDay: date(),
  untilOn: date(),
  voids: boolean().notNull(),
  evidence: text().notNull(),
  reason: text().notNull(),
  state: text({ enum: ['pending', 'applied', 'rejected', 'lapsed'] }).notNull(),
  requestedBy: id().notNull(),
  requestedAt: instant().notNull(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionReason: text(),
  oldDueOn: date().notNull(),
  newDueOn: date().notNull(),
  oldState: text({ enum: clockStates }).notNull(),
  newState: text({ enum: clockStates }).notNull(),
  // Whether it gives more time: a later day, a clock that stands still, an answer that is less late or not late at all.
  later: boolean().notNull(),
}, (table) => [
  foreignKey({ columns: [table.requestId], foreignColumns: [deadlines.requestId] }),
  uniqueIndex('clock_corrections_one_pending').on(table.requestId).where(sql`state = 'pending'`),
  index('clock_corrections_by_time').on(table.requestedAt, table.id),
  index('clock_corrections_by_state').on(table.state, table.requestedAt, table.id),
  index('clock_corrections_by_agency').on(table.agencyCode, table.requestedAt, table.id),
  index('clock_corrections_later').on(table.requestedAt, table.id).where(sql`later`),
  index('clock_corrections_later_by_agency').on(table.agencyCode, table.requestedAt, table.id).where(sql`later`),
  index('clock_corrections_by_request').on(table.requestId, table.id),
  check('clock_corrections_by_another_person', sql`${table.decidedBy} <> ${table.requestedBy}`),
  check('clock_corrections_names_day', sql`${table.voids} = (${table.onDay} is null)`),
  check('clock_corrections_later_by_two', sql`(${table.later} or ${table.newDueOn} <= ${table.oldDueOn}
      and not (${table.oldState} = 'missed' and ${table.newState} = 'met'))
    and (${table.state} <> 'applied' or not ${table.later} or ${table.decidedBy} is not null)`),
  check('clock_corrections_decided_by_someone', sql`(${table.decidedBy} is null) = (${table.decidedAt} is null)
    and (${table.state} <> 'rejected' or ${table.decidedBy} is not null)
    and (${table.state} <> 'pending' or ${table.decidedBy} is null)`),
])

/** Days inside an agency by which a part of the work should be done, counted back from the legal day. */
export const milestones = pgTable('milestones', {
  agencyCode: text().notNull().references(() => agencies.code),
  code: text().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  workingDaysBefore: integer().notNull(),
  duty: text().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.agencyCode, table.code] }),
  check('milestones_before_the_due_day', sql`${table.workingDaysBefore} >= 0`),
])
