import { sql } from 'drizzle-orm'
import {
  check, date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads, notices } from './common.ts'
import { agencies, requests } from './intake.ts'

/** Who stands beside the applicant: who asks with him, who acts for him, and whose place he took. */
export const requestParties = pgTable('request_parties', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  role: text({ enum: ['joint', 'agent', 'guardian', 'predecessor'] }).notNull(),
  kind: text({ enum: ['citizen', 'organisation', 'foreigner'] }).notNull(),
  name: text().notNull(),
  idSealed: text(),
  idIndex: text(),
  idTail: text(),
  sex: text(),
  birthDate: date(),
  nationality: text(),
  organisationKind: text(),
  representativeName: text(),
  representativeSex: text(),
  representativeBirthMonth: text(),
  address: text(),
  phone: text(),
  email: text(),
  // What an agent or guardian may do, by what paper, and until which day.
  scope: text().array().notNull().default(sql`'{}'`),
  mandate: text(),
  expiresOn: date(),
  // Why, when and by what paper the case passed on from a predecessor.
  cause: text({ enum: ['death', 'merger', 'dissolution', 'other'] }),
  succeededOn: date(),
  evidence: text(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [
  index('request_parties_by_request').on(table.requestId, table.id),
  check('request_parties_mandate', sql`(${table.role} in ('agent', 'guardian')) = (${table.mandate} is not null)`),
  check('request_parties_cause', sql`(${table.role} = 'predecessor') = (${table.cause} is not null)`),
])

/** That someone saw that the applicant is who he says. A number whose check digit fits proves nothing. */
export const identityProofs = pgTable('identity_proofs', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  method: text({ enum: ['portal_realname', 'id_copy', 'seen_in_person', 'org_licence'] }).notNull(),
  assurance: text({ enum: ['substantial', 'high'] }).notNull(),
  evidence: text().notNull(),
  provedOn: date().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [index('identity_proofs_by_request').on(table.requestId, table.id)])

/** A file that came with a request. The bytes stand in the byte store, sealed under a key of their own. */
export const attachments = pgTable('attachments', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  name: text().notNull(),
  mediaType: text().notNull(),
  sizeBytes: integer().notNull(),
  sha256: text().notNull(),
  sealedKey: text().notNull(),
  addedBy: text().notNull(),
  addedAt: instant().notNull(),
}, (table) => [
  index('attachments_by_request').on(table.requestId, table.id),
  unique('attachments_once').on(table.requestId, table.sha256),
])

/** Where a request was sent on to, or divided into, and by whose consent. */
export const routings = pgTable('routings', {
  id: id().primaryKey(),
  requestId: id().notNull().references(() => requests.id),
  kind: text({ enum: ['transfer', 'redirection', 'division'] }).notNull(),
  toAgency: text().references(() => agencies.code),
  reason: text(),
  consent: text(),
  consentOn: date(),
  routedBy: text().notNull(),
  routedAt: instant().notNull(),
  noticeId: id().references(() => notices.id),
}, (table) => [
  index('routings_by_request').on(table.requestId, table.id),
  uniqueIndex('routings_one_transfer').on(table.requestId).where(sql`kind = 'transfer'`),
  check('routings_consent', sql`${table.kind} = 'transfer' or ${table.consent} is not null`),
])

/** The requests that a routing made. */
export const routedRequests = pgTable('routed_requests', {
  routingId: id().notNull().references(() => routings.id),
  requestId: id().notNull(),
}, (table) => [
  primaryKey({ columns: [table.routingId, table.requestId] }),
  foreignKey({ columns: [table.requestId], foreignColumns: [requests.id] }),
])

/** Questions about disclosure that were answered at once, in person-times (咨询, R-17). They are no requests. */
export const inquiries = pgTable('inquiries', {
  id: id().primaryKey(),
  agencyCode: text().notNull().references(() => agencies.code),
  askedOn: date().notNull(),
  channel: text().notNull(),
  persons: integer().notNull(),
  subject: text(),
  recordedBy: id().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [
  index('inquiries_by_agency').on(table.agencyCode, table.askedOn, table.id),
  check('inquiries_persons', sql`${table.persons} > 0`),
])

/** What a portal said of the past of a clock as it brought the case in, and by what paper; the clock has entries of its own. */
export const importedEntries = pgTable('imported_entries', {
  requestId: id().notNull().references(() => requests.id),
  seq: integer().notNull(),
  kind: text({ enum: ['paused', 'resumed', 'restarted', 'extended'] }).notNull(),
  onDay: date().notNull(),
  workingDays: integer(),
  untilOn: date(),
  evidence: text().notNull(),
}, (table) => [primaryKey({ columns: [table.requestId, table.seq] })])

/** A paper whose number is void: it stays in its series, and says why. */
export const noticeVoids = pgTable('notice_voids', {
  noticeId: id().primaryKey().references(() => notices.id),
  caseId: id().notNull().references(() => caseHeads.id),
  reason: text().notNull(),
  voidedBy: id().notNull(),
  voidedAt: instant().notNull(),
})
