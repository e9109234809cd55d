import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, check, date, foreignKey, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { records } from './decision.ts'

/**
 * What needs the leader's word before it is done with a carrier: copying, carrying out, destruction (B-41, B-43, B-44, L-13).
 * Asked for by one person and decided by another.
 */
export const carrierRequests = pgTable('carrier_requests', {
  id: id().primaryKey(),
  agencyCode: text().notNull(),
  carrierId: id().notNull().references((): AnyPgColumn => carriers.id),
  act: text({ enum: ['copied', 'carried_out', 'destroyed'] }).notNull(),
  // A copy, an extract or a compilation may be made from further carriers; so many of it are made.
  alsoFrom: id().array().notNull(),
  copies: integer(),
  // The body that made a 绝密 agrees to its copies, by this paper (保密法实施条例第二十九条).
  consent: text(),
  toHolder: id(),
  companionId: id(),
  abroad: boolean(),
  // The permit for carrying a state secret out of the country.
  permit: text(),
  until: date(),
  words: text().notNull(),
  state: text({ enum: ['asked', 'approved', 'refused', 'begun', 'done'] }).notNull(),
  askedBy: id().notNull(),
  askedAt: instant().notNull(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionWords: text(),
  // The first of the two who destroy it.
  begunBy: id(),
  begunAt: instant(),
}, (table) => [
  unique('carrier_requests_decided').on(table.id, table.decidedBy),
  unique('carrier_requests_begun').on(table.id, table.begunBy),
  index('carrier_requests_by_agency').on(table.agencyCode, table.id),
  index('carrier_requests_by_carrier').on(table.carrierId, table.id),
  uniqueIndex('carrier_requests_one_open').on(table.carrierId).where(sql`state in ('asked', 'approved', 'begun')`),
  check('carrier_requests_by_two_people', sql`${table.decidedBy} <> ${table.askedBy}`),
  check('carrier_requests_decided_by_someone', sql`(${table.state} = 'asked') = (${table.decidedBy} is null)
    and (${table.decidedBy} is null) = (${table.decidedAt} is null) and (${table.decidedBy} is null) = (${table.decisionWords} is null)`),
  check('carrier_requests_abroad_by_permit', sql`${table.abroad} is not true or ${table.permit} is not null`),
  check('carrier_requests_begun_is_destruction', sql`${table.begunBy} is null or ${table.act} = 'destroyed'`),
])

/** A thing that bears restricted words: a paper, a disc (B-26, B-37). It is registered; its words are not here. */
export const carriers = pgTable('carriers', {
  id: id().primaryKey(),
  agencyCode: text().notNull(),
  number: text().notNull(),
  kind: text({ enum: ['paper', 'disc', 'film', 'other'] }).notNull(),
  level: text({ enum: ['declassified', 'internal', 'work_secret', 'secret', 'confidential', 'top_secret'] }).notNull(),
  // How long it is secret and how long it is kept are two things (B-22); without a last day a condition is named.
  secretUntil: date(),
  secretCondition: text(),
  keptUntil: date(),
  classifier: text().notNull(),
  circle: text().array().notNull(),
  // A copy, an extract or a compilation keeps the highest level and the longest period of what it was made from (B-28, B-41).
  madeFrom: id().array().notNull(),
  madeBy: id(),
  madeByWordOf: id(),
  recordId: id().references(() => records.id),
  place: text().notNull(),
  holderId: id(),
  returnOn: date(),
  // When its holder signed for it (签收); null as long as he has not, and of what is with nobody.
  receivedAt: instant(),
  state: text({ enum: ['kept', 'lent', 'away', 'destroyed'] }).notNull(),
  registeredBy: id().notNull(),
  registeredAt: instant().notNull(),
}, (table) => [
  unique('carriers_number').on(table.agencyCode, table.number),
  index('carriers_by_agency').on(table.agencyCode, table.id),
  index('carriers_in_being').on(table.agencyCode, table.id).where(sql`state <> 'destroyed'`),
  index('carriers_with_someone').on(table.agencyCode, table.returnOn, table.id).where(sql`state in ('lent', 'away')`),
  foreignKey({
    name: 'carriers_made_by_word', columns: [table.madeBy, table.madeByWordOf],
    foreignColumns: [carrierRequests.id, carrierRequests.decidedBy],
  }),
  check('carriers_end_somehow', sql`num_nonnulls(${table.secretUntil}, ${table.secretCondition}) = 1`),
  check('carriers_made_by_request', sql`(cardinality(${table.madeFrom}) = 0) = (${table.madeBy} is null)
    and (${table.madeBy} is null) = (${table.madeByWordOf} is null)`),
  check('carriers_with_holder', sql`(${table.state} in ('lent', 'away')) = (${table.holderId} is not null)
    and (${table.holderId} is null) = (${table.returnOn} is null) and (${table.receivedAt} is null or ${table.holderId} is not null)`),
])

/** What was done with a carrier, signed by who did it and, where the rule asks for it, by a second person. */
export const carrierActs = pgTable('carrier_acts', {
  id: id().primaryKey(),
  carrierId: id().notNull().references(() => carriers.id),
  seq: integer().notNull(),
  act: text({
    enum: ['registered', 'copied', 'lent', 'received', 'returned', 'carried_out', 'recalled', 'level_changed', 'passed_on', 'destroyed'],
  }).notNull(),
  by: id().notNull(),
  requestId: id(),
  approvedBy: id(),
  // Who destroyed it first; the act is signed by the second.
  witnessOf: id(),
  // The level that it had then, or has from then on.
  level: text().notNull(),
  abroad: boolean().notNull(),
  toHolder: id(),
  until: date(),
  words: text().notNull(),
  at: instant().notNull(),
}, (table) => [
  unique('carrier_acts_seq').on(table.carrierId, table.seq),
  // Copying, carrying out and destruction need the leader's approval, by another person (B-41, B-43, L-13).
  foreignKey({
    name: 'carrier_acts_by_word', columns: [table.requestId, table.approvedBy],
    foreignColumns: [carrierRequests.id, carrierRequests.decidedBy],
  }),
  foreignKey({
    name: 'carrier_acts_begun_by_another', columns: [table.requestId, table.witnessOf],
    foreignColumns: [carrierRequests.id, carrierRequests.begunBy],
  }),
  check('carrier_acts_approved', sql`(${table.act} in ('copied', 'carried_out', 'destroyed')) = (${table.approvedBy} is not null)
    and (${table.requestId} is null) = (${table.approvedBy} is null)`),
  check('carrier_acts_approved_by_another', sql`${table.approvedBy} <> ${table.by}`),
  check('carrier_acts_destroyed_by_two', sql`(${table.act} = 'destroyed') = (${table.witnessOf} is not null)
    and ${table.witnessOf} is distinct from ${table.by} and (${table.witnessOf} is null or ${table.witnessOf} <> ${table.approvedBy})`),
  check('carrier_acts_top_secret_stays', sql`not ${table.abroad} or ${table.level} <> 'top_secret'`),
])
