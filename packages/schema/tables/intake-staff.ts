import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'
import { agencies, people } from './intake.ts'

/** What makes a person fit for a duty, and until when: training in secrecy review comes before the post (B-35, L-21). */
export const qualifications = pgTable('qualifications', {
  id: id().primaryKey(),
  personId: id().notNull().references(() => people.id),
  kind: text({ enum: ['secrecy_review'] }).notNull(),
  fromOn: date().notNull(),
  untilOn: date().notNull(),
  evidence: text().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
  endedBy: text(),
  endedAt: instant(),
}, (table) => [
  index('qualifications_by_person').on(table.personId, table.untilOn),
  check('qualifications_in_order', sql`${table.fromOn} <= ${table.untilOn}`),
  check('qualifications_ended_by_someone', sql`(${table.endedBy} is null) = (${table.endedAt} is null)`),
])

/**
 * The steps of an agency's chain that nobody was left for when its people were last looked at, each of them told once: on which
 * day that was, and by which version of its chain. Without a day its people have changed since, and it is looked at again.
 */
export const agencyStaffing = pgTable('agency_staffing', {
  agencyCode: text().primaryKey().references(() => agencies.code),
  lookedOn: date(),
  chainVersion: integer(),
  gaps: jsonb().notNull(),
  // Where it is told; begun with the first that was.
  caseId: id().references(() => caseHeads.id),
})
