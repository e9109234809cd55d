import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, isolated, type Paper, paragraph } from './paper.ts'
import { requestNames, type RequestKind } from './request-name.ts'

export type ReasonsNotice = NoticeHead & Readonly<{
  kind: RequestKind
  /** How many requests the applicant filed here in the twelve months before, this one among them. */
  filedLately: number
  /** Why that is found to be clearly too many. */
  basis: string
  /** The last day to answer. */
  respondBy: Day
  /** The article that allows the ask, written out. */
  article: string
}>

const title: Bilingual = { zh: '说明理由告知书', en: 'Notice to State Reasons' }

/** The paper that asks for the reasons of a number of requests that is clearly too large (Order 711 art. 35). */
export function reasonsNotice (notice: ReasonsNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: ReasonsNotice): Body {
  return [
    paragraph`本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
      notice.receiptNumber}）。近12个月内，您（贵单位）向本机关提出的申请共${notice.filedLately}件（含本件）。`,
    heading('要求说明理由的依据'),
    paragraph`${isolated(notice.basis)}`,
    paragraph`依照${notice.article}的规定，请您（贵单位）说明申请的理由。`,
    heading('说明的期限和方式'),
    paragraph`请于${dayTime(notice.respondBy, 'zh-CN')}前（含当日）说明。可以凭查询码在网上提交，也可以用信函等书面形式提交，并注明登记回执编号。`,
    heading('说明和不说明的后果'),
    paragraph`本机关认为理由不合理的，告知您（贵单位）不予处理；认为理由合理但无法在规定期限内答复的，确定延迟答复的合理期限并告知您（贵单位）。`,
    paragraph`逾期未说明的，由本机关根据已知情况认定。说明理由期间，答复期限继续计算。`,
  ]
}

function english (notice: ReasonsNotice): Body {
  return [
    paragraph`We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). Requests that you filed here within the last twelve months, this one included:
${notice.filedLately}.`,
    heading('Why we ask'),
    paragraph`${isolated(notice.basis)}`,
    paragraph`Under ${notice.article}, please state the reasons of your request.`,
    heading('By when, and how'),
    paragraph`Please answer by ${dayTime(notice.respondBy, 'en')}, that day included: online with your access token, or in writing
under your receipt number.`,
    heading('What follows'),
    paragraph`If your reasons are not found reasonable, you are told that the request is not handled. If they are, but we cannot
answer in time, we set a later day and tell you.`,
    paragraph`If you do not answer, we judge by what we know. The time to answer runs on meanwhile.`,
  ]
}
