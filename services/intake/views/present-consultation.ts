import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import type { Caller } from '@lightwell/http/caller'
import { listed } from '@lightwell/http/listed'
import { nullable } from '@lightwell/http/nullable'
import type { Regime } from '@lightwell/regimes/regime'
import type { Consultation } from '../case-view.ts'
import { consultedKinds } from '../consultation.ts'
import { consultationMeaning, consultationState, isLateAnswer } from '../rules/consultation-state.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const OptionalText = Type.Optional(Type.String())

const AnswerView = Type.Object({
  answer: listed(['agrees', 'objects', 'partly']),
  reason: nullable(Type.String()),
  answeredOn: Day,
  late: Type.Boolean({ description: 'It came after the time for it; silence has had its effect.' }),
  recordedBy: OptionalText,
  evidence: OptionalText,
})

/** A consultation. Who was consulted is shown his letter and his answer, and nothing of the case it belongs to. */
export const ConsultationView = Type.Object({
  id: Id,
  requestId: Type.Optional(Id),
  agency: Type.Object({ code: Type.String(), name: Type.Object({ zh: Type.String(), en: Type.String() }) }),
  kind: listed(consultedKinds),
  party: Type.Object({
    name: Type.String(), address: OptionalText, phone: OptionalText, email: OptionalText, agency: OptionalText,
  }),
  interest: Type.String(),
  question: Type.String(),
  openedAt: Instant,
  openedBy: Type.Optional(Id),
  noticeId: Id,
  applicantNoticeId: Type.Optional(nullable(Id)),
  serviceMethod: Type.Optional(nullable(Type.String())),
  serviceEvidence: Type.Optional(nullable(Type.String())),
  servedOn: nullable(Day),
  answerBy: nullable(Day),
  state: listed(['waiting_service', 'waiting', 'answered', 'silent']),
  meaning: Type.Union([listed(['agrees', 'objects', 'partly', 'body_decides', 'agreement']), Type.Null()], {
    description: 'What the agency has to take it for; null while it waits.',
  }),
  answer: Type.Union([AnswerView, Type.Null()]),
})
export type ConsultationView = Static<typeof ConsultationView>

/** Who reads a consultation, on which day, under which law, and whose it is. */
export type ConsultationReading = {
  caller: Caller, today: Day, regime: Regime, agency: { code: string, name: { zh: string, en: string } },
}

/** Presents a consultation to a caller who may read it. */
export function presentConsultation (
  consultation: Consultation, { caller, today, regime, agency }: ConsultationReading,
): ConsultationView {
  const { id, kind, partyName, interest, question, openedAt, noticeId, servedOn, answerBy } = consultation
  return {
    id, agency, kind, party: { name: partyName }, interest, question, openedAt: openedAt.toISOString(), noticeId, servedOn,
    answerBy, state: consultationState(consultation, today), meaning: consultationMeaning(consultation, today, regime),
    answer: presentAnswer(consultation),
    ...caller.kind === 'staff' && presentForStaff(consultation),
  }
}

function presentAnswer (consultation: Consultation): ConsultationView['answer'] {
  const { answer, answerReason, answeredOn } = consultation
  if (answer === null || answeredOn === null) return null
  return { answer, reason: answerReason, answeredOn, late: isLateAnswer(consultation) }
}

function presentForStaff (consultation: Consultation): Partial<ConsultationView> {
  const { partyName, partyAddress, partyPhone, partyEmail, partyAgency, answeredBy, answerEvidence } = consultation
  const party = { name: partyName, address: partyAddress, phone: partyPhone, email: partyEmail, agency: partyAgency }
  const answer = presentAnswer(consultation)
  return {
    requestId: consultation.requestId,
    party: Object.fromEntries(Object.entries(party).filter(([, value]) => value !== null)) as ConsultationView['party'],
    openedBy: consultation.openedBy,
    applicantNoticeId: consultation.applicantNoticeId,
    serviceMethod: consultation.serviceMethod,
    serviceEvidence: consultation.serviceEvidence,
    answer: answer && {
      ...answer, ...answeredBy !== null && { recordedBy: answeredBy }, ...answerEvidence !== null && { evidence: answerEvidence },
    },
  }
}
