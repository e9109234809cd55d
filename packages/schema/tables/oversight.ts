import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'

/** A secret mark that reached the house. Reported within 24 hours (实施条例第六十一条). */
export const incidents = pgTable('incidents', {
  id: id().primaryKey(),
  kind: text({ enum: ['secret_mark_found'] }).notNull(),
  caseId: id().notNull().references(() => caseHeads.id),
  recordId: id().notNull(),
  agencyCode: text().notNull(),
  openedAt: instant().notNull(),
  reportBy: instant().notNull(),
}, (table) => [
  unique('incidents_once_per_record').on(table.recordId, table.kind),
  index('incidents_by_time').on(table.openedAt, table.id),
  index('incidents_by_agency').on(table.agencyCode, table.openedAt),
  check('incidents_24_hours', sql`${table.reportBy} = ${table.openedAt} + interval '24 hours'`),
])
