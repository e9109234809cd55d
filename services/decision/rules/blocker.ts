import type { Day } from '@lightwell/calendar/day'
import type { Duty } from '@lightwell/http/caller'
import type { StaffingGap } from '@lightwell/http/register/staffing-gaps'
import type { EvidenceGap } from './evidence-gap.ts'
import type { UnitGap } from './unit-gaps.ts'

/** Whom a blocker waits for: holders of a duty, but for who may not do it himself; another body; or someone outside. */
export type WaitsFor =
  | { duties: readonly Duty[], stage?: string, except: readonly string[] }
  | { agency: string }
  | { outside: 'applicant' | 'consulted' }

/** What keeps an answer from going out. `by` is its own day, null where only the legal day counts. */
export type Blocker = {
  code: BlockerCode
  waitsFor: WaitsFor | null
  by: Day | null
  recordId?: string
  subjectId?: string
  level?: number
  /** What tells one from others of its code: the name of a section or step. */
  name?: { zh: string, en: string }
  staffing?: StaffingGap
  unit?: UnitGap
  evidence?: EvidenceGap['code']
}

export type BlockerCode =
  | 'clarification_open' | 'search_missing' | 'section_task_open' | 'consultation_open' | 'referral_open'
  | 'scan_unfinished' | 'manual_check_missing' | 'record_sealed' | 'work_secret_open' | 'consent_missing' | 'level_open'
  | 'doubt_not_referred' | 'redaction_missing' | 'comparison_missing' | 'staffing_gap' | 'unit_not_ready'
  | 'proposal_missing' | 'evidence_missing' | 'sheet_step_open' | 'approval_missing' | 'service_missing'

/** A blocker without a day of its own, unless more is said of it. */
export function blocker (code: BlockerCode, waitsFor: WaitsFor | null, more: Partial<Blocker> = {}): Blocker {
  return { code, waitsFor, by: null, ...more }
}

/** The holders of duties, but for those who may not because of what they did before. */
export function holdersOf (duties: readonly Duty[], except: readonly string[] = []): WaitsFor {
  return { duties, except }
}
