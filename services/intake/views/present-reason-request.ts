import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Caller } from '@lightwell/http/caller'
import { listed } from '@lightwell/http/listed'
import type { CaseView, ReasonRequest } from '../case-view.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })

const states = ['open', 'answered', 'unreasonable', 'reasonable'] as const satisfies readonly ReasonRequest['state'][]

/** An ask for the reasons of an excessive number of requests, and what came of it. */
export const ReasonRequestView = Type.Object({
  id: Id,
  requestId: Id,
  state: listed(states),
  filedLately: Type.Integer({ description: 'The applicant’s requests here in the twelve months before, this one included.' }),
  basis: Type.String(),
  askedOn: Day,
  respondBy: Day,
  noticeId: Id,
  noticeNumber: Type.String(),
  answeredOn: Type.Optional(Day),
  channel: Type.Optional(Type.String({ description: 'How an answer came that was entered by staff.' })),
  reasons: Type.Optional(Type.String()),
  opinion: Type.Optional(Type.String({ description: 'Why the reasons were found reasonable or not; told to staff only.' })),
  judgedOn: Type.Optional(Day),
  deferral: Type.Optional(Type.Object({ on: Day, workingDays: Type.Integer(), reason: Type.String(), noticeId: Id })),
})
export type ReasonRequestView = Static<typeof ReasonRequestView>

/** Presents the ask for reasons of a case, as its reader may know it; undefined where none was made. */
export function presentReasonRequest (
  { request: { zone }, notices, reasons }: Pick<CaseView, 'request' | 'notices' | 'reasons'>, caller: Caller,
): ReasonRequestView | undefined {
  if (reasons === undefined) return undefined
  const { id, requestId, filedLately, basis, askedAt, respondBy, noticeId } = reasons
  return {
    id, requestId,
    state: caller.kind === 'staff' ? reasons.state : stateOutside(reasons),
    filedLately, basis,
    askedOn: dayIn(askedAt, zone),
    respondBy, noticeId,
    noticeNumber: notices.find((notice) => notice.id === noticeId)?.number ?? '',
    ...answerOf(reasons),
    ...caller.kind === 'staff' && findingOf(reasons, zone),
    ...deferralOf(reasons, zone),
  }
}

// What was found is the agency's own affair until an answer, or a later day, tells it.
function stateOutside ({ state, answeredOn, deferredAt }: ReasonRequest): ReasonRequest['state'] {
  if (deferredAt !== null) return state
  return answeredOn === null ? 'open' : 'answered'
}

function answerOf ({ answeredOn, answerChannel, reasons }: ReasonRequest): Partial<ReasonRequestView> {
  if (answeredOn === null || reasons === null) return {}
  return { answeredOn, reasons, ...answerChannel !== null && { channel: answerChannel } }
}

function findingOf ({ finding, judgedAt }: ReasonRequest, zone: string): Partial<ReasonRequestView> {
  return finding === null || judgedAt === null ? {} : { opinion: finding, judgedOn: dayIn(judgedAt, zone) }
}

function deferralOf (
  { deferredAt, deferredWorkingDays, deferralReason, deferralNoticeId }: ReasonRequest, zone: string,
): Partial<ReasonRequestView> {
  if (deferredAt === null || deferredWorkingDays === null || deferralReason === null || deferralNoticeId === null) return {}
  return {
    deferral: {
      on: dayIn(deferredAt, zone), workingDays: deferredWorkingDays, reason: deferralReason, noticeId: deferralNoticeId,
    },
  }
}
