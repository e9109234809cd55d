import type { Duty } from '@lightwell/http/caller'
import type { TermDuty, TermKind } from '@lightwell/regimes/term'

/** What people do with terms of a kind, and through which duties. */
export type TermHandling = Readonly<{
  opens: readonly Duty[]
  /** Who says that it is done, beside the duty that must do it; and who says that it is owed no longer. */
  completes: readonly Duty[]
  ends: readonly Duty[]
  /** Whether it is about a request. */
  request: 'always' | 'maybe' | 'never'
  /** Whether who opens it may name who must act. */
  namesDuty?: boolean
}>

const publishing = ['officer', 'head', 'disclosure_office'] as const
const guarding = ['secrecy', 'head'] as const
const publication: TermHandling = {
  opens: publishing, completes: publishing, ends: ['head', 'disclosure_office'], request: 'never', namesDuty: true,
}
const guarded: TermHandling = { opens: guarding, completes: guarding, ends: guarding, request: 'maybe' }
const review: TermHandling = {
  opens: [], completes: ['officer', 'head'], ends: ['head', 'disclosure_office'], request: 'always',
}

const handlings: Partial<Readonly<Record<TermKind, TermHandling>>> = {
  section_task: { opens: publishing, completes: publishing, ends: publishing, request: 'always', namesDuty: true },
  // Who ordered it says that it is owed no longer (条例第四十七条).
  rectification: { opens: ['supervisor'], completes: ['head', 'supervisor'], ends: ['supervisor'], request: 'maybe' },
  referral_report: { ...guarded, opens: ['officer', ...guarding] },
  referral_answer: { ...guarded, opens: ['officer', ...guarding] },
  leak_report: guarded,
  secrecy_period: guarded,
  proactive_publication: publication,
  normative_document: publication,
  periodic_publication: publication,
  reassessment: review,
  temporary_ground: review,
}

/** What people do with terms of a kind; undefined for one that opens and closes by the acts it waits for alone. */
export function handlingOf (kind: string): TermHandling | undefined {
  return Object.hasOwn(handlings, kind) ? handlings[kind as TermKind] : undefined
}

/** The kinds that people open themselves. */
export const openedByHand = (Object.keys(handlings) as TermKind[])
  .filter((kind) => (handlings[kind]?.opens.length ?? 0) > 0)

/** Duties that may be named as the one who must act. */
export const nameableDuties = ['clerk', 'officer', 'head', 'secrecy', 'disclosure_office'] as const

/** Whether a holder of one of these duties may say that a term is done. */
export function mayComplete ({ kind, duty }: { kind: TermKind, duty: TermDuty }, held: readonly Duty[]): boolean {
  const completes: readonly string[] = handlingOf(kind)?.completes ?? []
  return held.some((one) => completes.includes(one) || one === duty)
}

/** Whether a holder of one of these duties may say that a term is owed no longer. */
export function mayEnd ({ kind }: { kind: TermKind }, held: readonly Duty[]): boolean {
  return held.some((duty) => handlingOf(kind)?.ends.includes(duty))
}

// What tells that a secret was found is told to those who guard it, as its incident is.
export const confidentialKinds: readonly TermKind[] = ['leak_report', 'secrecy_period']
export const confidants: readonly Duty[] = ['head', 'secrecy', 'supervisor']

/** Whether a holder of these duties may know of terms of a kind. */
export function mayKnow (kind: TermKind, held: readonly Duty[]): boolean {
  return !confidentialKinds.includes(kind) || held.some((duty) => confidants.includes(duty))
}

/** What the applicant is told of: what he has to do, and until when he can do what. */
export const applicantKinds: readonly TermKind[] = ['clarification_reply', 'fee_payment', 'reconsideration', 'lawsuit']
