import type { Duty } from '@lightwell/http/caller'
import { dayIn } from '@lightwell/calendar/zoned'
import { lawOf } from '@lightwell/regimes/law-of'
import type { CaseNotice, CaseView } from '../case-view.ts'
import { isOpen } from './request-status.ts'

/** Where a request stands, by what must happen next. */
export type Stage =
  | 'confirm_receipt' | 'begin' | 'work' | 'review' | 'decide_extension' | 'sign_decision' | 'decide_decision' | 'serve'
  | 'clarify' | 'confirm_lapse' | 'judge_late_answer' | 'consult' | 'decide_fee' | 'pay' | 'abandon_fee'
  | 'decide_correction' | 'tell_third_party' | 'ask_section' | 'ended'

/** Who must act next: a duty of the agency, or someone outside of it for whom the agency waits. */
export type Holder = Duty | 'applicant' | 'third_party'

/** Everyone who can be the one that must act next. */
export const holders = [
  'clerk', 'officer', 'review', 'head', 'disclosure_office', 'section', 'legal', 'secrecy', 'applicant', 'third_party',
] as const satisfies readonly Holder[]

/**
 * The stage of a request at an instant. What waits for a head's word comes before what waits for others, and what the
 * agency can do before what it waits for.
 */
export function stageOf (view: CaseView, now: Date): Stage {
  const { status, zone } = view.request
  if (status === 'decided' || (isOpen(status) && isAnswered(view))) return 'serve'
  if (!isOpen(status)) return afterItsEnd(view)
  const today = dayIn(now, zone)
  return waitingToBeClear(view, today) ?? waitingForWord(view) ?? waitingForOthers(view, now, today) ?? atWork(view)
}

// What was released opens to the applicant once all whose objection was outweighed have been told (条例第三十二条).
function isUntold ({ kind, servedOn }: CaseNotice): boolean {
  return kind === 'third_party_decision' && !servedOn
}

function afterItsEnd ({ request: { status }, clarification, notices }: CaseView): Stage {
  if (status === 'closed') return notices.some(isUntold) ? 'tell_third_party' : 'ended'
  return status === 'lapsed' && clarification?.state === 'late_answer' ? 'judge_late_answer' : 'ended'
}

function waitingToBeClear ({ request: { status }, clarification }: CaseView, today: string): Stage | undefined {
  if (status !== 'clarifying') return undefined
  return today > (clarification?.respondBy ?? '') ? 'confirm_lapse' : 'clarify'
}

// The status follows an approval by event, a moment later; the answer itself is seen at once.
function isAnswered ({ decision, correction }: CaseView): boolean {
  return decision?.state === 'issued' || correction?.state === 'issued'
}

function waitingForWord ({ decision, correction, extension, fee }: CaseView): Stage | undefined {
  if (decision?.state === 'proposed') return decision.nextSigner ? 'sign_decision' : 'decide_decision'
  if (correction?.state === 'proposed') return 'decide_correction'
  if (extension?.state === 'pending') return 'decide_extension'
  return fee?.state === 'proposed' ? 'decide_fee' : undefined
}

function waitingForOthers ({ fee, reviewDue, sectionDueOn, deadline }: CaseView, now: Date, today: string): Stage | undefined {
  if (fee?.state === 'open') return today > (fee.payBy ?? '') ? 'abandon_fee' : 'pay'
  if (reviewDue) return 'review'
  if (sectionDueOn !== null) return 'ask_section'
  return deadline?.pausedUntil && now < deadline.pausedUntil ? 'consult' : undefined
}

function atWork ({ request: { status } }: CaseView): Stage {
  if (status === 'received') return 'confirm_receipt'
  return status === 'processing' ? 'work' : 'begin'
}

const holderAt: Readonly<Record<Exclude<Stage, 'decide_extension' | 'decide_fee' | 'sign_decision' | 'ended'>, Holder>> = {
  confirm_receipt: 'clerk',
  begin: 'officer',
  work: 'officer',
  review: 'review',
  ask_section: 'section',
  clarify: 'applicant',
  confirm_lapse: 'officer',
  judge_late_answer: 'officer',
  consult: 'third_party',
  pay: 'applicant',
  abandon_fee: 'officer',
  decide_decision: 'head',
  decide_correction: 'head',
  serve: 'clerk',
  tell_third_party: 'clerk',
}

/**
 * Who must act next; null when nobody must. Which duty decides an extension or a fee is the regime's word, and who signs an
 * answer before its approval that of its sheet.
 */
export function heldBy (view: CaseView, now: Date): Holder | null {
  const stage = stageOf(view, now)
  if (stage === 'ended') return null
  if (stage === 'decide_extension') return view.extension?.approvingDuty as Duty
  if (stage === 'sign_decision') return view.decision?.nextSigner as Duty
  return stage === 'decide_fee' ? lawOf(view.request).regime.limit.approvingDuty.value : holderAt[stage]
}
