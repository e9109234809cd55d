import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import { namesSomeone } from '@lightwell/documents/names-someone'
import type { Paper } from '@lightwell/documents/paper'
import { thirdPartyDecisionNotice } from '@lightwell/documents/third-party-decision-notice'
import { articleOf } from '@lightwell/regimes/article-of'
import type { Bilingual } from '@lightwell/regimes/citation'
import { remedyOn } from '@lightwell/regimes/remedy-on'
import { errors } from './errors.ts'
import { bodiesOf, type NoticeToRender } from './render-notice.ts'
import { releases } from './rules/outcome.ts'
import type { Consulted } from './store/consultations.ts'

/** A notice to one of those who were consulted. `beside` names who stands beside the applicant. */
export type ThirdPartyNoticeToRender = NoticeToRender & {
  to: Consulted, consulted: readonly Consulted[], beside: readonly string[]
}

/**
 * Writes the notice to a third party whose objection is outweighed, in the language of his letter. Throws 409 when it
 * would name the applicant to him.
 */
export function renderThirdPartyNotice (notice: ThirdPartyNoticeToRender): Paper {
  const { request, whole: { parts, regime }, to, beside, number, issuedOn } = notice
  const { language, partyName, question } = to
  const inWords = (text: Bilingual): string => language === 'en' ? text.en : text.zh
  const [released, reasons] = [titlesFor(notice), [...new Set(parts.flatMap(({ publicInterest }) => publicInterest ?? []))]]
  const told = [question, ...released, ...reasons]
  if (told.some((text) => namesSomeone(text, [request.applicantName, ...beside, request.receiptNumber], partyName))) {
    throw errors.noticeNamesApplicant()
  }
  return thirdPartyDecisionNotice({
    language, number, issuedOn, partyName, released, reasons,
    agency: { zh: request.agencyNameZh, en: request.agencyNameEn },
    letter: { number: to.letterNumber, issuedOn: dayIn(to.letterIssuedAt, request.zone), question },
    answeredOn: to.answeredOn as Day,
    objection: to.answer === 'partly' ? 'partly' : 'objects',
    inPart: parts.some(({ outcome }) => outcome === 'redact_and_disclose'),
    article: articleOf(regime.consultation.thirdParty.limit, language),
    remedy: inWords(remedyOn(regime, regime.ordinaryRemedy, issuedOn).text),
    ...bodiesOf(notice, language),
  })
}

/** The titles of what goes out, without those that name another of those who were consulted. */
function titlesFor ({ whole: { parts, titles }, to, consulted }: ThirdPartyNoticeToRender): string[] {
  const others = consulted.filter(({ id, partyName }) => id !== to.id && partyName !== to.partyName)
    .map(({ partyName }) => partyName)
  const released = parts.filter(({ outcome }) => releases(outcome)).flatMap(({ records }) => records)
  return [...new Set(released.map(({ id }) => titles.get(id) ?? ''))]
    .filter((title) => !namesSomeone(title, others, to.partyName))
}
