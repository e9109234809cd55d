import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import type { PayWithin } from '@lightwell/regimes/regime'
import type { FeeScale } from './fee-scale.ts'
import { type Body, dayTime, monthTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { type Block, heading, isolated, type Paper, paragraph, type Words, words } from './paper.ts'
import { payTime } from './pay-time.ts'

export type FeeNotice = NoticeHead & Readonly<{
  scale: FeeScale
  /** Which request of the month this is, or how many pages it asks for. */
  quantity: number
  amountYuan: number
  /** Why the number or frequency is beyond reason, in the officer's words. */
  reason: string
  /** The steps of the scale. */
  steps: Block
  payBy: Day
  payWithin: PayWithin
  /** Where to pay, as far as the agency has told it. */
  desk: Readonly<{ address?: string | undefined, phone?: string | undefined }>
  /** The articles that allow the fee, set its scale, its time and what follows, written out. */
  articles: Readonly<{ charged: string, scale: string, payWithin: string, clock: string, unpaid: string }>
  objection: string
}>

const title: Bilingual = { zh: '政府信息公开信息处理费收费通知书', en: 'Notice of the Information Processing Fee' }

/** The paper that asks for the processing fee: why, by which scale, how much, how and by when to pay (Order 711 art. 42). */
export function feeNotice (notice: FeeNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: FeeNotice): Body {
  const { articles, amountYuan, desk } = notice
  return [
    paragraph`本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的政府信息公开申请（登记回执编号：${
      notice.receiptNumber}）。依照${articles.charged}的规定，本机关决定对该申请收取信息处理费。`,
    heading('收费理由'),
    paragraph`${isolated(notice.reason)}`,
    heading('收费标准和数额'),
    paragraph`${notice.scale === 'by_item' ? '按件计收' : '按量计收'}，依据${articles.scale}，超额累进计算：`,
    notice.steps,
    paragraph`${quantityInChinese(notice)}，应缴信息处理费人民币${amountYuan}元。`,
    heading('缴纳方式和期限'),
    paragraph`请于${dayTime(notice.payBy, 'zh-CN')}前（含当日，依据${articles.payWithin}，${
      payTime(notice.payWithin, 'zh-CN')}）凭本通知书向本机关缴纳。${desk.address && words`地址：${desk.address}。`}${
      desk.phone && words`电话：${desk.phone}。`}`,
    paragraph`缴费后，依据${articles.clock}，答复期限自缴费次日起重新计算。`,
    heading('逾期未缴纳的后果'),
    paragraph`依据${articles.unpaid}，逾期未缴纳的，视为放弃申请，本机关不再处理该申请。`,
    heading('救济途径'),
    paragraph`${notice.objection}`,
  ]
}

function quantityInChinese ({ scale, quantity, receivedOn }: FeeNotice): Words {
  return scale === 'by_item'
    ? words`该申请是您（贵单位）${monthTime(receivedOn, 'zh-CN')}向本机关提出的第${quantity}件申请`
    : words`该申请要求提供的政府信息共${quantity}页`
}

function english (notice: FeeNotice): Body {
  const { articles, amountYuan, desk } = notice
  return [
    paragraph`We received your request for government information on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). Under ${articles.charged}, we have decided to charge an information processing fee for it.`,
    heading('Why it is charged'),
    paragraph`${isolated(notice.reason)}`,
    heading('Scale and amount'),
    paragraph`${notice.scale === 'by_item' ? 'By item' : 'By volume'}, under ${articles.scale}, each price within its step alone:`,
    notice.steps,
    paragraph`${quantityInEnglish(notice)}: ${amountYuan} yuan are due.`,
    heading('How and by when to pay'),
    paragraph`Please pay to this body with this notice by ${dayTime(notice.payBy, 'en')}, that day included (${
      payTime(notice.payWithin, 'en')}, ${articles.payWithin}).${desk.address && words` Address: ${desk.address}.`}${
      desk.phone && words` Telephone: ${desk.phone}.`}`,
    paragraph`Once you have paid, the time for our answer is counted anew after the day of payment (${articles.clock}).`,
    heading('If it is not paid'),
    paragraph`Under ${articles.unpaid}, a request whose fee is not paid in time counts as abandoned and is no longer handled.`,
    heading('What you can do'),
    paragraph`${notice.objection}`,
  ]
}

function quantityInEnglish ({ scale, quantity, receivedOn }: FeeNotice): Words {
  return scale === 'by_item'
    ? words`This is your request number ${quantity} to this body in ${monthTime(receivedOn, 'en')}`
    : words`The information asked for has ${quantity} pages`
}
