import { Type, type Static } from '@sinclair/typebox'
import type { Caller } from '@lightwell/http/caller'
import { inLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { permission } from '@lightwell/http/policy'
import type { CaseView } from './case-view.ts'
import { allowedActions, refusedActions } from './rules/allowed-actions.ts'
import { currentDeadline } from './rules/current-deadline.ts'
import { requestActions } from './rules/moves.ts'
import { nextStep } from './rules/next-step.ts'
import { reasons } from './rules/reasons.ts'
import { requestStatuses } from './rules/request-status.ts'
import { heldBy } from './rules/stage.ts'
import { toldOutside } from './rules/told-outside.ts'

const Day = Type.String({ format: 'date' })
const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })

const ApplicantView = Type.Object({
  kind: Type.String(),
  name: Type.String(),
  idNumberTail: Type.Optional(Type.String({
    description: 'The last four characters of the ID number, which itself is never shown.',
  })),
  sex: Type.Optional(Type.String()),
  birthDate: Type.Optional(Day),
  address: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
})

const DeadlineView = Type.Object({
  state: listed(['pending', 'running', 'paused', 'met', 'missed', 'stopped']),
  dueOn: Day,
  overdue: Type.Boolean(),
  provisional: Type.Boolean({ description: 'Whether the day rests on a year whose calendar is not published yet.' }),
  missing: Type.Optional(Type.Array(Type.String(), { description: 'What a pending deadline still lacks.' })),
})

/** A request as its reader may see it. */
export const RequestView = Type.Object({
  id: Id,
  receiptNumber: Type.String(),
  status: listed(requestStatuses),
  kind: Type.String(),
  channel: Type.String(),
  agency: Type.String(),
  regime: Type.String(),
  regimeVersion: Type.String(),
  receivedOn: Day,
  registeredAt: Instant,
  language: Type.String(),
  applicant: ApplicantView,
  description: Type.String(),
  purpose: Type.Optional(Type.String()),
  delivery: Type.Object({ format: Type.String(), method: Type.String() }),
  deadline: DeadlineView,
  decisionId: Type.Union([Id, Type.Null()]),
  notices: Type.Array(Type.Object({ id: Id, kind: Type.String(), issuedAt: Instant })),
  allowedActions: Type.Array(listed(requestActions)),
  refusedActions: Type.Array(Type.Object({ action: listed(requestActions), code: Type.String(), reason: Type.String() }), {
    description: 'What cannot be done now, and why.',
  }),
  heldBy: Type.Union([Type.String(), Type.Null()], {
    description: 'Who must act next: a duty of the agency, or `applicant` or `third_party` where the agency waits.',
  }),
  next: Type.Union([Type.Object({ who: Type.String(), what: Type.String(), by: Day }), Type.Null()]),
})
export type RequestView = Static<typeof RequestView>

/** Who reads, when, and in which language. */
export type Reading = { caller: Caller, now: Date, language: Language }

/** Presents a request to a caller who may read it. */
export function presentRequest (whole: CaseView, { caller, now, language }: Reading): RequestView {
  const view = caller.kind === 'staff' ? whole : toldOutside(whole)
  const { request, decision, notices } = view
  const deadline = currentDeadline(view, now)
  return {
    id: request.id,
    receiptNumber: request.receiptNumber,
    status: request.status,
    kind: request.kind,
    channel: request.channel,
    agency: request.agencyCode,
    regime: request.regimeId,
    regimeVersion: request.regimeVersion,
    receivedOn: request.receivedOn,
    registeredAt: request.registeredAt.toISOString(),
    language: request.language,
    applicant: presentApplicant(view, caller),
    description: request.description,
    ...request.purpose !== null && { purpose: request.purpose },
    delivery: { format: request.deliveryFormat, method: request.deliveryMethod },
    deadline,
    decisionId: decision?.id ?? null,
    notices: notices.map(({ id, kind, issuedAt }) => ({ id, kind, issuedAt: issuedAt.toISOString() })),
    allowedActions: allowedActions(caller, view, now),
    refusedActions: refusedActions(caller, view, now)
      .map(({ action, code }) => ({ action, code, reason: inLanguage(reasons[code], language) })),
    heldBy: heldBy(view, now),
    next: nextStep(view, { now, dueOn: deadline.dueOn, language }),
  }
}

// A supervisor reads how a case goes; where its applicant lives is not his to know.
function presentApplicant ({ request }: CaseView, caller: Caller): RequestView['applicant'] {
  const known = { kind: request.applicantKind, name: request.applicantName, idNumberTail: request.applicantIdTail }
  const contact = {
    sex: request.applicantSex,
    birthDate: request.applicantBirthDate,
    address: request.applicantAddress,
    phone: request.applicantPhone,
    email: request.applicantEmail,
  }
  const told = { ...known, ...isSupervisorOnly(caller, request.agencyCode) ? {} : contact }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as RequestView['applicant']
}

function isSupervisorOnly (caller: Caller, agencyCode: string): boolean {
  if (caller.kind !== 'staff') return false
  return permission(caller, 'request', 'read', { agencyCode }).posts.every(({ duty }) => duty === 'supervisor')
}
