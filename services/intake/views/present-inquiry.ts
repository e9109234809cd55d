import { Type, type Static } from '@sinclair/typebox'
import { AgencyCode } from '@lightwell/http/agency-code'
import { listed } from '@lightwell/http/listed'
import { DayText } from '../day-text.ts'
import { channels, SubjectCode } from '../filing.ts'
import type { Inquiry } from '../store/inquiries.ts'

/** A question about disclosure that was answered at once: it is no request, and counted apart in person-times (咨询). */
export const InquiryBody = Type.Object({
  agency: Type.Optional({ ...AgencyCode, description: 'Needed only from who works for several.' }),
  askedOn: DayText,
  channel: listed(channels),
  persons: Type.Integer({ minimum: 1, maximum: 100_000, description: 'How many people asked.' }),
  subject: Type.Optional(SubjectCode),
}, { additionalProperties: false })
export type InquiryBody = Static<typeof InquiryBody>

/** An inquiry as its agency reads it. */
export const InquiryView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  agency: Type.String(),
  askedOn: Type.String({ format: 'date' }),
  channel: Type.String(),
  persons: Type.Integer(),
  subject: Type.Union([Type.String(), Type.Null()]),
  recordedAt: Type.String({ format: 'date-time' }),
})
export type InquiryView = Static<typeof InquiryView>

/** Presents an inquiry. */
export function presentInquiry (inquiry: Inquiry): InquiryView {
  const { id, agencyCode, askedOn, channel, persons, subject, recordedAt } = inquiry
  return { id, agency: agencyCode, askedOn, channel, persons, subject, recordedAt: recordedAt.toISOString() }
}
