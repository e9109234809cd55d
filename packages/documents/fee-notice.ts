import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import type { FeeScale } from './fee-scale.ts'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, monthTime, type NoticeHead, noticePage } from './notice-shell.ts'

export type FeeNotice = NoticeHead & Readonly<{
  scale: FeeScale
  /** Which request of the month this is, or how many pages it asks for. */
  quantity: number
  amountYuan: number
  /** Why the number or frequency is beyond reason, in the officer's words. */
  reason: string
  /** The steps of the scale. */
  steps: Html
  payBy: Day
  /** Working days to pay. */
  payWithin: number
  /** Where to pay, as far as the agency has told it. */
  desk: Readonly<{ address?: string | undefined, phone?: string | undefined }>
  /** The articles that allow the fee, set its scale, its time and what follows, written out. */
  articles: Readonly<{ charged: string, scale: string, payWithin: string, clock: string, unpaid: string }>
  objection: string
}>

const title: Bilingual = { zh: '政府信息公开信息处理费收费通知书', en: 'Notice of the Information Processing Fee' }

/** The paper that asks for the processing fee: why, by which scale, how much, how and by when to pay (Order 711 art. 42). */
export function feeNotice (notice: FeeNotice): string {
  const { language } = notice
  return noticePage(notice, inLanguage(title, language), language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: FeeNotice): Html {
  const { articles, amountYuan, desk } = notice
  return html`<p>${isolated(notice.applicantName)}：</p>
<p>本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的政府信息公开申请（登记回执编号：${
  notice.receiptNumber}）。依照${articles.charged}的规定，本机关决定对该申请收取信息处理费。</p>
<h2>收费理由</h2>
<p>${isolated(notice.reason)}</p>
<h2>收费标准和数额</h2>
<p>${notice.scale === 'by_item' ? '按件计收' : '按量计收'}，依据${articles.scale}，超额累进计算：</p>
${notice.steps}
<p>${quantityInChinese(notice)}，应缴信息处理费人民币${amountYuan}元。</p>
<h2>缴纳方式和期限</h2>
<p>请于${dayTime(notice.payBy, 'zh-CN')}前（含当日，依据${articles.payWithin}，自本通知书发出次日起${
  notice.payWithin}个工作日内）凭本通知书向本机关缴纳。${desk.address && html`地址：${desk.address}。`}${
  desk.phone && html`电话：${desk.phone}。`}</p>
<p>缴费后，依据${articles.clock}，答复期限自缴费次日起重新计算。</p>
<h2>逾期未缴纳的后果</h2>
<p>依据${articles.unpaid}，逾期未缴纳的，视为放弃申请，本机关不再处理该申请。</p>
<h2>救济途径</h2>
<p>${notice.objection}</p>`
}

function quantityInChinese ({ scale, quantity, receivedOn }: FeeNotice): Html {
  return scale === 'by_item'
    ? html`该申请是您（贵单位）${monthTime(receivedOn, 'zh-CN')}向本机关提出的第${quantity}件申请`
    : html`该申请要求提供的政府信息共${quantity}页`
}

function english (notice: FeeNotice): Html {
  const { articles, amountYuan, desk } = notice
  return html`<p>To ${isolated(notice.applicantName)}:</p>
<p>We received your request for government information on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). Under ${articles.charged}, we have decided to charge an information processing fee for it.</p>
<h2>Why it is charged</h2>
<p>${isolated(notice.reason)}</p>
<h2>Scale and amount</h2>
<p>${notice.scale === 'by_item' ? 'By item' : 'By volume'}, under ${articles.scale}, each price within its step alone:</p>
${notice.steps}
<p>${quantityInEnglish(notice)}: ${amountYuan} yuan are due.</p>
<h2>How and by when to pay</h2>
<p>Please pay to this body with this notice by ${dayTime(notice.payBy, 'en')}, that day included (${notice.payWithin}
working days after the day of this notice, ${articles.payWithin}).${desk.address && html` Address: ${desk.address}.`}${
  desk.phone && html` Telephone: ${desk.phone}.`}</p>
<p>Once you have paid, the time for our answer is counted anew after the day of payment (${articles.clock}).</p>
<h2>If it is not paid</h2>
<p>Under ${articles.unpaid}, a request whose fee is not paid in time counts as abandoned and is no longer handled.</p>
<h2>What you can do</h2>
<p>${notice.objection}</p>`
}

function quantityInEnglish ({ scale, quantity, receivedOn }: FeeNotice): Html {
  return scale === 'by_item'
    ? html`This is your request number ${quantity} to this body in ${monthTime(receivedOn, 'en')}`
    : html`The information asked for has ${quantity} pages`
}
