import type { Roll } from '@lightwell/calendar/count-from'
import type { Setting } from './citation.ts'

/** What else has its day, beside the answer. */
export type TermKind =
  // Steps of a request.
  | 'receipt_confirmation' | 'clarification_reply' | 'consultation_answer' | 'fee_payment' | 'notice_service' | 'section_task'
  // What the applicant may do after the answer: a window that closes by itself.
  | 'reconsideration' | 'lawsuit'
  // What others order or ask.
  | 'rectification' | 'referral_report' | 'referral_answer' | 'leak_report'
  // What is made public without a request.
  | 'proactive_publication' | 'normative_document' | 'periodic_publication'
  // What is looked at again.
  | 'secrecy_period' | 'reassessment' | 'temporary_ground'

export type TermUnit = 'hours' | 'calendar_days' | 'working_days' | 'months'

/** Who must act; null where nobody must, and the term simply closes. */
export type TermDuty = 'clerk' | 'officer' | 'head' | 'secrecy' | 'disclosure_office' | 'applicant' | null

/**
 * How long a term is, counted after the day (for hours: from the instant) on which it begins. `n` is null where a paper, an
 * order or a plan names the day itself. `repeats` begins the next one when one is done.
 */
export type TermRule = Readonly<{ unit: TermUnit, n: number | null, duty: TermDuty, roll?: Roll, repeats?: boolean }>

/** The terms that a regime knows; of another kind it has none. */
export type TermRules = Readonly<Partial<Record<TermKind, Setting<TermRule>>>>
