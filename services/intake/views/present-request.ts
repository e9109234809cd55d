import { Type, type Static } from '@sinclair/typebox'
import type { Caller } from '@lightwell/http/caller'
import { inLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import type { CaseView } from '../case-view.ts'
import { ApplicantView, isToldNamesOnly, presentApplicant } from './present-applicant.ts'
import { AttachmentSummary, presentAttachments } from './present-attachment.ts'
import { ClaimView, presentClaim } from './present-claim.ts'
import { ClarificationView, presentClarification } from './present-clarification.ts'
import { ClassificationView, presentClassification } from './present-classification.ts'
import { OutcomeSummary, presentOutcomeSummary } from './present-correction.ts'
import { FamilyView, presentFamily } from './present-family.ts'
import { FeeSummary, presentFeeSummary } from './present-fee.ts'
import { IdentityView, presentIdentity } from './present-identity.ts'
import { AddresseeView, PartyView, presentAddressee, presentParties } from './present-parties.ts'
import { presentReceipt, ReceiptView } from './present-receipt.ts'
import { presentReasonRequest, ReasonRequestView } from './present-reason-request.ts'
import { allowedActions, refusedActions } from '../rules/allowed-actions.ts'
import { currentDeadline } from '../rules/current-deadline.ts'
import { requestActions } from '../rules/moves.ts'
import { nextStep } from '../rules/next-step.ts'
import { reasons } from '../rules/reasons.ts'
import { requestStatuses } from '../rules/request-status.ts'
import { heldBy } from '../rules/stage.ts'
import { toldOutside } from '../rules/told-outside.ts'

const Day = Type.String({ format: 'date' })
const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })

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
  imported: Type.Optional(Type.Literal(true, { description: 'It was taken in elsewhere and brought here.' })),
  externalId: Type.Optional(Type.String({ description: 'The name by which its portal knows it; told to that alone.' })),
  language: Type.String(),
  applicant: ApplicantView,
  parties: Type.Array(PartyView),
  addressee: AddresseeView,
  identity: IdentityView,
  receipt: ReceiptView,
  accessibility: Type.Optional(Type.Array(Type.String(), { description: 'Help that the applicant needs.' })),
  classification: Type.Optional(ClassificationView),
  correctionAsked: Type.Optional(ClaimView),
  description: Type.String(),
  purpose: Type.Optional(Type.String()),
  delivery: Type.Object({ format: Type.String(), method: Type.String() }),
  deadline: DeadlineView,
  decisionId: Type.Union([Id, Type.Null()]),
  notices: Type.Array(Type.Object({
    id: Id, kind: Type.String(), issuedAt: Instant,
    void: Type.Optional(Type.Literal(true, { description: 'The paper counts no more; its number stays in the series.' })),
  })),
  attachments: Type.Optional(Type.Array(AttachmentSummary, { description: 'Told to those who may read them.' })),
  clarification: Type.Optional(ClarificationView),
  reasonRequest: Type.Optional(ReasonRequestView),
  fee: Type.Optional(FeeSummary),
  correctionOutcome: Type.Optional(OutcomeSummary),
  family: Type.Optional(FamilyView),
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
    ...request.imported && { imported: true as const },
    ...caller.kind === 'portal' && request.externalId !== null && { externalId: request.externalId },
    language: request.language,
    ...presentPeople(view, { caller, now }),
    receipt: presentReceipt(request, now),
    ...caller.kind === 'staff' && { classification: presentClassification(request) },
    description: request.description,
    ...request.purpose !== null && { purpose: request.purpose },
    delivery: { format: request.deliveryFormat, method: request.deliveryMethod },
    deadline,
    decisionId: decision?.id ?? null,
    notices: notices.map(({ id, kind, issuedAt, voidedAt }) => ({
      id, kind, issuedAt: issuedAt.toISOString(), ...voidedAt && { void: true as const },
    })),
    ...presentAttachments(view, caller),
    ...presentSteps(whole, view, caller),
    allowedActions: allowedActions(caller, view, now),
    refusedActions: refusedActions(caller, view, now)
      .map(({ action, code }) => ({ action, code, reason: inLanguage(reasons[code], language) })),
    heldBy: heldBy(view, now),
    next: nextStep(view, { now, dueOn: deadline.dueOn, language }),
  }
}

/** What has happened to a request so far, each thing only where it has. */
function presentSteps (whole: CaseView, view: CaseView, caller: Caller) {
  const clarification = presentClarification(whole)
  const reasonRequest = presentReasonRequest(whole, caller)
  const fee = presentFeeSummary(view)
  const correctionOutcome = presentOutcomeSummary(view)
  const family = presentFamily(view, caller)
  return {
    ...clarification && { clarification },
    ...reasonRequest && { reasonRequest },
    ...fee && { fee },
    ...correctionOutcome && { correctionOutcome },
    ...family && { family },
  }
}

// A supervisor reads how a case goes; who those who ask are, beyond their names, is not his to know.
function presentPeople (view: CaseView, { caller, now }: Pick<Reading, 'caller' | 'now'>) {
  const { accessibility } = view.request
  const namesOnly = isToldNamesOnly(caller, view.request.agencyCode)
  const claim = presentClaim(view)
  return {
    applicant: presentApplicant(view, namesOnly),
    parties: presentParties(view, { now, namesOnly }),
    addressee: presentAddressee(view, { now, namesOnly }),
    identity: presentIdentity(view),
    ...!namesOnly && accessibility.length > 0 && { accessibility },
    ...!namesOnly && claim && { correctionAsked: claim },
  }
}
