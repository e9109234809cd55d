import { sql } from 'drizzle-orm'
import {
  boolean, check, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'
import { records } from './decision.ts'

/** A proposal to make something public without a request. It walks the same chain as a release. */
export const publications = pgTable('publications', {
  id: id().primaryKey().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  title: text().notNull(),
  summary: text().notNull(),
  category: text().notNull(),
  // The place that is to be filled. That it is empty is no ground to fill it (L-02).
  portalColumn: text().notNull(),
  cadence: text({ enum: ['regular', 'any_time', 'prompt'] }).notNull(),
  form: text().notNull(),
  carrierKind: text().notNull(),
  // Decided when the information was made, with its reason where it is not to be open (S-08).
  openness: text({ enum: ['proactive', 'on_request', 'not_open'] }).notNull(),
  opennessReason: text(),
  madeOn: date().notNull(),
  normative: boolean().notNull(),
  // What makes its chain longer: business, sensitive matter, risk to order (S-11, W-08, E-18).
  flags: text().array().notNull(),
  regimeVersion: text().notNull(),
  zone: text().notNull(),
  // The request for which it was first released to one person, or which asked for it (条例第四十四条).
  requestId: id(),
  state: text({ enum: ['open', 'proposed', 'published', 'refused', 'ended'] }).notNull(),
  // Whether it is a matter to be made public at all, by the word of another than who opened it (W-07).
  inScope: boolean(),
  examinedBy: id(),
  examinedAt: instant(),
  examinationReason: text(),
  // By what the person agreed whom it tells about (E-31).
  personalConsent: text(),
  openedBy: id().notNull(),
  openedAt: instant().notNull(),
  proposedBy: id(),
  proposedAt: instant(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionReason: text(),
  // Why what a reading found to be somebody's data goes out all the same.
  personalDataReason: text(),
}, (table) => [
  unique('publications_decided').on(table.id, table.decidedBy),
  index('publications_by_agency').on(table.agencyCode, table.id),
  index('publications_to_decide').on(table.agencyCode, table.proposedAt, table.id).where(sql`state = 'proposed'`),
  check('publications_by_another_person', sql`${table.decidedBy} <> ${table.proposedBy} and ${table.decidedBy} <> ${table.openedBy}`),
  check('publications_examined_by_another', sql`${table.examinedBy} <> ${table.openedBy}`),
  check('publications_examined_by_someone', sql`(${table.inScope} is null) = (${table.examinedBy} is null)`),
  check('publications_published_by_someone', sql`${table.state} <> 'published' or ${table.decidedBy} is not null`),
  check('publications_proposed_by_someone', sql`${table.state} <> 'proposed' or ${table.proposedBy} is not null`),
])

/** What was released, as the public may find it (公开目录条目). Bound to the bytes that were approved, and to who approved. */
export const disclosures = pgTable('disclosures', {
  id: id().primaryKey(),
  indexNumber: text().notNull().unique(),
  agencyCode: text().notNull(),
  publicationId: id().notNull(),
  approvedBy: id().notNull(),
  recordId: id().notNull(),
  sha256: text().notNull(),
  title: text().notNull(),
  summary: text().notNull(),
  category: text().notNull(),
  portalColumn: text().notNull(),
  form: text().notNull(),
  mediaType: text().notNull(),
  sizeBytes: integer().notNull(),
  madeOn: date().notNull(),
  publishedAt: instant().notNull(),
  confirmedOn: date().notNull(),
  // By this day someone says that it still holds, or changes it (C-36).
  freshUntil: date(),
  takenDownAt: instant(),
  takenDownBy: text(),
  takedownCause: text(),
  takedownReason: text(),
}, (table) => [
  foreignKey({
    name: 'disclosures_approved',
    columns: [table.publicationId, table.approvedBy], foreignColumns: [publications.id, publications.decidedBy],
  }),
  foreignKey({
    name: 'disclosures_bytes', columns: [table.recordId, table.sha256], foreignColumns: [records.id, records.sha256],
  }),
  uniqueIndex('disclosures_once').on(table.recordId).where(sql`taken_down_at is null`),
  index('disclosures_by_bytes').on(table.sha256).where(sql`taken_down_at is null`),
  index('disclosures_public').on(table.publishedAt, table.id).where(sql`taken_down_at is null`),
  index('disclosures_by_agency').on(table.agencyCode, table.publishedAt, table.id).where(sql`taken_down_at is null`),
  index('disclosures_by_category').on(table.category, table.publishedAt, table.id).where(sql`taken_down_at is null`),
  index('disclosures_stale').on(table.freshUntil, table.id).where(sql`taken_down_at is null and fresh_until is not null`),
  index('disclosures_by_text').using('gin', sql`(${table.title} || ' ' || ${table.summary}) gin_trgm_ops`),
  check('disclosures_taken_down_by_someone', sql`(${table.takenDownAt} is null) = (${table.takenDownBy} is null)
    and (${table.takenDownAt} is null) = (${table.takedownReason} is null)`),
])

/** The last number of the index of an agency in a year. */
export const disclosureNumbers = pgTable('disclosure_numbers', {
  agencyCode: text().notNull(),
  year: integer().notNull(),
  lastNumber: integer().notNull(),
}, (table) => [primaryKey({ columns: [table.agencyCode, table.year] })])

/** A portal that copied what was released, and what it says of a take-down. */
export const disclosureCopies = pgTable('disclosure_copies', {
  disclosureId: id().notNull().references(() => disclosures.id),
  clientId: id().notNull(),
  copiedAt: instant().notNull(),
  removedAt: instant(),
}, (table) => [
  primaryKey({ columns: [table.disclosureId, table.clientId] }),
  index('disclosure_copies_by_client').on(table.clientId, table.disclosureId).where(sql`removed_at is null`),
])

/** Someone looked at what was released (S-26). */
export const disclosureChecks = pgTable('disclosure_checks', {
  id: id().primaryKey(),
  disclosureId: id().notNull().references(() => disclosures.id),
  finding: text({ enum: ['sound', 'outdated', 'secret', 'personal', 'wrong'] }).notNull(),
  opinion: text().notNull(),
  checkedBy: id().notNull(),
  checkedAt: instant().notNull(),
}, (table) => [index('disclosure_checks_of').on(table.disclosureId, table.id)])

/** The guide of an agency (条例第十二条), each change a further version. */
export const agencyGuides = pgTable('agency_guides', {
  agencyCode: text().notNull(),
  version: integer().notNull(),
  fields: jsonb().notNull(),
  publishedOn: date().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [primaryKey({ columns: [table.agencyCode, table.version] })])
