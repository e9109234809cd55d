import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'

/** The list of secret matters of a unit (国家秘密事项一览表), each change a further version. */
export const secretLists = pgTable('secret_lists', {
  id: id().primaryKey(),
  agencyCode: text().notNull(),
  version: integer().notNull(),
  fromOn: date().notNull(),
  // Matters, levels and periods; the list itself names no secret.
  matters: jsonb().notNull(),
  issuedBy: text().notNull(),
  document: text().notNull(),
  filedOn: date(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
}, (table) => [unique('secret_lists_version').on(table.agencyCode, table.version)])

/** Who may classify, up to which level, and by whose authority (保密法第十七条; a county has no power unless authorised). */
export const classificationAuthorities = pgTable('classification_authorities', {
  id: id().primaryKey(),
  agencyCode: text().notNull(),
  level: text({ enum: ['secret', 'confidential', 'top_secret'] }).notNull(),
  grantedBy: text().notNull(),
  document: text().notNull(),
  fromOn: date().notNull(),
  untilOn: date(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
  endedBy: text(),
  endedAt: instant(),
}, (table) => [
  index('classification_authorities_by_agency').on(table.agencyCode, table.id),
  check('classification_authorities_in_order', sql`${table.fromOn} <= ${table.untilOn}`),
  check('classification_authorities_ended_by_someone', sql`(${table.endedBy} is null) = (${table.endedAt} is null)`),
])
