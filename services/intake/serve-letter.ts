import type { Day } from '@lightwell/calendar/day'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import type { Transaction } from '@lightwell/database/connect'
import { consultationToldNotice } from '@lightwell/documents/consultation-told-notice'
import { append } from '@lightwell/events/append'
import { lawOf } from '@lightwell/regimes/law-of'
import { sourceText } from '@lightwell/regimes/source-text'
import type { Consultation } from './case-view.ts'
import type { LetterService } from './consultation.ts'
import type { HeldConsultation } from './hold-consultation.ts'
import { issuePaper } from './issue-paper.ts'
import { consultationRule } from './rules/consultation-state.ts'
import { updateService } from './store/consultations.ts'

/**
 * Writes down that a letter reached its reader: from that day his time runs, by the calendar of his own body, and the time
 * of the applicant does not (条例第三十三条第三款), which the applicant is told by a paper that does not say who is asked.
 */
export async function serveLetter (
  tx: Transaction, held: HeldConsultation, { method, on, evidence }: LetterService, { at, actor }: { at: Date, actor: string },
): Promise<Consultation> {
  const { consultation, view: { request } } = held
  const { limit, clock } = consultationRule(consultation.kind, lawOf(request).regime)
  const servedOn = on as Day
  const { day: answerBy, unknownYears } = addWorkingDays(calendarNamed(consultation.calendarId), servedOn, limit.value)
  const told = await issuePaper(tx, held, {
    kind: 'consultation_told',
    write: (head) => consultationToldNotice({
      ...head, asked: consultation.kind === 'third_party' ? 'third_party' : 'body', servedOn, answerBy,
      provisional: unknownYears.length > 0,
      articles: { asking: sourceText(limit, head.language), notCounted: sourceText(clock, head.language) },
    }),
  }, { at, actor })
  const served = {
    serviceMethod: method, servedOn, serviceEvidence: evidence, answerBy, applicantNoticeId: told.id,
  }
  await updateService(tx, consultation.id, served)
  await append(tx, held.head, {
    type: 'lightwell.consultation.served.v1', room: 'intake', actor, at,
    data: { consultationId: consultation.id, servedOn, answerBy },
  })
  return { ...consultation, ...served }
}
