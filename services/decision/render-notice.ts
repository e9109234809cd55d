import type { Day } from '@lightwell/calendar/day'
import { decisionNotice, type DecisionNotice } from '@lightwell/documents/decision-notice'
import { inLanguage } from '@lightwell/documents/notice-shell'
import type { Paper } from '@lightwell/documents/paper'
import { bodyAbove } from '@lightwell/regimes/body-above'
import { remediesOf } from '@lightwell/regimes/remedies-of'
import { groundWords, type WholeDecision } from './views/present-decision.ts'
import { releases } from './rules/outcome.ts'
import type { RemedyBodies } from './store/agencies.ts'
import type { RequestCase } from './store/cases.ts'

/** A decision about to be written down, under its number and on its day. Asked for before, it has no number yet. */
export type NoticeToRender = {
  request: RequestCase, whole: WholeDecision, bodies: RemedyBodies, number: string, issuedOn: Day
}

/** Writes the notice of a decision, in the language of the request. */
export function renderNotice (notice: NoticeToRender): Paper {
  return decisionNotice(noticeOf(notice))
}

/** Where the decision can be contested: the body that the agency's profile names, or else the one above, if the law leads there. */
export function bodiesOf (
  { request, whole: { regime }, bodies }: Pick<NoticeToRender, 'request' | 'bodies'> & { whole: Pick<WholeDecision, 'regime'> },
  language: RequestCase['language'],
): Pick<DecisionNotice, 'reconsiderationBody' | 'court'> {
  const { reconsiderationBody, court } = bodies
  const above = (language === 'en' ? request.parentNameEn : request.parentNameZh) ?? undefined
  return {
    reconsiderationBody: bodyAbove(regime, reconsiderationBody === undefined ? above : inLanguage(reconsiderationBody, language)),
    court: court && inLanguage(court, language),
  }
}

function noticeOf (notice: NoticeToRender): DecisionNotice {
  const { request, whole, number, issuedOn } = notice
  const { decision, parts, regime } = whole
  const { language, receiptNumber, receivedOn, applicantName, agencyNameZh, agencyNameEn } = request
  return {
    language, number, receiptNumber, applicantName, issuedOn,
    agency: { zh: agencyNameZh, en: agencyNameEn },
    receivedOn: receivedOn as Day,
    outcome: decision.outcome,
    parts: parts.map((part) => partOf(part, whole, language)),
    delivery: decision.deliveryOn === null ? undefined : {
      on: decision.deliveryOn as Day, place: decision.deliveryPlace ?? undefined, manner: decision.deliveryManner ?? undefined,
    },
    remedies: remediesOf(parts, regime, issuedOn).map(({ text, parts: of }) => ({ text: inLanguage(text, language), parts: of })),
    ...bodiesOf(notice, language),
  }
}

/** The titles of records that are withheld stay in the house: a title may tell what its ground protects. */
function partOf (
  { description, outcome, grounds, groundDetail, notSeverable, publicPlace, records }: WholeDecision['parts'][number],
  { regime, titles, removals }: WholeDecision, language: RequestCase['language'],
): DecisionNotice['parts'][number] {
  return {
    description, outcome, groundDetail: groundDetail ?? undefined, notSeverable: notSeverable ?? undefined,
    publicPlace: publicPlace ?? undefined,
    grounds: grounds.map((code) => groundWords(regime, code, language)),
    records: releases(outcome) ? records.map(({ id, sha256 }) => ({
      title: titles.get(id) ?? '', sha256,
      removals: (removals.get(id) ?? []).map(({ number, page, ground }) => ({ number, page, ground: groundWords(regime, ground, language) })),
    })) : [],
  }
}
