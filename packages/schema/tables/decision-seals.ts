import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { records } from './decision.ts'

/** A seal that is said to be a false alarm. Only when a second named person confirms it may anyone open the record. */
export const unsealings = pgTable('unsealings', {
  recordId: id().primaryKey(),
  submitterId: id().notNull(),
  foundBy: id().notNull(),
  foundAs: text({ enum: ['secrecy', 'head'] }).notNull(),
  foundAt: instant().notNull(),
  reason: text().notNull(),
  confirmedBy: id(),
  confirmedAs: text({ enum: ['secrecy', 'head'] }),
  confirmedAt: instant(),
  confirmation: text(),
}, (table) => [
  unique('unsealings_confirmed').on(table.recordId, table.confirmedBy),
  foreignKey({
    name: 'unsealings_submitter',
    columns: [table.recordId, table.submitterId], foreignColumns: [records.id, records.addedBy],
  }),
  check('unsealings_by_two_people', sql`${table.confirmedBy} <> ${table.foundBy} and ${table.confirmedAs} <> ${table.foundAs}`),
  check('unsealings_not_by_submitter', sql`${table.foundBy} <> ${table.submitterId} and ${table.confirmedBy} <> ${table.submitterId}`),
  check('unsealings_confirmed_with_words', sql`(${table.confirmedBy} is null) = (${table.confirmation} is null)
    and (${table.confirmedBy} is null) = (${table.confirmedAt} is null) and (${table.confirmedBy} is null) = (${table.confirmedAs} is null)`),
])

/** What is left of a sealed record whose key was destroyed: where the paper is, never what it says. */
export const destructions = pgTable('destructions', {
  recordId: id().primaryKey().references(() => records.id),
  level: text({ enum: ['secret', 'confidential', 'top_secret'] }).notNull(),
  period: text(),
  carrierNumber: text().notNull(),
  classifier: text().notNull(),
  orderedBy: id().notNull(),
  reason: text().notNull(),
  destroyedAt: instant().notNull(),
  // When its half key, which stands outside the database, was gone: from then on no copy of the bytes can be opened.
  keyGoneAt: instant(),
}, (table) => [index('destructions_with_key').on(table.destroyedAt).where(sql`key_gone_at is null`)])
