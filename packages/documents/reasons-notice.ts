import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, type NoticeHead, noticePage } from './notice-shell.ts'
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
export function reasonsNotice (notice: ReasonsNotice): string {
  const { language } = notice
  return noticePage(notice, inLanguage(title, language), language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: ReasonsNotice): Html {
  return html`<p>${isolated(notice.applicantName)}：</p>
<p>本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
  notice.receiptNumber}）。近12个月内，您（贵单位）向本机关提出的申请共${notice.filedLately}件（含本件）。</p>
<h2>要求说明理由的依据</h2>
<p>${isolated(notice.basis)}</p>
<p>依照${notice.article}的规定，请您（贵单位）说明申请的理由。</p>
<h2>说明的期限和方式</h2>
<p>请于${dayTime(notice.respondBy, 'zh-CN')}前（含当日）说明。可以凭查询码在网上提交，也可以用信函等书面形式提交，并注明登记回执编号。</p>
<h2>说明和不说明的后果</h2>
<p>本机关认为理由不合理的，告知您（贵单位）不予处理；认为理由合理但无法在规定期限内答复的，确定延迟答复的合理期限并告知您（贵单位）。</p>
<p>逾期未说明的，由本机关根据已知情况认定。说明理由期间，答复期限继续计算。</p>`
}

function english (notice: ReasonsNotice): Html {
  return html`<p>To ${isolated(notice.applicantName)}:</p>
<p>We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). Requests that you filed here within the last twelve months, this one included:
${notice.filedLately}.</p>
<h2>Why we ask</h2>
<p>${isolated(notice.basis)}</p>
<p>Under ${notice.article}, please state the reasons of your request.</p>
<h2>By when, and how</h2>
<p>Please answer by ${dayTime(notice.respondBy, 'en')}, that day included: online with your access token, or in writing
under your receipt number.</p>
<h2>What follows</h2>
<p>If your reasons are not found reasonable, you are told that the request is not handled. If they are, but we cannot
answer in time, we set a later day and tell you.</p>
<p>If you do not answer, we judge by what we know. The time to answer runs on meanwhile.</p>`
}
