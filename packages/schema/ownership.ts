import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import type { Room } from './rooms.ts'
import * as common from './tables/common.ts'
import * as deadline from './tables/deadline.ts'
import * as deadlineCalendars from './tables/deadline-calendars.ts'
import * as deadlineTerms from './tables/deadline-terms.ts'
import * as decision from './tables/decision.ts'
import * as intake from './tables/intake.ts'
import * as intakeParties from './tables/intake-parties.ts'
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
  records: { writes: ['insert', 'update'], updatable: ['agency_code'] },
  record_contents: { writes: ['insert', 'update'], updatable: ['sealed_key'] },
  record_openings: { writes: ['insert'] },
  reviews: { writes: ['insert'] },
  redactions: { writes: ['insert'] },
  decision_parts: { writes: ['insert'] },
  decision_records: { writes: ['insert'] },
  notice_services: { writes: ['insert'] },
  incidents: { writes: ['insert', 'update'], updatable: ['agency_code'] },
}

const hiddenColumns: Record<string, Record<string, readonly Room[]>> = {
  requests: {
    applicant_id_sealed: ['intake'],
    applicant_id_index: ['intake'],
    sealed_key: ['intake'],
    applicant_sex: ['intake'],
    applicant_birth_date: ['intake'],
    applicant_nationality: ['intake'],
    representative_name: ['intake'],
    representative_sex: ['intake'],
    representative_birth_month: ['intake'],
    external_id: ['intake'],
    receipt_evidence: ['intake'],
    withdrawal_evidence: ['intake'],
    applicant_name: ['intake', 'deadline', 'decision'],
    applicant_address: ['intake', 'decision'],
    applicant_phone: ['intake', 'decision'],
    applicant_email: ['intake', 'decision'],
  },
  request_parties: {
    name: ['intake', 'decision'],
    id_sealed: ['intake'],
    id_index: ['intake'],
    id_tail: ['intake'],
    sex: ['intake'],
    birth_date: ['intake'],
    nationality: ['intake'],
    representative_name: ['intake'],
    representative_sex: ['intake'],
    representative_birth_month: ['intake'],
    evidence: ['intake'],
    address: ['intake'],
    phone: ['intake'],
    email: ['intake'],
    mandate: ['intake'],
  },
  identity_proofs: { evidence: ['intake'] },
  imported_entries: { evidence: ['intake'] },
  routings: { reason: ['intake'], consent: ['intake'] },
  attachments: { name: ['intake'], sha256: ['intake'], sealed_key: ['intake'] },
  clarifications: {
    items: ['intake'], old_description: ['intake'], new_description: ['intake'], late_reason: ['intake'],
    answer_note: ['intake'], lapse_reason: ['intake'], judgement: ['intake'],
  },
  consultations: {
    party_name: ['intake', 'decision'],
    party_address: ['intake'],
    party_phone: ['intake'],
    party_email: ['intake'],
    interest: ['intake', 'decision'],
    question: ['intake', 'decision'],
    service_evidence: ['intake'],
    answer_reason: ['intake', 'decision'],
    answer_evidence: ['intake'],
  },
  reason_requests: { basis: ['intake'], reasons: ['intake'], finding: ['intake'], deferral_reason: ['intake'] },
  corrections: { record_title: ['intake'], claim: ['intake'], relation: ['intake'], evidence: ['intake'] },
  notice_voids: { reason: ['intake'] },
  correction_outcomes: { reason: ['intake'], forwarded_to: ['intake'], decision_reason: ['intake'] },
  fees: { reason: ['intake'], decision_reason: ['intake'], payment: ['intake'], close_reason: ['intake'] },
  records: { title: ['decision'], origin: ['decision'], sha256: ['decision'], marks: ['decision'], declared_marking: ['decision'] },
  record_contents: { sealed_key: ['decision'], sealed_bytes: ['decision'] },
  record_openings: { sha256: ['decision'] },
  reviews: { sha256: ['decision'], opinion: ['decision'] },
  redactions: { spans: ['decision'], proof: ['decision'] },
  decision_records: { sha256: ['decision'] },
  clock_corrections: { evidence: ['deadline'], reason: ['deadline'], decision_reason: ['deadline'] },
  terms: { note: ['deadline'], close_note: ['deadline'] },
  feeds: { secret_hash: ['oversight'] },
  notices: { bytes: ['intake', 'deadline', 'decision'] },
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
  ...ownedBy('intake', { ...intake, ...intakeParties, ...intakeSteps }),
  ...ownedBy('deadline', { ...deadline, ...deadlineCalendars, ...deadlineTerms }),
  ...ownedBy('decision', decision),
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
