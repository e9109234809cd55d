import type { CountUnit, Roll, StartRule } from '@lightwell/calendar/count-from'
import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Setting } from './citation.ts'
import type { Codes } from './codes.ts'
import type { Form } from './form.ts'
import type { Ground, LocalGround, Remedy, RemedyCode } from './ground.ts'
import type { TermRules } from './term.ts'

/** How a request reaches the body. */
export type Channel =
  | 'online' | 'in_person' | 'letter' | 'fax' | 'telegram' | 'email' | 'telephone' | 'spoken' | 'other'

/** A channel as the rules of receipt tell them apart: a letter that nobody signs for is a case of its own. */
export type ReceiptChannel = Channel | 'ordinary_letter'

/** How a notice reaches its reader. */
export type ServiceMethod = 'online' | 'direct' | 'left' | 'post' | 'fax' | 'public_notice'

/** The act whose day counts as the day of the answer, so that the clock stops on it. */
export type AnsweredWhen = 'made_available' | 'signed' | 'left' | 'handed_over' | 'sent' | 'posted'

/** The time to answer; all its lengths are in `unit`. */
export type Limit = Readonly<{
  unit: Setting<CountUnit>
  /** The time from receipt to answer. */
  base: Setting<number>
  /** Where the acknowledgement of a request begins the count anew: the time from then on. Null where it does not. */
  afterAcknowledgement: Setting<number | null>
  /** The longest limit with an extension: a total from receipt, not days to add. As long as `base` where there is none. */
  extendedTotal: Setting<number>
  extensions: Setting<'once' | 'repeatedly'>
  /** The duty that approves an extension. */
  approvingDuty: Setting<'head' | 'disclosure_office'>
  /** Whether a due day that is off moves to the next working day; of working days none is. */
  roll: Setting<Roll>
  /** Hour of the due day, in the agency's zone, at which the limit ends; null is the end of the day. */
  dueHour: Setting<number | null>
}>

/** Why and how the limit may be extended. */
export type ExtensionRule = Readonly<{
  /** The causes that the law knows, by code, one of which is named beside the words. */
  reasons: Setting<Readonly<Record<string, Bilingual>>>
  /**
   * What the notice does: it `tells`, or the extension holds only if it was served on or before the old due day
   * (`must_be_served`).
   */
  notice: Setting<'tells' | 'must_be_served'>
}>

/** Whether the day on which a pause begins, and the day on which it ends, count all the same. */
export type PartialDays = Readonly<{ first: boolean, last: boolean }>

/**
 * Which day is the day of receipt on a channel, and whose act confirms it: the receipt that the system gives at once
 * (`automatic`), the clerk who reaches the applicant (`by_clerk`), or nobody needs to. A clerk confirms within
 * `confirmWithin` working days of the arrival; later, or never, the last of them is the day of receipt all the same.
 */
export type ReceiptRule = Readonly<{
  day: 'submitted' | 'signed_for' | 'arrived' | 'confirmed'
  confirmation: 'not_needed' | 'automatic' | 'by_clerk'
  confirmWithin?: number
}>

export type Clarification = Readonly<{
  /** Working days from receipt within which the body may ask. */
  limit: Setting<number>
  times: Setting<'once'>
  /** What waiting does: the count begins anew with the answer, stands still until it, or runs on. */
  clock: Setting<'restart' | 'pause' | 'runs_on'>
  unanswered: Setting<'abandoned'>
  /** Working days that the applicant gets to answer, at least and at most. */
  reply: Setting<Readonly<{ least: number, most: number }>>
}>

/** Asking others; `limit` in `unit`, from the day on which the letter reaches them; `silence` is what no answer means. */
export type Consultation = Readonly<{
  limit: Setting<number>
  unit: Setting<CountUnit>
  silence: Setting<'body_decides' | 'agreement'>
  clock: Setting<'pause' | 'runs_on'>
}>

/** One step of a progressive scale: what each unit costs above the units of the step before, up to `upTo` (null: no end). */
export type FeeStep = Readonly<{ upTo: number | null, yuanEach: number }>

/** The time to pay: working days after the day of the notice, or months that begin with it. */
export type PayWithin = Readonly<{ n: number, unit: 'working_days' | 'months' }>

/**
 * The fee for processing excessive requests. `byItem` counts an applicant's requests of a calendar month and rises by
 * `everyTenMore` with each further ten beyond its last step; `byVolume` counts the pages of one request.
 */
export type Fee = Readonly<{
  charged: Setting<boolean>
  byItem: Setting<Readonly<{ steps: readonly FeeStep[], everyTenMore: number }>>
  byVolume: Setting<Readonly<{ steps: readonly FeeStep[] }>>
  payWithin: Setting<PayWithin>
  clock: Setting<'restart_on_payment' | 'pause' | 'runs_on'>
  unpaid: Setting<'abandoned'>
  /** What an applicant who objects to the fee can do. */
  objection: Setting<Bilingual>
}>

/** What can be wrong with a record about oneself. */
export type CorrectionDefect = 'inaccurate' | 'incomplete' | 'out_of_date' | 'irrelevant'

/** Requests to correct a record: for which defects, and what a body does that may not change it. */
export type Correction = Readonly<{
  defects: Setting<readonly CorrectionDefect[]>
  notOurs: Setting<'forward_and_tell'>
  remedy: RemedyCode
}>

/** Asking for the reasons of an excessive number, where the law lets the body ask; `reply` in working days. */
export type ExcessiveRequests = Readonly<{
  asked: Setting<boolean>
  reply: Setting<Readonly<{ least: number, most: number }>>
  clock: Setting<'runs_on'>
  /** The most working days by which an answer may be put off where the reasons are good. */
  deferral: Setting<number>
}>

/** Everything that a whole regime settles, apart from its grounds. */
export type Settings = Readonly<{
  /** Null is an act that left its day blank: it applies to the agencies that are set to it. */
  inForceFrom: Setting<Day | null>
  /** The calendar by whose days the law counts, by its id. What counts is the calendar that the agency names. */
  calendar: Setting<string>
  limit: Limit
  extension: ExtensionRule
  /** What becomes of the day of receipt: `after` makes it day 0; see StartRule for a receipt on a day off. */
  startRule: Setting<StartRule>
  /** The local time (`16:30`) from which on what arrives is received the next working day; null where any hour does. */
  cutOff: Setting<string | null>
  partialDays: Setting<PartialDays>
  /** The other days that the law sets, by kind. */
  terms: TermRules
  closing: Readonly<Record<ServiceMethod, Setting<AnsweredWhen>>>
  receipt: Readonly<Record<ReceiptChannel, Setting<ReceiptRule>>>
  clarification: Clarification
  consultation: Readonly<{ thirdParty: Consultation, otherBody: Consultation }>
  excessive: ExcessiveRequests
  fee: Fee
  correction: Correction
  form: Readonly<{ citizen: Form, organisation: Form, foreigner: Form }>
  codes: Codes
  remedies: Readonly<Partial<Record<RemedyCode, Setting<Remedy>>>>
  /** What can be done about an answer that names no ground: one that discloses may not be what was asked. */
  ordinaryRemedy: RemedyCode
  /** Who decides on it: the body above the agency, whom papers name beside the remedy, or one that the remedy names. */
  contestedBefore: Setting<'body_above' | 'named_in_remedy'>
}>

type Identity = Readonly<{ id: string, version: number, name: Bilingual }> & Provenance

/**
 * `unread` says what of a law was not seen in the original, and must be checked before an agency answers under it. Without it
 * everything that is cited was read.
 */
export type Provenance = Readonly<{ unread?: Bilingual }>

/** A regime that stands on its own. */
export type RootRegime = Identity & Settings & Readonly<{ grounds: Readonly<Record<string, Ground>> }>

type Override<T> = T extends Setting<unknown> ? T : { readonly [Key in keyof T]?: Override<T[Key]> }

/** A local rule: it names what it overrides and takes the rest from its parent. */
export type LocalRegime = Identity & Override<Settings> & Readonly<{
  parent: string
  grounds: Readonly<Record<string, LocalGround>>
}>

/**
 * One body of law, whole: inheritance is resolved and every setting says where it comes from. `version` names it for
 * good (`county@1`); a request keeps the version in force when it was received.
 */
export type Regime = Settings & Provenance & Readonly<{
  id: string
  version: string
  /** The version of the parent that was inherited from. */
  parent: string | null
  name: Bilingual
  grounds: Readonly<Record<string, Ground>>
}>
