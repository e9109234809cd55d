import { date, index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { records } from './decision.ts'

/** Before a holiday: the restricted papers of an agency that are still with readers, to be called in (B-42). */
export const holidayRecalls = pgTable('holiday_recalls', {
  id: id().primaryKey(),
  agencyCode: text().notNull(),
  holiday: text().notNull(),
  // The first day off, and the last day of work before it, on which the papers are called in.
  holidayFrom: date().notNull(),
  recallOn: date().notNull(),
  listedAt: instant().notNull(),
}, (table) => [
  unique('holiday_recalls_once').on(table.agencyCode, table.holidayFrom),
  index('holiday_recalls_by_agency').on(table.agencyCode, table.id),
])

/** One paper on the list, and the reader it is with. */
export const recalledRecords = pgTable('recalled_records', {
  recallId: id().notNull().references(() => holidayRecalls.id),
  recordId: id().notNull().references(() => records.id),
  readerId: id().notNull(),
  openedAt: instant().notNull(),
}, (table) => [primaryKey({ columns: [table.recallId, table.recordId, table.readerId] })])
