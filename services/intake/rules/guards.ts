import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import type { Caller } from '@lightwell/http/caller'
import { permission, type Resource, type Verb } from '@lightwell/http/policy'
import { lawOf } from '@lightwell/regimes/law-of'
import type { CaseView, RequestRow } from '../case-view.ts'
import { currentDeadline, expectedDeadline } from './current-deadline.ts'
import type { ReasonCode } from './reasons.ts'
import { stageOf } from './stage.ts'

/** Why a move is not open to this caller now; undefined when it is. */
export type Guard = (view: CaseView, caller: Caller, now: Date) => ReasonCode | undefined

/** The current day where the agency is. */
export function todayAt ({ request }: Pick<CaseView, 'request'>, now: Date): Day {
  return dayIn(now, request.zone)
}

/**
 * The last day on which the agency may ask to complete a request: within 7 working days of its receipt, and within the
 * running deadline (条例第三十条).
 */
export function lastDayToClarify ({ request, deadline }: Pick<CaseView, 'request' | 'deadline'>): Day {
  const { regime, calendar } = lawOf(request)
  const { day } = addWorkingDays(calendar, request.receivedOn as Day, regime.clarification.limit.value)
  const dueOn = (deadline ?? expectedDeadline(request)).dueOn as Day
  return day < dueOn ? day : dueOn
}

function isSelf (caller: Caller, personId: string | null | undefined): boolean {
  return caller.kind === 'staff' && caller.personId === personId
}

// The duty that the regime names for what moves a legal day or asks for money.
function holdsApproval<R extends Resource> (caller: Caller, resource: R, verb: Verb<R>, request: RequestRow): boolean {
  const duty = lawOf(request).regime.limit.approvingDuty.value
  return permission(caller, resource, verb, { agencyCode: request.agencyCode }).posts.some((post) => post.duty === duty)
}

function decidesExtension (view: CaseView, caller: Caller): ReasonCode | undefined {
  const { extension, request: { agencyCode } } = view
  if (extension?.state !== 'pending') return 'no_extension_pending'
  if (isSelf(caller, extension.requestedBy)) return 'asked_it_yourself'
  const { posts } = permission(caller, 'extension', 'decide', { agencyCode })
  return posts.some((post) => post.duty === extension.approvingDuty) ? undefined : 'another_duty_decides'
}

const undecided: Guard = ({ decision, correction }) => {
  if (decision?.state === 'issued' || correction?.state === 'issued') return 'already_answered'
  return decision !== undefined || correction?.state === 'proposed' ? 'answer_proposed' : undefined
}

const unanswered: Guard = ({ decision, correction }) =>
  decision?.state === 'issued' || correction?.state === 'issued' ? 'already_answered' : undefined

/** Why a fee can no longer be asked for: it is asked for within the time to answer, or not at all (国办函〔2020〕109号). */
export function tooLateToCharge (view: Pick<CaseView, 'request' | 'deadline'>, now: Date): ReasonCode | undefined {
  const { state, overdue } = currentDeadline(view, now)
  return !overdue && ['pending', 'running', 'paused'].includes(state) ? undefined : 'due_day_over'
}

// A legal day is moved before it is over, and while it is known: a clock that stands still until somebody acts has none.
function dayToMove (view: CaseView, now: Date): ReasonCode | undefined {
  if (view.request.status === 'clarifying' || view.deadline?.state === 'paused') return 'clock_stands_still'
  const { state, overdue } = currentDeadline(view, now)
  return !overdue && (state === 'running' || state === 'paused') ? undefined : 'due_day_over'
}

// What extends a clock that neither an extension nor a deferral of this house extended came with its case.
function isExtendedElsewhere (view: CaseView): boolean {
  return daysExtended(view) > 0
}

function daysExtended ({ deadline, reasons }: CaseView): number {
  return (deadline?.extendedWorkingDays ?? 0) - (reasons?.deferredWorkingDays ?? 0)
}

// Why the law lets no further extension be asked for: it knows none, one waits, or no more is left of what it allows.
function extensionSpent (view: CaseView): ReasonCode | undefined {
  const { limit } = lawOf(view.request).regime
  const most = limit.extendedTotal.value - limit.base.value
  if (most === 0) return 'no_extension_in_law'
  if (view.extension?.state === 'pending') return 'extension_pending'
  const once = limit.extensions.value === 'once'
  const used = once ? view.extension !== undefined || isExtendedElsewhere(view) : daysExtended(view) >= most
  return used ? 'extension_used' : undefined
}

/** What must hold beside status and duty, each by its name in the table of moves. */
export const guards = {
  undecided,
  unanswered,

  toBeConfirmed: ({ request }) => request.confirmBy === null ? 'needs_no_confirmation'
    : request.confirmedOn === null ? undefined : 'already_confirmed',

  clarificationOpen: (view, caller, now) => {
    if (view.clarification !== undefined) return 'already_clarified'
    if (todayAt(view, now) > lastDayToClarify(view)) return 'too_late_to_clarify'
    return undecided(view, caller, now)
  },
  clarificationWaits: (view, caller, now) =>
    view.clarification?.state === 'open' ? unanswered(view, caller, now) : 'no_clarification_open',
  replyOverdue: (view, caller, now) => {
    if (view.clarification?.state !== 'open') return 'no_clarification_open'
    return todayAt(view, now) > view.clarification.respondBy ? unanswered(view, caller, now) : 'reply_not_due'
  },
  lapsedUnanswered: ({ clarification }) => clarification?.state === 'lapsed' && clarification.judgedAt === null
    ? undefined : 'no_clarification_lapsed',
  lateAnswerWaits: ({ clarification }) => clarification?.state === 'late_answer' ? undefined : 'no_late_answer',

  letterUnserved: ({ consultations }) => consultations.some(({ servedOn }) => servedOn === null) ? undefined : 'no_letter_unserved',
  letterUnanswered: ({ consultations }) => consultations.some(({ servedOn, answer }) => servedOn !== null && answer === null)
    ? undefined : 'no_letter_unanswered',

  reasonsUnasked: (view, caller, now) => {
    if (!lawOf(view.request).regime.excessive.asked.value) return 'reasons_not_asked'
    return view.reasons === undefined ? undecided(view, caller, now) : 'reasons_already_asked'
  },
  reasonsWait: ({ reasons }) => reasons?.state === 'open' ? undefined : 'no_reasons_asked',
  reasonsToJudge: (view, _caller, now) => {
    const { reasons } = view
    if (reasons?.state === 'answered') return undefined
    if (reasons?.state !== 'open') return 'no_reasons_asked'
    return todayAt(view, now) > reasons.respondBy ? undefined : 'reply_not_due'
  },
  deferrable: (view, caller, now) => {
    const { reasons, request } = view
    if (reasons?.state !== 'reasonable') return 'reasons_not_accepted'
    if (reasons.deferredAt !== null) return 'already_deferred'
    if (isSelf(caller, reasons.judgedBy)) return 'judged_it_yourself'
    if (!holdsApproval(caller, 'reasons', 'defer', request)) return 'another_duty_decides'
    return dayToMove(view, now) ?? unanswered(view, caller, now)
  },

  // Nothing is asked for a correction, and nothing a second time of who was let off.
  feeOpen: (view, caller, now) => {
    const { request: { kind }, fee } = view
    if (kind === 'correction' || !lawOf(view.request).regime.fee.charged.value) return 'free_of_charge'
    if (fee !== undefined && fee.state !== 'rejected') return 'fee_already_asked'
    return undecided(view, caller, now) ?? tooLateToCharge(view, now)
  },
  feeProposed: (view, caller, now) => {
    const { fee, request } = view
    if (fee?.state !== 'proposed') return 'no_fee_proposed'
    if (isSelf(caller, fee.proposedBy)) return 'asked_it_yourself'
    if (!holdsApproval(caller, 'fee', 'decide', request)) return 'another_duty_decides'
    return unanswered(view, caller, now)
  },
  feeUnpaid: (view, caller, now) => view.fee?.state === 'open' ? unanswered(view, caller, now) : 'no_fee_open',
  feeWaivable: (view, caller, now) => {
    if (view.fee?.state !== 'open') return 'no_fee_open'
    return holdsApproval(caller, 'fee', 'decide', view.request) ? unanswered(view, caller, now) : 'another_duty_decides'
  },
  feeOverdue: (view, caller, now) => {
    if (view.fee?.state !== 'open') return 'no_fee_open'
    return todayAt(view, now) > (view.fee.payBy ?? '') ? unanswered(view, caller, now) : 'reply_not_due'
  },

  correctionOpen: (view, caller, now) => view.request.kind === 'correction' ? undecided(view, caller, now) : 'no_correction_request',
  correctionProposed: ({ correction }, caller) => {
    if (correction?.state !== 'proposed') return 'no_correction_proposed'
    return isSelf(caller, correction.proposedBy) ? 'proposed_it_yourself' : undefined
  },

  movable: (view, caller, now) => {
    if (view.parts.length > 0) return 'already_divided'
    // The letters stay with this request: what goes on elsewhere would know of no objection.
    if (view.consultations.some(({ answer }) => answer !== 'agrees')) return 'others_are_asked'
    return undecided(view, caller, now)
  },
  redirectable: ({ request }) => request.status === 'withdrawn' ? 'request_withdrawn' : undefined,

  extensible: (view, _caller, now) => {
    if (view.decision?.state === 'issued') return 'already_answered'
    const spent = extensionSpent(view)
    if (spent !== undefined) return spent
    const { state, overdue } = currentDeadline(view, now)
    return state === 'paused' || (state === 'running' && !overdue) ? undefined : 'due_day_over'
  },
  extensionWaits: (view, caller) => decidesExtension(view, caller),
  answerable: (view, caller, now) => view.request.kind === 'correction' ? 'correction_has_its_own_outcome' : undecided(view, caller, now),
  decisionProposed: ({ decision }, caller) => {
    if (decision?.state !== 'proposed') return 'no_decision_proposed'
    return isSelf(caller, decision.proposedBy) ? 'proposed_it_yourself' : undefined
  },
  answerUnserved: (view, _caller, now) => ['serve', 'tell_third_party'].includes(stageOf(view, now)) ? undefined : 'nothing_to_serve',
} as const satisfies Record<string, Guard>

export type GuardName = keyof typeof guards
