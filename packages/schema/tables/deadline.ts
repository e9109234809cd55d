import { sql } from 'drizzle-orm'
import { boolean, check, date, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { requests } from './intake.ts'

/** The only input of a deadline. Entries are never changed; a correction is a further entry. */
export const clockEntries = pgTable('clock_entries', {
  requestId: id().notNull().references(() => requests.id),
  seq: integer().notNull(),
  kind: text({ enum: ['started', 'paused', 'resumed', 'restarted', 'extended', 'stopped'] }).notNull(),
  onDay: date().notNull(),
  workingDays: integer(),
  // Of a pause that ends by itself: the day on which it does, at the latest.
  untilOn: date(),
  cause: text().notNull(),
  evidence: text(),
  author: text().notNull(),
  recordedAt: instant().notNull(),
  // The fold up to and with this entry, so that the state at any past instant is one row away.
  state: text({ enum: ['running', 'paused', 'met', 'missed', 'stopped'] }).notNull(),
  dueOn: date().notNull(),
  dueAt: instant().notNull(),
  pausedUntil: instant(),
}, (table) => [
  unique('clock_entries_order').on(table.requestId, table.seq),
  index('clock_entries_by_time').on(table.recordedAt, table.requestId),
  check('clock_entries_only_pauses_end', sql`${table.untilOn} is null or ${table.kind} = 'paused'`),
  check('clock_entries_extension_has_days', sql`(${table.kind} = 'extended') = (${table.workingDays} is not null)`),
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
  state: text({ enum: ['running', 'paused', 'met', 'missed', 'stopped'] }).notNull(),
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
}, (table) => [
  index('deadlines_running_by_due').on(table.dueAt, table.requestId).where(sql`state = 'running'`),
  index('deadlines_running_by_agency').on(table.agencyCode, table.dueAt, table.requestId)
    .where(sql`state = 'running'`),
  index('deadlines_by_agency').on(table.agencyCode, table.state, table.dueAt, table.requestId),
  index('deadlines_paused_until').on(table.pausedUntil, table.requestId).where(sql`paused_until is not null`),
  index('deadlines_by_due').on(table.dueAt, table.requestId),
])

/** A wish to use the longer limit. The one who asked never decides it, and a case has one at a time. */
export const extensions = pgTable('extensions', {
  id: id().primaryKey(),
  requestId: id().notNull(),
  // `lapsed`: the clock stopped before anyone decided.
  state: text({ enum: ['pending', 'approved', 'rejected', 'lapsed'] }).notNull(),
  additionalWorkingDays: integer().notNull(),
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
}, (table) => [
  foreignKey({ columns: [table.requestId], foreignColumns: [deadlines.requestId] }),
  uniqueIndex('extensions_once').on(table.requestId).where(sql`state in ('pending', 'approved')`),
  index('extensions_by_state').on(table.state, table.requestedAt, table.id),
  index('extensions_by_request').on(table.requestId, table.id),
  check('extensions_positive', sql`${table.additionalWorkingDays} > 0`),
  check('extensions_by_another_person', sql`${table.decidedBy} <> ${table.requestedBy}`),
  check('extensions_decided_by_someone',
    sql`(${table.state} in ('pending', 'lapsed')) = (${table.decidedBy} is null and ${table.decidedAt} is null)`),
  check('extensions_approved_moves', sql`${table.state} <> 'approved' or ${table.newDueOn} > ${table.oldDueOn}`),
])
