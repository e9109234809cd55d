import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads, notices } from './common.ts'
import { decisionParts, records } from './decision.ts'

/**
 * What an applicant disputes of his answer (保密争议): that a part of it is a state secret. His words go to the body that is
 * asked. It pauses nothing, and ends by its ruling or by his word.
 */
export const secrecyDisputes = pgTable('secrecy_disputes', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  decisionId: id().notNull(),
  part: integer().notNull(),
  words: text().notNull(),
  filedBy: text().notNull(),
  filedOn: date().notNull(),
  filedAt: instant().notNull(),
  // `overturned`: it is no state secret, and the agency decides that part anew by this day.
  state: text({ enum: ['open', 'withdrawn', 'upheld', 'overturned'] }).notNull(),
  decideBy: date(),
  noticeId: id().references(() => notices.id),
  closedBy: text(),
  closedAt: instant(),
}, (table) => [
  unique('secrecy_disputes_once').on(table.decisionId, table.part),
  foreignKey({
    name: 'secrecy_disputes_of_part', columns: [table.decisionId, table.part],
    foreignColumns: [decisionParts.decisionId, decisionParts.number],
  }),
  index('secrecy_disputes_by_case').on(table.caseId, table.id),
  index('secrecy_disputes_by_agency').on(table.agencyCode, table.id),
  index('secrecy_disputes_open').on(table.agencyCode, table.id).where(sql`state = 'open'`),
  check('secrecy_disputes_closed', sql`(${table.state} = 'open') = (${table.closedAt} is null)
    and (${table.closedAt} is null) = (${table.closedBy} is null)`),
  check('secrecy_disputes_told', sql`(${table.state} in ('upheld', 'overturned')) = (${table.noticeId} is not null)`),
  check('secrecy_disputes_decided_anew', sql`(${table.state} = 'overturned') = (${table.decideBy} is not null)`),
])

/** The records whose level a dispute is about: the originals, also of what went out with words removed. */
export const disputedRecords = pgTable('disputed_records', {
  disputeId: id().notNull().references(() => secrecyDisputes.id),
  recordId: id().notNull().references(() => records.id),
}, (table) => [
  primaryKey({ columns: [table.disputeId, table.recordId] }),
  index('disputed_records_by_record').on(table.recordId),
])
