import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import { listed } from '@lightwell/http/listed'
import type { CaseView, Clarification } from '../case-view.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })

const states = ['open', 'answered', 'lapsed', 'late_answer', 'reopened'] as const satisfies readonly Clarification['state'][]

/** The one ask to complete a request, what came of it, and what was asked for before and after. */
export const ClarificationView = Type.Object({
  id: Id,
  requestId: Id,
  state: listed(states),
  items: Type.Array(Type.String()),
  askedOn: Day,
  respondBy: Day,
  noticeId: Id,
  noticeNumber: Type.String(),
  answeredOn: Type.Optional(Day),
  late: Type.Optional(Type.Boolean({ description: 'Whether the answer came after the day that the notice named.' })),
  channel: Type.Optional(Type.String({ description: 'How an answer came that was entered by staff.' })),
  evidence: Type.Optional(Type.String({ description: 'What shows the day on which such an answer came.' })),
  note: Type.Optional(Type.String()),
  lateReason: Type.Optional(Type.String()),
  oldDescription: Type.Optional(Type.String({ description: 'What the request asked for before it was completed.' })),
  newDescription: Type.Optional(Type.String()),
  lapse: Type.Optional(Type.Object({ on: Day, reason: Type.String(), noticeId: Id })),
  judgement: Type.Optional(Type.Object({ goodReason: Type.Boolean(), reason: Type.String(), on: Day }, {
    description: 'Whether a late answer had a good reason.',
  })),
})
export type ClarificationView = Static<typeof ClarificationView>

/** Presents the clarification of a case; undefined where none was asked for. */
export function presentClarification (
  { request, notices, clarification }: Pick<CaseView, 'request' | 'notices' | 'clarification'>,
): ClarificationView | undefined {
  if (clarification === undefined) return undefined
  const { id, requestId, state, items, askedOn, respondBy, noticeId } = clarification
  return {
    id, requestId, state, items, askedOn, respondBy, noticeId,
    noticeNumber: notices.find((notice) => notice.id === noticeId)?.number ?? '',
    ...answerOf(clarification),
    ...lapseOf(clarification, request.zone),
    ...judgementOf(clarification, request.zone),
  }
}

function answerOf (
  { answeredOn, respondBy, answerChannel, answerEvidence, answerNote, lateReason, oldDescription, newDescription }: Clarification,
): Partial<ClarificationView> {
  if (answeredOn === null) return {}
  return {
    answeredOn,
    late: answeredOn > respondBy,
    ...answerChannel !== null && { channel: answerChannel },
    ...answerEvidence !== null && { evidence: answerEvidence },
    ...answerNote !== null && { note: answerNote },
    ...lateReason !== null && { lateReason },
    ...oldDescription !== null && { oldDescription },
    ...newDescription !== null && { newDescription },
  }
}

function lapseOf ({ lapsedAt, lapseReason, lapseNoticeId }: Clarification, zone: string): Partial<ClarificationView> {
  if (lapsedAt === null || lapseReason === null || lapseNoticeId === null) return {}
  return { lapse: { on: dayIn(lapsedAt, zone), reason: lapseReason, noticeId: lapseNoticeId } }
}

function judgementOf ({ state, judgedAt, judgement }: Clarification, zone: string): Partial<ClarificationView> {
  if (judgedAt === null || judgement === null) return {}
  return { judgement: { goodReason: state === 'reopened', reason: judgement, on: dayIn(judgedAt, zone) } }
}
