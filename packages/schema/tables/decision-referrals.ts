import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { caseHeads } from './common.ts'
import { records } from './decision.ts'
import { disclosures } from './decision-publications.ts'

const levels = ['none', 'work_secret', 'secret', 'confidential', 'top_secret'] as const

/** A doubtful record before the secrecy authority or another body (报送认定), bound to its bytes. It pauses nothing. */
export const referrals = pgTable('referrals', {
  id: id().primaryKey(),
  recordId: id().notNull(),
  sha256: text().notNull(),
  caseId: id().notNull().references(() => caseHeads.id),
  agencyCode: text().notNull(),
  toAgency: text().notNull(),
  // The one that passed it up, where it was.
  raisedFrom: id(),
  question: text({ enum: ['level', 'unsuitable', 'declassification', 'consent'] }).notNull(),
  claimedLevel: text({ enum: levels }).notNull(),
  words: text().notNull(),
  answerBy: date().notNull(),
  state: text({ enum: ['open', 'ruled', 'passed_up', 'ended'] }).notNull(),
  openedBy: id().notNull(),
  openedAt: instant().notNull(),
  ruling: text({ enum: ['open', 'withhold', 'secret', 'declassified', 'consents', 'refuses'] }),
  ruledLevel: text({ enum: levels }),
  paper: text(),
  closedBy: id(),
  closedAt: instant(),
  reason: text(),
}, (table) => [
  foreignKey({ columns: [table.recordId, table.sha256], foreignColumns: [records.id, records.sha256] }),
  foreignKey({ columns: [table.raisedFrom], foreignColumns: [table.id] }),
  uniqueIndex('referrals_one_open').on(table.recordId, table.question).where(sql`state = 'open'`),
  index('referrals_by_bytes').on(table.sha256),
  index('referrals_secret').on(table.sha256).where(sql`ruling = 'secret'`),
  index('referrals_by_record').on(table.recordId, table.id),
  index('referrals_to').on(table.toAgency, table.state, table.answerBy, table.id),
  index('referrals_of').on(table.agencyCode, table.state, table.answerBy, table.id),
  index('referrals_by_day').on(table.state, table.answerBy, table.id),
  check('referrals_closed_by_another', sql`${table.closedBy} <> ${table.openedBy}`),
  check('referrals_closed_by_someone', sql`(${table.state} = 'open') = (${table.closedBy} is null)
    and (${table.closedBy} is null) = (${table.closedAt} is null) and (${table.closedBy} is null) = (${table.reason} is null)`),
  check('referrals_ruled_with_paper', sql`(${table.state} = 'ruled') = (${table.ruling} is not null)
    and (${table.ruling} is null) = (${table.paper} is null)`),
  check('referrals_secret_has_level', sql`(${table.ruling} is not distinct from 'secret')
    = coalesce(${table.ruledLevel} in ('secret', 'confidential', 'top_secret'), false)`),
])

/** How an open referral passed to the body that took the place of another: of the one that asks, or of the one that is asked (B-15). */
export const referralHandovers = pgTable('referral_handovers', {
  referralId: id().notNull().references(() => referrals.id),
  seq: integer().notNull(),
  side: text({ enum: ['asking', 'asked'] }).notNull(),
  fromAgency: text().notNull(),
  toAgency: text().notNull(),
  // The act by which the one went into the other.
  act: text().notNull(),
  at: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.referralId, table.seq] }),
  check('referral_handovers_to_another', sql`${table.fromAgency} <> ${table.toAgency}`),
])

/** The level of what was public was raised afterwards (升密), by whose paper. */
export const levelRaises = pgTable('level_raises', {
  disclosureId: id().primaryKey().references(() => disclosures.id),
  sha256: text().notNull(),
  level: text({ enum: ['secret', 'confidential', 'top_secret'] }).notNull(),
  raisedBy: text().notNull(),
  paper: text().notNull(),
  recordedBy: id().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [index('level_raises_by_bytes').on(table.sha256)])
