import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, type NoticeHead, noticePage } from './notice-shell.ts'
import { requestNames, type RequestKind } from './request-name.ts'

/** How a body is reached: its address, telephone and e-mail, as far as they are known. */
export type Contact = Readonly<{ address: string | null, phone: string | null, email: string | null }>

export type TransferNotice = NoticeHead & Readonly<{
  kind: RequestKind
  /** Why the body that was asked is not the one that answers. */
  reason: string
  /** The article under which the applicant is told which body is, written out. */
  article: string
  /** Where the request goes on: under which number, and by which day it has to be answered there. */
  to: Readonly<{ agency: Bilingual, contact: Contact, receiptNumber: string, dueOn: Day, provisional: boolean }>
}>

const title: Bilingual = { zh: '政府信息公开申请转送告知书', en: 'Notice of Transfer of a Request' }

/** The paper that tells the applicant that his request went to the wrong body of one government, and where it goes on. */
export function transferNotice (notice: TransferNotice): string {
  const { language } = notice
  return noticePage(notice, inLanguage(title, language), language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: TransferNotice): Html {
  const { to, article } = notice
  return html`<p>${isolated(notice.applicantName)}：</p>
<p>本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
  notice.receiptNumber}）。经审查，所申请的事项不由本机关负责。</p>
<h2>理由</h2>
<p>${isolated(notice.reason)}</p>
<h2>负责的机关</h2>
<p>依照${article}，现告知您（贵单位）：该事项由${to.agency.zh}负责。</p>
${contactList(to.contact, { address: '地址', phone: '电话', email: '电子邮箱' })}
<h2>转送</h2>
<p>该机关与本机关同属一级政府，您（贵单位）无需重新申请：本机关已将该申请转送${to.agency.zh}办理，收到日期不变，仍为${
  dayTime(notice.receivedOn, 'zh-CN')}。</p>
<p>新的登记回执编号为${to.receiptNumber}，答复期限至${dayTime(to.dueOn, 'zh-CN')}止${
  to.provisional ? '（该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准）' : ''}。原查询码继续有效，可以查询该申请的办理情况。</p>`
}

function english (notice: TransferNotice): Html {
  const { to, article } = notice
  return html`<p>To ${isolated(notice.applicantName)}:</p>
<p>We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). We are not the body that answers for what you ask.</p>
<h2>Reasons</h2>
<p>${isolated(notice.reason)}</p>
<h2>The body that answers for it</h2>
<p>Under ${article}, we tell you that it is ${to.agency.en}.</p>
${contactList(to.contact, { address: 'Address', phone: 'Telephone', email: 'E-mail' })}
<h2>Transfer</h2>
<p>That body is of the same government, so you need not ask again: we have passed your request on to ${to.agency.en}. Its day
of receipt stays ${dayTime(notice.receivedOn, 'en')}.</p>
<p>Its new receipt number is ${to.receiptNumber}; the time to answer runs to ${dayTime(to.dueOn, 'en')}${
  to.provisional ? ', a day that counts a year whose public holidays are not published yet' : ''}. Your access token goes on
opening it.</p>`
}

/** How a body is reached, as a list; nothing where nothing is known. */
export function contactList (contact: Contact, names: Readonly<Record<keyof Contact, string>>): Html | undefined {
  const known = (['address', 'phone', 'email'] as const).filter((way) => contact[way] !== null)
  if (known.length === 0) return undefined
  return html`<dl>${known.map((way) => html`<dt>${names[way]}</dt><dd>${contact[way] ?? undefined}</dd>`)}</dl>`
}
