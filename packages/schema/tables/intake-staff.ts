import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { people } from './intake.ts'

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
