import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Cited } from './citation.ts'
import type { TermKind } from './term.ts'

/**
 * What a ground does with the request: `withheld` (不予公开), `unable` (无法提供), `not_handled` (不予处理), `other`
 * (其他处理), or the information is `already_public`.
 */
export type GroundFamily = 'withheld' | 'unable' | 'not_handled' | 'other' | 'already_public'

/** Rows of table 3 of the annual report (国办公开办函〔2021〕30号) that a ground can be counted in. */
export type ReportRow =
  | '3.1'
  | '3.3.1' | '3.3.2' | '3.3.3' | '3.3.4' | '3.3.5' | '3.3.6' | '3.3.7' | '3.3.8'
  | '3.4.1' | '3.4.2' | '3.4.3'
  | '3.5.1' | '3.5.2' | '3.5.3' | '3.5.4' | '3.5.5'
  | '3.6.1' | '3.6.2' | '3.6.3'

/** What can be done about an answer. A regime has those of its own law alone. */
export type RemedyCode =
  | 'reconsideration_first' | 'reconsideration_or_suit'
  | 'internal_review' | 'appeal' | 'objection' | 'complaint'

/**
 * What a person who is told a ground can do; earlier than the day `inForceFrom` the remedy `before` applied. `opens` names
 * the windows in which he can, which open with the answer.
 */
export type Remedy = Readonly<{ text: Bilingual, inForceFrom?: string, before?: RemedyCode, opens?: readonly TermKind[] }>

/** What a ground says and does, without its source. */
export type GroundRule = Readonly<{
  name: Bilingual
  family: GroundFamily
  remedy: RemedyCode
  /** Where the uniform report counts it; left out under a law that has no such report. */
  reportRow?: ReportRow
  /** A search on record must show that it was looked for. */
  needsSearch?: boolean
  /** The request was asked to be completed, and answered. */
  needsClarification?: boolean
  /** Reasons were asked for, and found not to be good. */
  needsReasonsAsked?: boolean
  /** An earlier request of the same applicant that was answered. */
  needsEarlierRequest?: boolean
  /** Only what was lawfully determined as secret: the marking or the determination must be on record. */
  needsClassification?: boolean
  /** It names no kind of information: a ruling of the secrecy authority or the joint conference must withhold it. */
  needsRuling?: boolean
  /** The law or regulation that forbids disclosure, and its article, must be named. */
  needsLaw?: boolean
  /** It ends with the matter it protects, and the information is reviewed again then. */
  temporary?: boolean
  /** The first and the last day on which an answer can rest on it; one that is past stays readable in older answers. */
  inForceFrom?: Day
  inForceUntil?: Day
}>

/** A ground of a regime. `parent` is the ground of the higher text under which a local one falls. */
export type Ground = GroundRule & Cited & Readonly<{ code: string, parent?: Cited & Readonly<{ code: string }> }>

/**
 * A ground as a local text words it. What it leaves unsaid it takes from `parentGround`, by default the parent's ground
 * of the same code.
 */
export type LocalGround = Partial<GroundRule> & Cited & Readonly<{ name: Bilingual, parentGround?: string }>
