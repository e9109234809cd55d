import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'

/** A secret mark that reached the house. Reported within 24 hours (实施条例第六十一条). */
export const incidents = pgTable('incidents', {
  id: id().primaryKey(),
  kind: text({ enum: ['secret_mark_found', 'released_bytes_differ', 'released_secret'] }).notNull(),
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

/** A calendar feed. Its address is its secret, of which only a hash is kept. */
export const feeds = pgTable('feeds', {
  id: id().primaryKey(),
  secretHash: text().notNull().unique(),
  // Of the cases of an agency, of those that a person has to act on, or of one request for its applicant.
  scope: text({ enum: ['agency', 'officer', 'applicant'] }).notNull(),
  agencyCode: text(),
  personId: id(),
  requestIds: id().array().notNull(),
  language: text({ enum: ['zh-CN', 'en'] }).notNull(),
  createdBy: text().notNull(),
  createdAt: instant().notNull(),
  revokedAt: instant(),
}, (table) => [
  index('feeds_by_creator').on(table.createdBy, table.id),
  check('feeds_scope_names_its_own', sql`case ${table.scope} when 'agency' then ${table.agencyCode} is not null
    when 'officer' then ${table.personId} is not null else cardinality(${table.requestIds}) > 0 end`),
])
