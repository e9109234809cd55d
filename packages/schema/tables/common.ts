import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from '../columns.ts'

/** One row a request, publication, carrier, registered secret or term of its own: every command locks it first, which orders all writes of one case. */
export const caseHeads = pgTable('case_heads', {
  id: id().primaryKey(),
  // `term`: a day by which something has to be done that belongs to no request.
  kind: text({ enum: ['request', 'publication', 'term', 'carrier', 'secret', 'agency'] }).notNull(),
  agencyCode: text().notNull(),
  version: integer().notNull(),
  lastHash: text().notNull(),
}, (table) => [unique('case_heads_kind').on(table.id, table.kind)])

/** The history: append-only, one hash chain per case. `bytes` is what was hashed, to the byte. */
export const events = pgTable('events', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  version: integer().notNull(),
  type: text().notNull(),
  occurredAt: instant().notNull(),
  bytes: bytes().notNull(),
  hash: text().notNull(),
}, (table) => [
  unique('events_case_version').on(table.caseId, table.version),
  check('events_version_positive', sql`${table.version} > 0`),
])

/** What each consuming room still has to do with an event; `done` rows stay, so that nothing goes uncounted. */
export const deliveries = pgTable('deliveries', {
  eventId: id().notNull().references(() => events.id),
  consumer: text({ enum: ['intake', 'deadline', 'decision', 'oversight'] }).notNull(),
  caseId: id().notNull(),
  version: integer().notNull(),
  state: text({ enum: ['pending', 'done', 'parked'] }).notNull(),
  attempts: integer().notNull(),
  nextAttemptAt: instant().notNull(),
  firstError: text(),
  deliveredAt: instant(),
}, (table) => [
  primaryKey({ columns: [table.eventId, table.consumer] }),
  index('deliveries_due').on(table.consumer, table.nextAttemptAt).where(sql`state = 'pending'`),
  index('deliveries_open').on(table.caseId, table.consumer, table.version).where(sql`state <> 'done'`),
  index('deliveries_parked').on(table.consumer, table.eventId).where(sql`state = 'parked'`),
  check('deliveries_parked_says_why', sql`${table.state} <> 'parked' or ${table.firstError} is not null`),
])

/** Answers already given, by the hash of caller, method, path and key; kept as long as the case. */
export const idempotencyKeys = pgTable('idempotency_keys', {
  scope: text().primaryKey(),
  fingerprint: text().notNull(),
  sealedAnswer: text().notNull(),
  savedAt: instant().notNull(),
})

/** The written papers, as the bytes that were issued; they are never rendered again. */
export const notices = pgTable('notices', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  kind: text({
    enum: ['decision', 'extension', 'registration', 'clarification', 'consultation', 'cooperation', 'consultation_told',
      'third_party_decision', 'transfer', 'lapse', 'reasons', 'deferral', 'fee', 'correction', 'dispute_result'],
  }).notNull(),
  number: text().notNull(),
  // The year and the count that stand in the number: the order of a series.
  year: integer().notNull().generatedAlwaysAs(sql`substring(number from '〔([0-9]+)〕[0-9]+号$')::integer`),
  serial: integer().notNull().generatedAlwaysAs(sql`substring(number from '〕([0-9]+)号$')::integer`),
  language: text({ enum: ['zh-CN', 'en'] }).notNull(),
  mediaType: text().notNull(),
  bytes: bytes().notNull(),
  sha256: text().notNull(),
  // The same paper as PDF; papers of before have none.
  pdfBytes: bytes(),
  pdfSha256: text(),
  issuedAt: instant().notNull(),
  // The consultation whose party the paper is written to; null for one to the applicant.
  consultationId: id(),
}, (table) => [
  index('notices_by_agency').on(table.agencyCode, table.kind, table.issuedAt, table.id),
  uniqueIndex('notices_register').on(table.agencyCode, table.kind, table.year, table.serial, table.language),
  index('notices_by_case').on(table.caseId, table.issuedAt),
  index('notices_by_time').on(table.issuedAt, table.id),
  uniqueIndex('notices_number').on(table.agencyCode, table.number, table.language),
  check('notices_pdf_is_named', sql`(${table.pdfBytes} is null) = (${table.pdfSha256} is null)`),
])

/** The last number given, per agency, kind and year; taken in the transaction that signs, so there are no gaps. */
export const noticeNumbers = pgTable('notice_numbers', {
  agencyCode: text().notNull(),
  kind: text().notNull(),
  year: integer().notNull(),
  lastNumber: integer().notNull(),
}, (table) => [primaryKey({ columns: [table.agencyCode, table.kind, table.year] })])
