import { sql } from 'drizzle-orm'
import {
  boolean, check, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex,
} from 'drizzle-orm/pg-core'
import { bytes, id, instant } from '../columns.ts'
import { caseHeads, notices } from './common.ts'

/**
 * How the records of an agency are reviewed, from a day on: its levels in order, and what each is. A record keeps the
 * chain that is in force when it is submitted (W-15).
 */
export const reviewChains = pgTable('review_chains', {
  id: id().primaryKey(),
  agencyCode: text().notNull(),
  version: integer().notNull(),
  fromOn: date().notNull(),
  stages: jsonb().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [unique('review_chains_version').on(table.agencyCode, table.version)])

/** One document considered for release. The bytes are named by their SHA-256 and stand in `record_contents`. */
export const records = pgTable('records', {
  id: id().primaryKey(),
  caseId: id().notNull(),
  caseKind: text({ enum: ['request', 'publication'] }).notNull().default('request'),
  agencyCode: text().notNull(),
  title: text().notNull(),
  origin: text().notNull(),
  // The body that it comes from, where that is another: without its consent it is not released.
  originAgency: text(),
  mediaType: text().notNull(),
  sizeBytes: integer().notNull(),
  sha256: text().notNull(),
  addedBy: id().notNull(),
  addedAt: instant().notNull(),
  chainId: id().references(() => reviewChains.id),
  // What makes the chain of this record longer than that of its case.
  flags: text().array().notNull().default(sql`'{}'`),
  // What each of its levels is, in their order; without a chain of the agency, each is the review of its number.
  stages: text().array().notNull().default(sql`'{}'`),
  reviewLevels: integer().notNull(),
  // It tells about one person: it goes only to someone whose identity is proved.
  aboutPerson: boolean().notNull().default(false),
  renditionOf: id(),
  scanState: text({ enum: ['queued', 'running', 'done', 'unreadable'] }).notNull(),
  declaredMarking: jsonb(),
  marks: jsonb().notNull(),
  // Who reads it for marks holds it until then: a reader that was killed gives it back by time.
  scanHeldUntil: instant(),
  pages: integer(),
  pagesRead: integer().notNull().default(0),
  // Why it was not read whole, and where somebody's data may stand in it: codes and places, never the words.
  scanFaults: jsonb().notNull().default([]),
  suggestions: jsonb().notNull().default([]),
  sealedAt: instant(),
  // The second of the two people who found the seal to be a false alarm; a key of the migration binds it to `unsealings`.
  unsealedBy: id(),
}, (table) => [
  index('records_to_scan').on(table.addedAt, table.id).where(sql`scan_state in ('queued', 'running')`),
  unique('records_bytes').on(table.id, table.sha256),
  unique('records_submitter').on(table.id, table.addedBy),
  index('records_by_case').on(table.caseId, table.id),
  foreignKey({
    name: 'records_case', columns: [table.caseId, table.caseKind], foreignColumns: [caseHeads.id, caseHeads.kind],
  }),
  foreignKey({ columns: [table.renditionOf], foreignColumns: [table.id] }),
  check('records_review_levels', sql`${table.reviewLevels} between 1 and 9`),
  check('records_stages', sql`cardinality(${table.stages}) = case when ${table.chainId} is null then 0 else ${table.reviewLevels} end`),
])

/** The bytes of a record under a data key of its own; destroying the key destroys the bytes. */
export const recordContents = pgTable('record_contents', {
  recordId: id().primaryKey().references(() => records.id),
  sealedKey: text(),
  sealedBytes: bytes().notNull(),
  // Of a sealed record: its title and its origin, which may be secret too, under the same key.
  sealedWords: bytes(),
}, (table) => [
  check('record_contents_destroyed_whole', sql`(${table.sealedKey} is null) = (${table.sealedBytes} = ''::bytea)
    and (${table.sealedKey} is not null or ${table.sealedWords} is null)`),
])

/** Who opened which bytes; a reviewer who never opened them cannot pass them. */
export const recordOpenings = pgTable('record_openings', {
  recordId: id().notNull(),
  sha256: text().notNull(),
  readerId: id().notNull(),
  openedAt: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.recordId, table.sha256, table.readerId] }),
  foreignKey({ columns: [table.recordId, table.sha256], foreignColumns: [records.id, records.sha256] }),
])

/** One person's finding at one level, bound to the bytes he opened. */
export const reviews = pgTable('reviews', {
  id: id().primaryKey(),
  recordId: id().notNull(),
  sha256: text().notNull(),
  level: integer().notNull(),
  reviewerId: id().notNull(),
  submitterId: id().notNull(),
  asDeputy: boolean().notNull(),
  finding: text({ enum: ['release', 'withhold', 'redact', 'refer'] }).notNull(),
  stateSecret: boolean().notNull(),
  workSecret: boolean().notNull(),
  endangersSecurity: boolean().notNull(),
  grounds: text().array().notNull(),
  opinion: text().notNull(),
  reviewedAt: instant().notNull(),
  // From his opening of the content to this review, and whether that is less than a reading of it takes.
  secondsOpen: integer(),
  hasty: boolean().notNull().default(false),
}, (table) => [
  index('reviews_by_reviewer').on(table.reviewerId, table.id),
  index('reviews_hasty').on(table.id).where(sql`hasty`),
  unique('reviews_one_per_level').on(table.recordId, table.sha256, table.level),
  unique('reviews_different_people').on(table.recordId, table.sha256, table.reviewerId),
  // The pass is bound to the bytes that this reviewer opened, and to the person who submitted them.
  foreignKey({
    name: 'reviews_opened',
    columns: [table.recordId, table.sha256, table.reviewerId],
    foreignColumns: [recordOpenings.recordId, recordOpenings.sha256, recordOpenings.readerId],
  }),
  foreignKey({
    name: 'reviews_submitter',
    columns: [table.recordId, table.submitterId],
    foreignColumns: [records.id, records.addedBy],
  }),
  check('reviews_not_by_submitter', sql`${table.reviewerId} <> ${table.submitterId}`),
  check('reviews_release_needs_three_noes', sql`${table.finding} <> 'release'
    or not (${table.stateSecret} or ${table.workSecret} or ${table.endangersSecurity})`),
])

/**
 * What was removed to make a rendition, and the proof that it is gone. It names positions, never the words: the spans and the
 * areas that were chosen, and of page pictures what each of them took, as the second person compares it.
 */
export const redactions = pgTable('redactions', {
  renditionId: id().primaryKey().references(() => records.id),
  spans: jsonb().notNull(),
  areas: jsonb().notNull().default([]),
  removals: jsonb().notNull().default([]),
  proof: jsonb().notNull(),
})

/** The answer to a request. */
export const decisions = pgTable('decisions', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  state: text({ enum: ['proposed', 'returned', 'issued'] }).notNull(),
  outcome: text({ enum: ['disclose', 'refuse', 'redact_and_disclose'] }).notNull(),
  deliveryOn: date(),
  deliveryPlace: text(),
  deliveryManner: text(),
  proposedBy: id().notNull(),
  proposedAt: instant().notNull(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionReason: text(),
  noticeId: id().references(() => notices.id),
}, (table) => [
  uniqueIndex('decisions_one_open').on(table.caseId).where(sql`state in ('proposed', 'issued')`),
  unique('decisions_proposer').on(table.id, table.proposedBy),
  index('decisions_by_case').on(table.caseId, table.id),
  index('decisions_to_sign').on(table.agencyCode, table.id).where(sql`state = 'proposed'`),
  index('decisions_issued').on(table.agencyCode, table.decidedAt, table.id).where(sql`state = 'issued'`),
  check('decisions_by_another_person', sql`${table.decidedBy} <> ${table.proposedBy}`),
  check('decisions_decided_by_someone',
    sql`(${table.state} = 'proposed') = (${table.decidedBy} is null and ${table.decidedAt} is null)`),
  check('decisions_issued_with_notice', sql`(${table.state} = 'issued') = (${table.noticeId} is not null)`),
])

/** One asked item of a decision: its outcome, its grounds and its records. */
export const decisionParts = pgTable('decision_parts', {
  decisionId: id().notNull().references(() => decisions.id),
  number: integer().notNull(),
  description: text().notNull(),
  outcome: text({ enum: ['disclose', 'refuse', 'redact_and_disclose'] }).notNull(),
  grounds: text().array().notNull(),
  groundDetail: text(),
  // What harm the release would do, what the public gains by it, and how they weigh (E-48).
  harm: text(),
  balance: text(),
  // Why nothing of a record that is wholly refused could be given apart from the rest (条例第三十七条).
  notSeverable: text(),
  // Where what is public already stands (条例第三十六条第一项).
  publicPlace: text(),
  // The category of what is made public without a request that the asked item falls under (条例第二十条).
  category: text(),
  // Why the public interest outweighs the objection of a third party (条例第三十二条).
  publicInterest: text(),
  // The earlier request that this one repeats (条例第三十六条第六项).
  earlierRequestId: id(),
}, (table) => [
  primaryKey({ columns: [table.decisionId, table.number] }),
  check('decision_parts_refusal_has_ground', sql`${table.outcome} = 'disclose' or cardinality(${table.grounds}) > 0`),
])

/** The records of a part, by the bytes that were approved. */
export const decisionRecords = pgTable('decision_records', {
  decisionId: id().notNull(),
  number: integer().notNull(),
  recordId: id().notNull(),
  sha256: text().notNull(),
}, (table) => [
  primaryKey({ columns: [table.decisionId, table.number, table.recordId] }),
  foreignKey({
    columns: [table.decisionId, table.number],
    foreignColumns: [decisionParts.decisionId, decisionParts.number],
  }),
  foreignKey({ columns: [table.recordId, table.sha256], foreignColumns: [records.id, records.sha256] }),
  index('decision_records_by_record').on(table.recordId),
])
