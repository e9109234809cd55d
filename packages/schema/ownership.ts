import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { hiddenColumns } from './hidden-columns.ts'
import type { Room } from './rooms.ts'
import * as common from './tables/common.ts'
import * as deadline from './tables/deadline.ts'
import * as deadlineCalendars from './tables/deadline-calendars.ts'
import * as deadlineTerms from './tables/deadline-terms.ts'
import * as decision from './tables/decision.ts'
import * as decisionCarriers from './tables/decision-carriers.ts'
import * as decisionChecks from './tables/decision-checks.ts'
import * as decisionDisputes from './tables/decision-disputes.ts'
import * as decisionPapers from './tables/decision-papers.ts'
import * as decisionPublications from './tables/decision-publications.ts'
import * as decisionRecalls from './tables/decision-recalls.ts'
import * as decisionReferrals from './tables/decision-referrals.ts'
import * as decisionRegister from './tables/decision-register.ts'
import * as decisionSeals from './tables/decision-seals.ts'
import * as decisionSearches from './tables/decision-searches.ts'
import * as decisionSecrets from './tables/decision-secrets.ts'
import * as decisionService from './tables/decision-service.ts'
import * as decisionUnits from './tables/decision-units.ts'
import * as intake from './tables/intake.ts'
import * as intakeParties from './tables/intake-parties.ts'
import * as intakeStaff from './tables/intake-staff.ts'
import * as intakeSteps from './tables/intake-steps.ts'
import * as oversight from './tables/oversight.ts'

export type Verb = 'insert' | 'update' | 'delete'

/**
 * Who may do what to one table. `writes` names the verbs of the writing rooms; `hidden` names the columns that only
 * the listed rooms may read. Every other column is readable by every room.
 */
export type Ownership = {
  table: PgTable
  name: string
  writers: readonly Room[]
  writes: readonly Verb[]
  updatable?: readonly string[]
  hidden: Readonly<Record<string, readonly Room[]>>
}

const everyRoom: readonly Room[] = ['intake', 'deadline', 'decision', 'oversight']

// Of a case head only version and hash ever change, and the agency when one body is merged into another; events and
// notices never change.
const commonRules: Record<string, Pick<Ownership, 'writes' | 'updatable'>> = {
  case_heads: { writes: ['insert', 'update'], updatable: ['version', 'last_hash', 'agency_code'] },
  events: { writes: ['insert'] },
  deliveries: {
    writes: ['insert', 'update'],
    updatable: ['state', 'attempts', 'next_attempt_at', 'first_error', 'delivered_at'],
  },
  idempotency_keys: { writes: ['insert'] },
  notices: { writes: ['insert'] },
  notice_numbers: { writes: ['insert', 'update'], updatable: ['last_number'] },
}

// What a table's owner may do where it is less than insert and update.
const ownerRules: Record<string, Pick<Ownership, 'writes' | 'updatable'>> = {
  absences: { writes: ['insert'] },
  agency_profiles: { writes: ['insert'] },
  request_parties: { writes: ['insert'] },
  identity_proofs: { writes: ['insert'] },
  attachments: { writes: ['insert'] },
  routings: { writes: ['insert'] },
  routed_requests: { writes: ['insert'] },
  corrections: { writes: ['insert'] },
  inquiries: { writes: ['insert'] },
  imported_entries: { writes: ['insert'] },
  notice_voids: { writes: ['insert'] },
  clock_entries: { writes: ['insert'] },
  calendar_versions: { writes: ['insert', 'update'], updatable: ['visited', 'moved', 'applied_at'] },
  milestones: { writes: ['insert', 'update', 'delete'] },
  feeds: { writes: ['insert', 'update'], updatable: ['revoked_at'] },
  holiday_recalls: { writes: ['insert'] },
  recalled_records: { writes: ['insert'] },
  searches: { writes: ['insert'] },
  section_tasks: {
    writes: ['insert', 'update'], updatable: ['agency_code', 'state', 'found', 'answer', 'closed_by', 'closed_at', 'end_reason'],
  },
  referrals: {
    writes: ['insert', 'update'],
    updatable: ['agency_code', 'to_agency', 'state', 'ruling', 'ruled_level', 'paper', 'closed_by', 'closed_at', 'reason'],
  },
  referral_handovers: { writes: ['insert'] },
  level_raises: { writes: ['insert'] },
  secrecy_disputes: {
    writes: ['insert', 'update'], updatable: ['agency_code', 'state', 'decide_by', 'notice_id', 'closed_by', 'closed_at'],
  },
  disputed_records: { writes: ['insert'] },
  records: {
    writes: ['insert', 'update'],
    updatable: ['agency_code', 'media_type', 'scan_state', 'scan_held_until', 'pages', 'pages_read', 'scan_faults', 'suggestions', 'marks',
      'title', 'origin', 'declared_marking', 'sealed_at', 'unsealed_by'],
  },
  record_contents: { writes: ['insert', 'update'], updatable: ['sealed_key', 'sealed_bytes', 'sealed_words'] },
  answer_sheets: { writes: ['insert'] },
  decision_sheets: { writes: ['insert'] },
  decision_places: { writes: ['insert'] },
  decision_signatures: { writes: ['insert'] },
  house_papers: { writes: ['insert'] },
  review_filings: {
    writes: ['insert', 'update'],
    updatable: ['agency_code', 'secrecy_received_by', 'secrecy_received_at', 'office_received_by', 'office_received_at'],
  },
  manual_checks: { writes: ['insert'] },
  comparisons: { writes: ['insert'] },
  unsealings: { writes: ['insert', 'update'], updatable: ['confirmed_by', 'confirmed_as', 'confirmed_at', 'confirmation'] },
  destructions: { writes: ['insert', 'update'], updatable: ['key_gone_at'] },
  carriers: {
    writes: ['insert', 'update'],
    updatable: ['agency_code', 'number', 'level', 'secret_until', 'secret_condition', 'classifier', 'place', 'holder_id', 'return_on',
      'received_at', 'state'],
  },
  carrier_requests: {
    writes: ['insert', 'update'],
    updatable: ['agency_code', 'state', 'decided_by', 'decided_at', 'decided_as_deputy', 'decision_words', 'begun_by', 'begun_at'],
  },
  carrier_acts: { writes: ['insert'] },
  secret_lists: { writes: ['insert', 'update'], updatable: ['filed_on'] },
  registered_secrets: { writes: ['insert'] },
  secret_entries: { writes: ['insert'] },
  secret_carriers: { writes: ['insert'] },
  secret_filings: {
    writes: ['insert', 'update'],
    updatable: ['secrecy_received_by', 'secrecy_received_at', 'office_received_by', 'office_received_at'],
  },
  classification_authorities: { writes: ['insert', 'update'], updatable: ['until_on', 'ended_by', 'ended_at'] },
  record_circles: { writes: ['insert'] },
  work_secrets: {
    writes: ['insert', 'update'],
    updatable: ['agency_code', 'state', 'decided_by', 'decided_at', 'decided_as_deputy', 'decision_reason', 'released_by', 'released_at',
      'release_cause', 'release_reason'],
  },
  readings: { writes: ['insert'] },
  notice_seals: { writes: ['insert'] },
  notice_sendings: {
    writes: ['insert', 'update'], updatable: ['state', 'served_on', 'evidence', 'returned_on', 'return_reason', 'returned_by'],
  },
  review_chains: { writes: ['insert'] },
  disclosure_checks: { writes: ['insert'] },
  disclosures: {
    writes: ['insert', 'update'],
    updatable: ['confirmed_on', 'fresh_until', 'taken_down_at', 'taken_down_by', 'takedown_cause', 'takedown_reason'],
  },
  agency_guides: { writes: ['insert'] },
  qualifications: { writes: ['insert', 'update'], updatable: ['until_on', 'ended_by', 'ended_at'] },
  record_openings: { writes: ['insert'] },
  reviews: { writes: ['insert'] },
  redactions: { writes: ['insert'] },
  decision_parts: { writes: ['insert'] },
  decision_records: { writes: ['insert'] },
  notice_services: { writes: ['insert'] },
  shortages: { writes: ['insert', 'update'], updatable: ['reason', 'mended_at'] },
  incidents: {
    writes: ['insert', 'update'],
    updatable: [
      'agency_code', 'reported_at', 'reported_by', 'reported_to', 'report', 'closed_at', 'closed_by', 'closed_as', 'close_reason',
    ],
  },
}

function tablesOf (file: Record<string, unknown>): PgTable[] {
  return Object.values(file).filter((value) => is(value, PgTable))
}

function ownedBy (room: Room, file: Record<string, unknown>): Ownership[] {
  return tablesOf(file).map((table) => {
    const name = getTableName(table)
    return {
      table, name, writers: [room], hidden: hiddenColumns[name] ?? {}, ...(ownerRules[name] ?? { writes: ['insert', 'update'] }),
    }
  })
}

function sharedByAll (file: Record<string, unknown>): Ownership[] {
  return tablesOf(file).map((table) => {
    const name = getTableName(table)
    const rule = commonRules[name]
    if (rule === undefined) throw new Error(`The common table ${name} has no write rule`)
    return { table, name, writers: everyRoom, hidden: hiddenColumns[name] ?? {}, ...rule }
  })
}

/** Every table of the house with its writers and its hidden columns: what the grants are made from. */
export const ownership: readonly Ownership[] = [
  ...sharedByAll(common),
  ...ownedBy('intake', { ...intake, ...intakeParties, ...intakeStaff, ...intakeSteps }),
  ...ownedBy('deadline', { ...deadline, ...deadlineCalendars, ...deadlineTerms }),
  ...ownedBy('decision', {
    ...decision, ...decisionCarriers, ...decisionChecks, ...decisionDisputes, ...decisionPapers, ...decisionPublications,
    ...decisionRecalls, ...decisionReferrals, ...decisionRegister, ...decisionSeals, ...decisionSearches, ...decisionSecrets, ...decisionService, ...decisionUnits,
  }),
  ...ownedBy('oversight', oversight),
]

/** The column names of a table as the database spells them. */
export function columnNames (table: PgTable): string[] {
  return getTableConfig(table).columns.map((column) => snakeCase(column.name))
}

/** Drizzle keeps the property name until a dialect with `casing` renders it; grants need the rendered name. */
function snakeCase (name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
