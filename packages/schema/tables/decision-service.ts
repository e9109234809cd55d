import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from '../columns.ts'
import { caseHeads, notices } from './common.ts'

/** When and how a notice reached its reader; only then is a request answered. */
export const noticeServices = pgTable('notice_services', {
  id: id().primaryKey(),
  noticeId: id().notNull().references(() => notices.id),
  method: text({ enum: ['online', 'direct', 'left', 'post', 'fax', 'public_notice'] }).notNull(),
  servedOn: date().notNull(),
  evidence: text().notNull(),
  // Who saw that a paper was left, where a public notice stood, and until when.
  witness: text(),
  place: text(),
  untilOn: date(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [
  uniqueIndex('notice_services_once').on(table.noticeId),
  check('notice_services_shown_by_its_own', sql`(${table.witness} is null or ${table.method} = 'left')
    and (coalesce(${table.place}, ${table.untilOn}::text) is null or ${table.method} = 'public_notice')
    and ${table.untilOn} > ${table.servedOn}`),
])

/**
 * Each way that a paper went to its reader. What comes back did not reach him, though it may have counted, and is sent
 * again (送达).
 */
export const noticeSendings = pgTable('notice_sendings', {
  id: id().primaryKey(),
  noticeId: id().notNull().references(() => notices.id),
  method: text({ enum: ['online', 'direct', 'left', 'post', 'fax', 'public_notice'] }).notNull(),
  sentOn: date().notNull(),
  waybill: text(),
  state: text({ enum: ['sent', 'served', 'returned'] }).notNull(),
  servedOn: date(),
  evidence: text(),
  returnedOn: date(),
  returnReason: text(),
  returnedBy: text(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [
  index('notice_sendings_of').on(table.noticeId, table.id),
  uniqueIndex('notice_sendings_one_on_its_way').on(table.noticeId).where(sql`state = 'sent'`),
  check('notice_sendings_returned_on_a_day', sql`(${table.state} = 'returned') = (${table.returnedOn} is not null)
    and (${table.state} = 'returned') = (${table.returnReason} is not null)
    and (${table.state} = 'returned') = (${table.returnedBy} is not null)`),
  check('notice_sendings_served_with_evidence', sql`(${table.servedOn} is null) = (${table.evidence} is null)
    and (${table.state} <> 'served' or ${table.servedOn} is not null) and (${table.state} <> 'sent' or ${table.servedOn} is null)`),
  check('notice_sendings_in_order', sql`${table.servedOn} >= ${table.sentOn} and ${table.returnedOn} >= ${table.sentOn}`),
])

/** The first time that its reader opened a paper, or what was released to him. */
export const readings = pgTable('readings', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  noticeId: id().references(() => notices.id),
  recordId: id(),
  reader: text({ enum: ['applicant', 'portal', 'consulted'] }).notNull(),
  readAt: instant().notNull(),
}, (table) => [
  index('readings_by_case').on(table.caseId, table.id),
  unique('readings_once').on(table.noticeId, table.recordId, table.reader).nullsNotDistinct(),
  check('readings_of_one_thing', sql`(${table.noticeId} is null) <> (${table.recordId} is null)`),
])

/**
 * What a signing service made of a paper: the approved PDF with a seal behind it. What was more or less than that is refused,
 * and its bytes are not kept.
 */
export const noticeSeals = pgTable('notice_seals', {
  noticeId: id().primaryKey().references(() => notices.id),
  state: text({ enum: ['sealed', 'refused'] }).notNull(),
  pdfSha256: text().notNull(),
  sealedSha256: text().notNull(),
  sealedBytes: bytes(),
  fault: text(),
  sealedAt: instant().notNull(),
}, (table) => [
  check('notice_seals_refused_without_bytes', sql`(${table.state} = 'sealed') = (${table.sealedBytes} is not null)
    and (${table.state} = 'refused') = (${table.fault} is not null)`),
])
