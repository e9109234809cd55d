import { sql } from 'drizzle-orm'
import { type AnyPgColumn, date, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { CalendarYear } from '@lightwell/calendar/published-calendar'
import { instant } from '../columns.ts'
import { agencies } from './intake.ts'

/** A calendar that days are counted by. One with a parent takes its days and adds its own. */
export const calendars = pgTable('calendars', {
  id: text().primaryKey(),
  parentId: text().references((): AnyPgColumn => calendars.id),
  titleZh: text().notNull(),
  titleEn: text().notNull(),
  // The law by which it has days of its own.
  basisZh: text(),
  basisEn: text(),
  // The agency whose own days it adds.
  agencyCode: text().references(() => agencies.code),
  // The version that is in force, and the count of all there were.
  version: text().notNull(),
  revision: integer().notNull(),
}, (table) => [
  index('calendars_by_parent').on(table.parentId).where(sql`parent_id is not null`),
])

/** Every version of a calendar that this house has counted by, whole, so that any past day can be explained. */
export const calendarVersions = pgTable('calendar_versions', {
  calendarId: text().notNull().references(() => calendars.id),
  revision: integer().notNull(),
  version: text().notNull(),
  // What the calendar says itself, and with what it takes from its parent: years as they are published.
  ownYears: jsonb().$type<readonly CalendarYear[]>().notNull(),
  years: jsonb().$type<readonly CalendarYear[]>().notNull(),
  cause: text({ enum: ['shipped', 'published', 'parent_published'] }).notNull(),
  // The year that was published, and the first day on which it says another thing than the version before.
  year: integer(),
  changedFrom: date(),
  publishedBy: text().notNull(),
  publishedAt: instant().notNull(),
  // How many open deadlines were counted anew, and how many of them moved.
  visited: integer().notNull().default(0),
  moved: integer().notNull().default(0),
  appliedAt: instant(),
}, (table) => [
  primaryKey({ columns: [table.calendarId, table.revision] }),
  index('calendar_versions_by_name').on(table.calendarId, table.version),
  index('calendar_versions_to_apply').on(table.publishedAt).where(sql`applied_at is null`),
])
