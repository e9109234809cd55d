import { sql } from 'drizzle-orm'
import { boolean, check, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { bytes, id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'
import { decisions, records } from './decision.ts'
import { disclosures } from './decision-publications.ts'
import { secretLists } from './decision-units.ts'

/** How the answers of an agency are signed, from a day on: the steps between the proposal and the approval (核稿、会签). */
export const answerSheets = pgTable('answer_sheets', {
  id: id().primaryKey(),
  agencyCode: text().notNull(),
  version: integer().notNull(),
  fromOn: date().notNull(),
  steps: jsonb().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [unique('answer_sheets_version').on(table.agencyCode, table.version)])

/** The sheet that an answer is signed on: the one in force when it was proposed, whatever the agency says later. */
export const decisionSheets = pgTable('decision_sheets', {
  decisionId: id().primaryKey().references(() => decisions.id),
  sheetId: id().notNull().references(() => answerSheets.id),
})

/** One signature on the approval sheet of a proposed answer. */
export const decisionSignatures = pgTable('decision_signatures', {
  decisionId: id().notNull().references(() => decisions.id),
  step: integer().notNull(),
  duty: text().notNull(),
  signedBy: id().notNull(),
  proposedBy: id().notNull(),
  asDeputy: boolean().notNull(),
  opinion: text().notNull(),
  signedAt: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.decisionId, table.step] }),
  unique('decision_signatures_different_people').on(table.decisionId, table.signedBy),
  foreignKey({
    name: 'decision_signatures_of_proposal',
    columns: [table.decisionId, table.proposedBy], foreignColumns: [decisions.id, decisions.proposedBy],
  }),
  check('decision_signatures_not_by_proposer', sql`${table.signedBy} <> ${table.proposedBy}`),
])

/** What was public already when an answer pointed to it on the spot (条例第三十三条): the word of who approved that carries it. */
export const decisionPlaces = pgTable('decision_places', {
  decisionId: id().notNull().references(() => decisions.id),
  disclosureId: id().notNull().references(() => disclosures.id),
}, (table) => [primaryKey({ columns: [table.decisionId, table.disclosureId] })])

/** A paper that stays in the house: it is signed and kept like a notice, and shown to nobody outside. */
export const housePapers = pgTable('house_papers', {
  id: id().primaryKey(),
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  kind: text({ enum: ['review_filing', 'approval_sheet', 'secret_filing'] }).notNull(),
  subjectId: id().notNull(),
  number: text().notNull(),
  mediaType: text().notNull(),
  bytes: bytes().notNull(),
  sha256: text().notNull(),
  pdfBytes: bytes().notNull(),
  pdfSha256: text().notNull(),
  issuedAt: instant().notNull(),
}, (table) => [
  unique('house_papers_once').on(table.kind, table.subjectId),
  unique('house_papers_number').on(table.agencyCode, table.number),
  index('house_papers_by_case').on(table.caseId, table.id),
])

/** The filing form of a record's review (《信息公开保密审查备案表》): its steps as they were signed, and with whom it is filed. */
export const reviewFilings = pgTable('review_filings', {
  id: id().primaryKey(),
  recordId: id().notNull(),
  sha256: text().notNull(),
  agencyCode: text().notNull(),
  // The version of the list of secret matters that was in force when it was reviewed.
  secretListId: id().references(() => secretLists.id),
  paperId: id().notNull().references(() => housePapers.id),
  filedBy: id().notNull(),
  filedAt: instant().notNull(),
  // Received by the secrecy department of the same level, and by the office.
  secrecyReceivedBy: id(),
  secrecyReceivedAt: instant(),
  officeReceivedBy: id(),
  officeReceivedAt: instant(),
}, (table) => [
  unique('review_filings_once').on(table.recordId, table.sha256),
  foreignKey({ columns: [table.recordId, table.sha256], foreignColumns: [records.id, records.sha256] }),
  index('review_filings_by_agency').on(table.agencyCode, table.id),
  index('review_filings_to_receive').on(table.agencyCode, table.id)
    .where(sql`secrecy_received_at is null or office_received_at is null`),
  check('review_filings_secrecy_received', sql`(${table.secrecyReceivedBy} is null) = (${table.secrecyReceivedAt} is null)`),
  check('review_filings_office_received', sql`(${table.officeReceivedBy} is null) = (${table.officeReceivedAt} is null)`),
  check('review_filings_received_by_another',
    sql`${table.secrecyReceivedBy} <> ${table.filedBy} and ${table.officeReceivedBy} <> ${table.filedBy}`),
])
