import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'

/**
 * A day by which something other than an answer has to be done, or until which something may be done: a confirmation, a
 * window for a remedy, a report of a leak, a review of what was withheld.
 */
export const terms = pgTable('terms', {
  id: id().primaryKey(),
  // The case it belongs to; one that belongs to none is a case of its own.
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  kind: text().notNull(),
  // The row that it is about, such as a consultation; with the kind it names the term.
  subjectId: id().notNull(),
  regimeVersion: text(),
  calendarId: text().notNull(),
  calendarVersion: text().notNull(),
  zone: text().notNull(),
  // What comes again about the same subject, when it was closed before, is a further one.
  round: integer().notNull().default(1),
  startedOn: date().notNull(),
  // The instant from which hours count; of days the midnight with which the day begins.
  startedAt: instant().notNull(),
  dueOn: date().notNull(),
  dueAt: instant().notNull(),
  provisional: boolean().notNull(),
  // Whether a paper, an order or a plan names the day: then no calendar moves it any more.
  dayTold: boolean().notNull(),
  // Of what is done again and again by a plan: after how many months.
  everyMonths: integer(),
  // Who must act; null for a window that simply closes.
  duty: text(),
  state: text({ enum: ['open', 'met', 'missed', 'ended'] }).notNull(),
  closedOn: date(),
  closedAt: instant(),
  openedBy: text().notNull(),
  // The version that its case had then: what had ended the case before does not end it.
  openedAtVersion: integer().notNull().default(0),
  closedBy: text(),
  // What it is about, and what was done or why it is no longer owed, in words for staff.
  note: text(),
  closeNote: text(),
  // When something next has to be told of it, and what was told last, of which day.
  tellAt: instant(),
  told: text(),
  toldDueOn: date(),
}, (table) => [
  unique('terms_once').on(table.kind, table.subjectId, table.round),
  uniqueIndex('terms_one_open').on(table.kind, table.subjectId).where(sql`state = 'open'`),
  index('terms_by_case').on(table.caseId, table.id),
  index('terms_open_by_agency').on(table.agencyCode, table.dueAt, table.id).where(sql`state = 'open'`),
  index('terms_open_by_due').on(table.dueAt, table.id).where(sql`state = 'open'`),
  index('terms_to_tell').on(table.tellAt, table.id).where(sql`tell_at is not null`),
  index('terms_by_agency').on(table.agencyCode, table.dueAt, table.id),
  index('terms_by_due').on(table.dueAt, table.id),
  // Which versions of a calendar open terms were counted by, and those that a change may move.
  index('terms_counted').on(table.calendarId, table.calendarVersion, table.id).where(sql`state = 'open' and not day_told`),
  check('terms_closed_on_a_day', sql`(${table.state} = 'open') = (${table.closedOn} is null)`),
  check('terms_every_months', sql`${table.everyMonths} between 1 and 120`),
  check('terms_open_are_told', sql`${table.state} = 'open' or ${table.tellAt} is null`),
])
