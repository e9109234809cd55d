import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { faults, requiredBy } from '../errors.ts'
import type { InquiryBody } from '../views/present-inquiry.ts'
import { regimeOf } from '../regime-of.ts'
import { codeFaults } from '../rules/code-faults.ts'
import { futureDayFaults } from '../rules/future-day-faults.ts'
import { findAgency, type Agency } from '../store/agencies.ts'
import { insertInquiry, type Inquiry } from '../store/inquiries.ts'

/** Counts a question that was answered at once. It begins no case, so it has no history. */
export async function recordInquiry (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<InquiryBody>,
): Promise<Inquiry> {
  if (caller.kind !== 'staff') throw caller.kind === 'anonymous' ? errors.unauthenticated() : errors.notAllowed()
  const own = [...new Set(authorize(caller, 'inquiry', 'record', { agencyCode: null }).map((post) => post.agencyCode))]
  const recordedAt = deps.clock.now()
  const code = body.agency ?? (own.length === 1 ? own[0] : undefined)
  const agency = code === undefined || !own.includes(code) ? undefined : await findAgency(tx, code)
  const unknown = code === undefined ? requiredBy('/agency', undefined) : faults.notYourAgency('/agency')
  refuseFaults(toldFaults(schemaFaults, agency === undefined ? [unknown] : inquiryFaults(body, agency, recordedAt)))
  const { askedOn, channel, persons, subject } = body as InquiryBody
  const inquiry: Inquiry = {
    id: uuidv7(), agencyCode: (agency as Agency).code, askedOn, channel, persons, subject: subject ?? null,
    recordedBy: caller.personId, recordedAt,
  }
  await insertInquiry(tx, inquiry)
  return inquiry
}

function inquiryFaults (body: Partial<InquiryBody>, agency: Agency, at: Date): FieldFault[] {
  const today = dayIn(at, agency.zone)
  const regime = regimeOf(agency, today)
  return [
    ...regime === null ? [faults.takesNoRequests('/agency')] : codeFaults(body, regime),
    ...futureDayFaults(body, '/askedOn', today),
  ]
}
