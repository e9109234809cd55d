import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { duties, type ExtensionNotice } from './extension-notice.ts'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, type NoticeHead, noticePage } from './notice-shell.ts'
import { requestNames, type RequestKind } from './request-name.ts'

export type DeferralNotice = NoticeHead & Readonly<{
  kind: RequestKind
  /** The working days by which the answer is put off. */
  workingDays: number
  oldDueOn: Day
  newDueOn: Day
  /** The new day counts a year whose days off are not published yet. */
  provisional: boolean
  reason: string
  /** The article that allows the later day, written out. */
  article: string
  approvedBy: ExtensionNotice['approvedBy']
}>

const title: Bilingual = { zh: '延迟答复告知书', en: 'Notice of a Deferred Answer' }

/** The paper that sets a later day where the reasons for many requests were found good (Order 711 art. 35). */
export function deferralNotice (notice: DeferralNotice): string {
  const { language } = notice
  return noticePage(notice, inLanguage(title, language), language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: DeferralNotice): Html {
  const { duty, asDeputy } = notice.approvedBy
  return html`<p>${isolated(notice.applicantName)}：</p>
<p>本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
  notice.receiptNumber}），答复期限至${dayTime(notice.oldDueOn, 'zh-CN')}止。经认定，您（贵单位）申请的理由合理。</p>
<h2>延迟答复的原因</h2>
<p>${isolated(notice.reason)}</p>
<h2>延迟后的答复期限</h2>
<p>依照${notice.article}的规定，经${duties[duty].zh}${asDeputy ? '的代理人代行职责' : ''}批准，延迟${
  notice.workingDays}个工作日，至${dayTime(notice.newDueOn, 'zh-CN')}前（含当日）答复。</p>
${notice.provisional ? html`<p>该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准。</p>` : undefined}`
}

function english (notice: DeferralNotice): Html {
  const { duty, asDeputy } = notice.approvedBy
  return html`<p>To ${isolated(notice.applicantName)}:</p>
<p>We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). The time to answer it ran to ${dayTime(notice.oldDueOn, 'en')}. The reasons of your request were
found reasonable.</p>
<h2>Why the answer is put off</h2>
<p>${isolated(notice.reason)}</p>
<h2>New day for the answer</h2>
<p>Under ${notice.article}, and approved by ${asDeputy ? 'the acting deputy of ' : ''}${duties[duty].en}, the answer is put
off by ${notice.workingDays} working ${notice.workingDays === 1 ? 'day' : 'days'}, to ${dayTime(notice.newDueOn, 'en')}.</p>
${notice.provisional ? html`<p>That day counts a year whose public holidays are not published yet; once they are, the
day that follows from them applies.</p>` : undefined}`
}
