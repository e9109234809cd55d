import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
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
}, (table) => [check('agencies_review_levels', sql`${table.reviewLevels} between 0 and 3`)])

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
    enum: ['clerk', 'officer', 'review', 'head', 'secrecy', 'disclosure_office', 'supervisor', 'admin'],
  }).notNull(),
  level: integer(),
  holderId: id().notNull().references(() => people.id),
  deputyId: id().references(() => people.id),
  revokedAt: instant(),
  revokedBy: text(),
}, (table) => [
  index('posts_by_holder').on(table.holderId),
  index('posts_by_deputy').on(table.deputyId),
  uniqueIndex('posts_one_holder').on(table.agencyCode, table.duty, sql`coalesce(${table.level}, 0)`, table.holderId)
    .where(sql`revoked_at is null`),
  check('posts_revoked_by_someone', sql`(${table.revokedAt} is null) = (${table.revokedBy} is null)`),
  check('posts_level_of_review', sql`(${table.duty} = 'review') = (${table.level} is not null)`),
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

/** What an applicant filed. The ID number is sealed; equal numbers have equal blind indexes. */
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
  receivedOn: date().notNull(),
  registeredAt: instant().notNull(),
  filedBy: text().notNull(),
  apiClientId: id().references(() => apiClients.id),
  applicantKind: text().notNull(),
  applicantName: text().notNull(),
  applicantSex: text(),
  applicantBirthDate: date(),
  applicantIdSealed: text(),
  applicantIdIndex: text(),
  applicantIdTail: text(),
  applicantAddress: text(),
  applicantPhone: text(),
  applicantEmail: text(),
  description: text().notNull(),
  purpose: text(),
  deliveryFormat: text().notNull(),
  deliveryMethod: text().notNull(),
  language: text({ enum: ['zh-CN', 'en'] }).notNull(),
  accessTokenHash: text().notNull(),
  sealedKey: text().notNull(),
  imported: boolean().notNull().default(false),
}, (table) => [
  unique('requests_receipt_number').on(table.receiptNumber),
  unique('requests_access_token').on(table.accessTokenHash),
  index('requests_by_agency').on(table.agencyCode, table.id.desc()),
  index('requests_by_status').on(table.status, table.agencyCode, table.id.desc()),
  index('requests_open').on(table.id)
    .where(sql`status in ('registered', 'clarifying', 'processing', 'decided')`),
  index('requests_by_client').on(table.apiClientId, table.id.desc()),
  index('requests_by_applicant').on(table.applicantIdIndex).where(sql`applicant_id_index is not null`),
  check('requests_receipt_not_after_registration',
    sql`${table.receivedOn} <= (${table.registeredAt} at time zone ${table.zone})::date`),
])
