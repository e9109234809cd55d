import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { recordOpenings, records } from './decision.ts'

/** The secrecy duty looked through bytes that could not be read, page by page, and says what stands on them. */
export const manualChecks = pgTable('manual_checks', {
  recordId: id().notNull(),
  sha256: text().notNull(),
  checkerId: id().notNull(),
  submitterId: id().notNull(),
  finding: text({ enum: ['clean', 'marked'] }).notNull(),
  pages: integer().notNull(),
  opinion: text().notNull(),
  checkedAt: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.recordId, table.sha256] }),
  foreignKey({
    name: 'manual_checks_opened',
    columns: [table.recordId, table.sha256, table.checkerId],
    foreignColumns: [recordOpenings.recordId, recordOpenings.sha256, recordOpenings.readerId],
  }),
  foreignKey({
    name: 'manual_checks_submitter',
    columns: [table.recordId, table.submitterId], foreignColumns: [records.id, records.addedBy],
  }),
  check('manual_checks_not_by_submitter', sql`${table.checkerId} <> ${table.submitterId}`),
  check('manual_checks_pages', sql`${table.pages} > 0`),
])

/** A second person held a rendition against what it was made from, and found that what had to go is gone. */
export const comparisons = pgTable('comparisons', {
  renditionId: id().notNull(),
  sha256: text().notNull(),
  originalId: id().notNull(),
  originalSha256: text().notNull(),
  comparedBy: id().notNull(),
  submitterId: id().notNull(),
  finding: text({ enum: ['complete', 'incomplete'] }).notNull(),
  opinion: text().notNull(),
  comparedAt: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.renditionId, table.sha256] }),
  foreignKey({
    name: 'comparisons_opened',
    columns: [table.renditionId, table.sha256, table.comparedBy],
    foreignColumns: [recordOpenings.recordId, recordOpenings.sha256, recordOpenings.readerId],
  }),
  foreignKey({
    name: 'comparisons_original_opened',
    columns: [table.originalId, table.originalSha256, table.comparedBy],
    foreignColumns: [recordOpenings.recordId, recordOpenings.sha256, recordOpenings.readerId],
  }),
  foreignKey({
    name: 'comparisons_submitter',
    columns: [table.renditionId, table.submitterId], foreignColumns: [records.id, records.addedBy],
  }),
  check('comparisons_by_another_person', sql`${table.comparedBy} <> ${table.submitterId}`),
])
