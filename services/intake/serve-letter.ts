import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { consultationToldNotice } from '@lightwell/documents/consultation-told-notice'
import { append } from '@lightwell/events/append'
import { articleOf } from '@lightwell/regimes/article-of'
import { lawOf } from '@lightwell/regimes/law-of'
import type { Consultation } from './case-view.ts'
import type { LetterService } from './consultation.ts'
import type { HeldConsultation } from './hold-consultation.ts'
import { issuePaper } from './issue-paper.ts'
import { consultationRule } from './rules/consultation-state.ts'
import { lastDayToAnswer } from './rules/last-day-to-answer.ts'
import { updateService } from './store/consultations.ts'

/**
 * Writes down that a letter reached its reader: from that day his time runs, by the calendar of his own body. Whether the time
 * of the applicant stands still meanwhile (条例第三十三条第三款) he is told by a paper that does not say who is asked.
 */
export async function serveLetter (
  tx: Transaction, held: HeldConsultation, { method, on, evidence }: LetterService, { at, actor }: { at: Date, actor: string },
): Promise<Consultation> {
  const { consultation, view: { request } } = held
  const rule = consultationRule(consultation.kind, lawOf(request).regime)
  const servedOn = on as Day
  const { due: answerBy, unknownYears } = lastDayToAnswer(rule, servedOn, consultation.calendarId)
  const told = await issuePaper(tx, held, {
    kind: 'consultation_told',
    write: (head) => consultationToldNotice({
      ...head, asked: consultation.kind === 'third_party' ? 'third_party' : 'body', servedOn, answerBy,
      provisional: unknownYears.length > 0, clock: rule.clock.value,
      articles: { asking: articleOf(rule.limit, head.language), clock: articleOf(rule.clock, head.language) },
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
