import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn, boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex,
} from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'

/** A body bound to answer, or one that supervises. */
export const agencies = pgTable('agencies', {
  code: text().primaryKey(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  parentCode: text(),
  regimeId: text(),
  calendarId: text().notNull(),
  zone: text().notNull(),
  reviewLevels: integer().notNull(),
  // A body that was merged takes no requests; its open cases have passed to the successor (B-15).
  successorCode: text(),
  endedOn: date(),
}, (table) => [
  index('agencies_by_successor').on(table.successorCode).where(sql`successor_code is not null`),
  check('agencies_review_levels', sql`${table.reviewLevels} between 0 and 3`),
  check('agencies_ended_into_another', sql`(${table.successorCode} is null) = (${table.endedOn} is null)
    and ${table.successorCode} <> ${table.code}`),
])

/** What is told of an agency from a day on: each change is a further row, so that any past day can be asked about. */
export const agencyProfiles = pgTable('agency_profiles', {
  agencyCode: text().notNull().references(() => agencies.code),
  // Counted up with each row, and never from an earlier day than the row before.
  version: integer().notNull(),
  fromOn: date().notNull(),
  kind: text({
    enum: ['government', 'department', 'dispatched_body', 'authorised_organisation', 'public_institution', 'service_point'],
  }).notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  parentCode: text(),
  // To whom doubts about secrecy go; the one of that body is the next on the way up.
  secrecyAuthorityCode: text(),
  // What stands before the series of its papers (机关代字), such as 新民.
  paperSign: text(),
  sealText: text(),
  reconsiderationBodyZh: text(),
  reconsiderationBodyEn: text(),
  courtZh: text(),
  courtEn: text(),
  address: text(),
  phone: text(),
  email: text(),
  openingHours: jsonb().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [primaryKey({ columns: [table.agencyCode, table.version] })])

/** How one body went into another (B-15): by which act, and when its seal was handed in. */
export const agencySuccessions = pgTable('agency_successions', {
  agencyCode: text().primaryKey().references(() => agencies.code),
  successorCode: text().notNull().references(() => agencies.code),
  endedOn: date().notNull(),
  act: text().notNull(),
  sealHandedInOn: date(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
})

/** A person who may hold posts; `handle` is the subject of his staff token. */
export const people = pgTable('people', {
  id: id().primaryKey(),
  handle: text().notNull().unique(),
  name: text().notNull(),
})

/** A duty in an agency, its holder, and the deputy who acts in his own name while the holder is away (A/B 岗). */
export const posts = pgTable('posts', {
  id: id().primaryKey(),
  agencyCode: text().notNull().references(() => agencies.code),
  duty: text({
    enum: ['clerk', 'officer', 'review', 'head', 'secrecy', 'disclosure_office', 'section', 'legal', 'supervisor', 'admin'],
  }).notNull(),
  level: integer(),
  holderId: id().notNull().references(() => people.id),
  deputyId: id().references(() => people.id),
  // A commission of another body's holder of the same duty: its days, both included, and the paper that gives it.
  fromOn: date(),
  untilOn: date(),
  commission: text(),
  revokedAt: instant(),
  revokedBy: text(),
}, (table) => [
  index('posts_by_holder').on(table.holderId),
  index('posts_by_deputy').on(table.deputyId),
  uniqueIndex('posts_one_holder').on(table.agencyCode, table.duty, sql`coalesce(${table.level}, 0)`, table.holderId,
    sql`coalesce(${table.fromOn}, '-infinity'::date)`)
    .where(sql`revoked_at is null`),
  check('posts_revoked_by_someone', sql`(${table.revokedAt} is null) = (${table.revokedBy} is null)`),
  check('posts_level_of_review', sql`(${table.duty} = 'review') = (${table.level} is not null)`),
  check('posts_commission_in_order', sql`${table.fromOn} <= ${table.untilOn}`),
  check('posts_commission_whole', sql`(${table.commission} is null) = (${table.fromOn} is null)
    and (${table.commission} is null) = (${table.untilOn} is null)`),
  check('posts_deputy_is_another', sql`${table.deputyId} <> ${table.holderId}`),
])

/** Days (both included, in the zone of the post's agency) on which a person is away. */
export const absences = pgTable('absences', {
  id: id().primaryKey(),
  personId: id().notNull().references(() => people.id),
  fromOn: date().notNull(),
  untilOn: date().notNull(),
  recordedBy: text().notNull(),
}, (table) => [
  index('absences_by_person').on(table.personId, table.untilOn),
  check('absences_in_order', sql`${table.fromOn} <= ${table.untilOn}`),
])

/** A portal or other program that files for citizens; only a hash of its key is kept. */
export const apiClients = pgTable('api_clients', {
  id: id().primaryKey(),
  name: text().notNull(),
  keyHash: text().notNull().unique(),
  revokedAt: instant(),
})

/** What an applicant filed. The number of his ID is sealed; equal numbers have equal blind indexes. */
export const requests = pgTable('requests', {
  id: id().primaryKey().references(() => caseHeads.id),
  receiptNumber: text().notNull(),
  agencyCode: text().notNull().references(() => agencies.code),
  regimeId: text().notNull(),
  regimeVersion: text().notNull(),
  calendarId: text().notNull(),
  zone: text().notNull(),
  kind: text({ enum: ['disclosure', 'correction'] }).notNull(),
  channel: text().notNull(),
  status: text({
    enum: ['received', 'registered', 'clarifying', 'processing', 'decided', 'closed', 'withdrawn', 'lapsed',
      'transferred'],
  }).notNull(),
  // The legal day of receipt, by the rule of the channel.
  receivedOn: date().notNull(),
  registeredAt: instant().notNull(),
  // What the applicant dated his request (C-42).
  appliedOn: date(),
  // A letter that somebody signed for; null for any other channel.
  signedFor: boolean(),
  // A receipt that has to be confirmed with the applicant: when it arrived, by which day, and when it was.
  arrivedOn: date(),
  confirmBy: date(),
  confirmedOn: date(),
  confirmedBy: text(),
  receiptEvidence: text(),
  filedBy: text().notNull(),
  apiClientId: id().references(() => apiClients.id),
  // The name that the portal knows the request by.
  externalId: text(),
  applicantKind: text({ enum: ['citizen', 'organisation', 'foreigner'] }).notNull(),
  applicantName: text().notNull(),
  applicantSex: text(),
  applicantBirthDate: date(),
  // The ID number, credit code or passport number.
  applicantIdSealed: text(),
  applicantIdIndex: text(),
  applicantIdTail: text(),
  applicantNationality: text(),
  organisationKind: text({ enum: ['enterprise', 'research', 'public_benefit', 'legal_service', 'other'] }),
  representativeName: text(),
  representativeSex: text(),
  representativeBirthMonth: text(),
  applicantAddress: text(),
  applicantPhone: text(),
  applicantEmail: text(),
  description: text().notNull(),
  purpose: text(),
  deliveryFormat: text().notNull(),
  deliveryMethod: text().notNull(),
  language: text({ enum: ['zh-CN', 'en'] }).notNull(),
  // Help that the applicant needs (条例第四十三条).
  accessibility: text().array().notNull().default(sql`'{}'`),
  subject: text(),
  contexts: text().array().notNull().default(sql`'{}'`),
  // What the request turned out to be, where it is none for information (条例第三十九条).
  nature: text({ enum: ['petition', 'inquiry', 'published_matter'] }),
  // Where it came from: a part of one form, or the same request at the body that has to answer it.
  parentId: id().references((): AnyPgColumn => requests.id),
  relation: text({ enum: ['part', 'transferred', 'redirected'] }),
  // What shows that a withdrawal on paper is the applicant's.
  withdrawalEvidence: text(),
  accessTokenHash: text().notNull(),
  sealedKey: text().notNull(),
  imported: boolean().notNull().default(false),
}, (table) => [
  unique('requests_receipt_number').on(table.receiptNumber),
  // The requests that one form became share its token.
  index('requests_by_access_token').on(table.accessTokenHash),
  uniqueIndex('requests_external_id').on(table.apiClientId, table.externalId).where(sql`external_id is not null`),
  // The register is walked backwards by agency and id. What it is narrowed by stands behind them, so that what is not
  // asked for is passed over in the index, without a look at its row.
  index('requests_register').on(
    table.agencyCode, table.id, table.status, table.channel, table.kind, table.applicantKind, table.subject,
    table.receivedOn, table.imported,
  ),
  index('requests_open').on(table.agencyCode, table.id)
    .where(sql`status in ('received', 'registered', 'clarifying', 'processing', 'decided')`),
  index('requests_registered_late').on(table.agencyCode, table.id)
    .where(sql`(registered_at at time zone zone)::date > received_on`),
  index('requests_by_client').on(table.apiClientId, table.id).where(sql`api_client_id is not null`),
  index('requests_by_applicant').on(table.applicantIdIndex, table.id).where(sql`applicant_id_index is not null`),
  index('requests_by_parent').on(table.parentId).where(sql`parent_id is not null`),
  index('requests_by_text').using('gin', sql`${table.description} gin_trgm_ops`),
  // Later than it was registered is only what waits for its confirmation, or what came online after the closing hour of a law.
  check('requests_receipt_not_after_registration',
    sql`${table.receivedOn} <= (${table.registeredAt} at time zone ${table.zone})::date or ${table.confirmBy} is not null
      or ${table.channel} in ('online', 'email') and ${table.receivedOn} <= (${table.registeredAt} at time zone ${table.zone})::date + 14`),
  check('requests_related_to_another', sql`(${table.parentId} is null) = (${table.relation} is null)
    and ${table.parentId} <> ${table.id}`),
  check('requests_confirmed_by_someone', sql`(${table.confirmedOn} is null) = (${table.confirmedBy} is null)`),
  check('requests_organisation_has_kind',
    sql`(${table.applicantKind} = 'organisation') = (${table.organisationKind} is not null)`),
])
