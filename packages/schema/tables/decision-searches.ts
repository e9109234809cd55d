import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'

/** Where, by whom and how the information was looked for; "not held" needs one. */
export const searches = pgTable('searches', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  unit: text().notNull(),
  place: text().notNull(),
  terms: text().notNull(),
  fromOn: date(),
  toOn: date(),
  found: text().notNull(),
  // How it was looked, what came of it, and who looked, where that was said.
  method: text(),
  result: text({ enum: ['found', 'nothing', 'part'] }),
  lookedBy: text(),
  // The question to a section that it answers.
  taskId: id().references((): AnyPgColumn => sectionTasks.id),
  recordedBy: id().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [index('searches_by_case').on(table.caseId)])

/** A question to a business section: who looks for what, until which day. */
export const sectionTasks = pgTable('section_tasks', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  section: text().notNull(),
  question: text().notNull(),
  dueOn: date().notNull(),
  state: text({ enum: ['open', 'answered', 'ended'] }).notNull(),
  openedBy: id().notNull(),
  openedAt: instant().notNull(),
  found: text({ enum: ['found', 'not_found', 'not_ours'] }),
  answer: text(),
  closedBy: id(),
  closedAt: instant(),
  endReason: text(),
}, (table) => [
  index('section_tasks_by_case').on(table.caseId, table.id),
  index('section_tasks_by_agency').on(table.agencyCode, table.state, table.dueOn, table.id),
  check('section_tasks_closed_by_someone',
    sql`(${table.state} = 'open') = (${table.closedBy} is null)
      and (${table.closedBy} is null) = (${table.closedAt} is null)`),
  check('section_tasks_answered_with_words',
    sql`(${table.state} = 'answered') = (${table.answer} is not null)
      and (${table.answer} is null) = (${table.found} is null)`),
  check('section_tasks_ended_with_reason', sql`(${table.state} = 'ended') = (${table.endReason} is not null)`),
])
