import { sql } from 'drizzle-orm'
import { boolean, check, date, foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant } from '../columns.ts'
import { recordOpenings, records } from './decision.ts'

/**
 * A record that the unit keeps to a circle for a time by its own procedure (工作秘密). Never a state secret. It keeps the
 * record from going out until someone releases it: that its last day has passed is only the day to look at it again.
 */
export const workSecrets = pgTable('work_secrets', {
  id: id().primaryKey(),
  recordId: id().notNull(),
  sha256: text().notNull(),
  agencyCode: text().notNull(),
  duty: text().notNull(),
  harm: text().notNull(),
  benefit: text().notNull(),
  // The ground of the regime on which an answer withholds it.
  ground: text().notNull(),
  coversWrongdoing: boolean().notNull(),
  circle: text().array().notNull(),
  fromOn: date().notNull(),
  untilOn: date().notNull(),
  // `replaced`: its period was changed by a later determination.
  state: text({ enum: ['proposed', 'determined', 'refused', 'replaced', 'released'] }).notNull(),
  proposedBy: id().notNull(),
  proposedAt: instant().notNull(),
  decidedBy: id(),
  decidedAt: instant(),
  decidedAsDeputy: boolean(),
  decisionReason: text(),
  releasedBy: id(),
  releasedAt: instant(),
  releaseCause: text({ enum: ['rules_make_it_public', 'harm_has_ended', 'determined_wrongly', 'period_over'] }),
  releaseReason: text(),
}, (table) => [
  // Who proposes and who decides has opened what he speaks of.
  foreignKey({
    name: 'work_secrets_opened_by_proposer', columns: [table.recordId, table.sha256, table.proposedBy],
    foreignColumns: [recordOpenings.recordId, recordOpenings.sha256, recordOpenings.readerId],
  }),
  foreignKey({
    name: 'work_secrets_opened_by_decider', columns: [table.recordId, table.sha256, table.decidedBy],
    foreignColumns: [recordOpenings.recordId, recordOpenings.sha256, recordOpenings.readerId],
  }),
  uniqueIndex('work_secrets_one_proposed').on(table.recordId).where(sql`state = 'proposed'`),
  uniqueIndex('work_secrets_one_determined').on(table.recordId).where(sql`state = 'determined'`),
  index('work_secrets_by_record').on(table.recordId, table.id),
  index('work_secrets_by_agency').on(table.agencyCode, table.id),
  check('work_secrets_by_two_people', sql`${table.decidedBy} <> ${table.proposedBy}`),
  check('work_secrets_decided', sql`(${table.state} = 'proposed') = (${table.decidedBy} is null)
    and (${table.decidedBy} is null) = (${table.decidedAt} is null) and (${table.decidedBy} is null) = (${table.decisionReason} is null)`),
  check('work_secrets_released', sql`(${table.state} = 'released') = (${table.releasedBy} is not null)
    and (${table.releasedBy} is null) = (${table.releasedAt} is null) and (${table.releasedBy} is null) = (${table.releaseCause} is null)
    and (${table.releasedBy} is null) = (${table.releaseReason} is null)`),
  // Ten years at most (保守国家秘密法第二十条 has as much for the lowest level), and no unlawful act and no error.
  check('work_secrets_end', sql`${table.untilOn} > ${table.fromOn} and ${table.untilOn} <= ${table.fromOn} + interval '10 years'`),
  check('work_secrets_cover_no_wrong', sql`not ${table.coversWrongdoing}`),
])

/** Who belongs to the circle of a restricted record, beside those whose duty it is (L-18). */
export const recordCircles = pgTable('record_circles', {
  recordId: id().notNull().references(() => records.id),
  personId: id().notNull(),
  addedBy: id().notNull(),
  reason: text().notNull(),
  addedAt: instant().notNull(),
}, (table) => [
  primaryKey({ columns: [table.recordId, table.personId] }),
  check('record_circles_by_another_person', sql`${table.addedBy} <> ${table.personId}`),
])
