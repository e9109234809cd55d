import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'
import { carriers } from './decision-carriers.ts'
import { housePapers } from './decision-papers.ts'
import { classificationAuthorities, secretLists } from './decision-units.ts'

/**
 * A state secret that the unit produced, in its register (国家秘密事项备案表). Neither its title nor what it says stands here: a
 * neutral description, and the line of the list of secret matters that it falls under.
 */
export const registeredSecrets = pgTable('registered_secrets', {
  // Its case is its own.
  id: id().primaryKey().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  number: text().notNull(),
  description: text().notNull(),
  // The section in whose work it arose (承办部门), and who may know it (知悉范围).
  section: text().notNull(),
  circle: text().array().notNull(),
  secretListId: id().notNull().references(() => secretLists.id),
  position: integer().notNull(),
  determinedOn: date().notNull(),
  registeredBy: id().notNull(),
  registeredAt: instant().notNull(),
}, (table) => [
  unique('registered_secrets_number').on(table.agencyCode, table.number),
  index('registered_secrets_by_agency').on(table.agencyCode, table.id),
  check('registered_secrets_position', sql`${table.position} > 0`),
])

/**
 * What was determined of a registered secret, the first time and each time after: level, period, by whom and on what ground.
 * An entry is never edited; the last one is what holds.
 */
export const secretEntries = pgTable('secret_entries', {
  id: id().primaryKey(),
  secretId: id().notNull().references(() => registeredSecrets.id),
  seq: integer().notNull(),
  act: text({ enum: ['registered', 'raised', 'lowered', 'extended', 'shortened', 'declassified'] }).notNull(),
  level: text({ enum: ['secret', 'confidential', 'top_secret'] }).notNull(),
  secretUntil: date(),
  secretCondition: text(),
  // What allows a period beyond that of the law or of the list (另有规定).
  provision: text(),
  madeOn: date().notNull(),
  // The unit itself, the body above it, or the one whose secret it carries on (派生定密).
  decidedBy: text({ enum: ['agency', 'superior', 'source'] }).notNull(),
  authorityId: id().references(() => classificationAuthorities.id),
  // Who answers for it in the unit (定密责任人); who is not its head was designated by a paper.
  classifierId: id(),
  designation: text(),
  document: text(),
  ground: text().notNull(),
  recordedBy: id().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [
  unique('secret_entries_seq').on(table.secretId, table.seq),
  check('secret_entries_first', sql`(${table.seq} = 1) = (${table.act} = 'registered')`),
  check('secret_entries_end_somehow', sql`num_nonnulls(${table.secretUntil}, ${table.secretCondition})
    = case when ${table.act} = 'declassified' then 0 else 1 end`),
  check('secret_entries_by_authority', sql`(${table.decidedBy} = 'agency') = (${table.authorityId} is not null)
    and (${table.decidedBy} = 'agency') = (${table.document} is null)`),
  check('secret_entries_classified_by_someone', sql`(${table.decidedBy} = 'agency' or ${table.seq} = 1) = (${table.classifierId} is not null)
    and (${table.designation} is null or ${table.classifierId} is not null)`),
  check('secret_entries_by_two_people', sql`${table.classifierId} <> ${table.recordedBy}`),
])

/** The registered carriers that bear a registered secret, as far as the house knows them. */
export const secretCarriers = pgTable('secret_carriers', {
  secretId: id().notNull().references(() => registeredSecrets.id),
  carrierId: id().notNull().references(() => carriers.id),
  notedBy: id().notNull(),
  notedAt: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.secretId, table.carrierId] }),
  index('secret_carriers_by_carrier').on(table.carrierId),
])

/** The form of a registered secret as it stood at one of its entries, and with whom it is filed. */
export const secretFilings = pgTable('secret_filings', {
  id: id().primaryKey(),
  secretId: id().notNull().references(() => registeredSecrets.id),
  entryId: id().notNull().references(() => secretEntries.id),
  agencyCode: text().notNull(),
  paperId: id().notNull().references(() => housePapers.id),
  filedBy: id().notNull(),
  filedAt: instant().notNull(),
  secrecyReceivedBy: id(),
  secrecyReceivedAt: instant(),
  officeReceivedBy: id(),
  officeReceivedAt: instant(),
}, (table) => [
  unique('secret_filings_once').on(table.entryId),
  index('secret_filings_of_secret').on(table.secretId),
  index('secret_filings_by_agency').on(table.agencyCode, table.id),
  index('secret_filings_to_receive').on(table.agencyCode, table.id)
    .where(sql`secrecy_received_at is null or office_received_at is null`),
  check('secret_filings_secrecy_received', sql`(${table.secrecyReceivedBy} is null) = (${table.secrecyReceivedAt} is null)`),
  check('secret_filings_office_received', sql`(${table.officeReceivedBy} is null) = (${table.officeReceivedAt} is null)`),
  check('secret_filings_received_by_another',
    sql`${table.secrecyReceivedBy} <> ${table.filedBy} and ${table.officeReceivedBy} <> ${table.filedBy}`),
])
