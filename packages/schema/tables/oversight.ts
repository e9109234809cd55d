import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'

/** A secret mark that reached the house. Reported within 24 hours (实施条例第六十一条). */
export const incidents = pgTable('incidents', {
  id: id().primaryKey(),
  kind: text({
    enum: ['secret_mark_found', 'secret_found_by_hand', 'released_bytes_differ', 'notice_bytes_differ', 'released_secret', 'level_raised'],
  }).notNull(),
  caseId: id().notNull().references(() => caseHeads.id),
  // Or the notice whose bytes differ.
  recordId: id().notNull(),
  agencyCode: text().notNull(),
  // Whether who submitted the record had declared its mark; null where no mark was found.
  declared: boolean(),
  openedAt: instant().notNull(),
  reportBy: instant().notNull(),
  // To whom it was reported, and what was done; it is over when somebody says so.
  reportedAt: instant(),
  reportedBy: text(),
  reportedTo: text(),
  report: text(),
  closedAt: instant(),
  closedBy: text(),
  // A false alarm was found so by two people, whose words stand with the seal of the record.
  closedAs: text({ enum: ['handled', 'false_alarm'] }),
  closeReason: text(),
}, (table) => [
  unique('incidents_once_per_record').on(table.recordId, table.kind),
  index('incidents_by_time').on(table.openedAt, table.id),
  index('incidents_by_agency').on(table.agencyCode, table.openedAt),
  index('incidents_unreported').on(table.openedAt, table.id).where(sql`reported_at is null and closed_at is null`),
  check('incidents_reported_with_words', sql`num_nulls(${table.reportedAt}, ${table.reportedBy}, ${table.reportedTo}, ${table.report}) in (0, 4)`),
  check('incidents_closed_with_words', sql`num_nulls(${table.closedAt}, ${table.closedBy}, ${table.closedAs}) in (0, 3)
    and (${table.closedAs} is not distinct from 'handled') = (${table.closeReason} is not null)`),
  check('incidents_handled_once_reported', sql`${table.closedAs} <> 'handled' or ${table.reportedAt} is not null`),
  check('incidents_24_hours', sql`${table.reportBy} = ${table.openedAt} + interval '24 hours'`),
])

/**
 * A step of review or approval that nobody was left for: of an agency, or of one case that was opened meanwhile, whose day runs on
 * all the same. Until when, is known once somebody is there again.
 */
export const shortages = pgTable('shortages', {
  id: id().primaryKey(),
  // Of the agency's own history, or of the request or publication.
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  step: text().notNull(),
  level: integer(),
  reason: text({ enum: ['nobody', 'not_qualified', 'needed_elsewhere'] }).notNull(),
  since: instant().notNull(),
  mendedAt: instant(),
}, (table) => [
  uniqueIndex('shortages_one_open').on(table.caseId, table.step, sql`coalesce(level, 0)`).where(sql`mended_at is null`),
  index('shortages_by_case').on(table.caseId),
  index('shortages_by_time').on(table.since, table.id),
  index('shortages_by_agency').on(table.agencyCode, table.since, table.id),
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
