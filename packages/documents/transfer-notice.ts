import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { type Block, heading, isolated, type Paper, paragraph, terms } from './paper.ts'
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
export function transferNotice (notice: TransferNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: TransferNotice): Body {
  const { to, article } = notice
  return [
    paragraph`本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
      notice.receiptNumber}）。经审查，所申请的事项不由本机关负责。`,
    heading('理由'),
    paragraph`${isolated(notice.reason)}`,
    heading('负责的机关'),
    paragraph`依照${article}，现告知您（贵单位）：该事项由${to.agency.zh}负责。`,
    contactList(to.contact, { address: '地址', phone: '电话', email: '电子邮箱' }),
    heading('转送'),
    paragraph`该机关与本机关同属一级政府，您（贵单位）无需重新申请：本机关已将该申请转送${to.agency.zh}办理，收到日期不变，仍为${
      dayTime(notice.receivedOn, 'zh-CN')}。`,
    paragraph`新的登记回执编号为${to.receiptNumber}，答复期限至${dayTime(to.dueOn, 'zh-CN')}止${
      to.provisional ? '（该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准）' : ''}。原查询码继续有效，可以查询该申请的办理情况。`,
  ]
}

function english (notice: TransferNotice): Body {
  const { to, article } = notice
  return [
    paragraph`We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). We are not the body that answers for what you ask.`,
    heading('Reasons'),
    paragraph`${isolated(notice.reason)}`,
    heading('The body that answers for it'),
    paragraph`Under ${article}, we tell you that it is ${to.agency.en}.`,
    contactList(to.contact, { address: 'Address', phone: 'Telephone', email: 'E-mail' }),
    heading('Transfer'),
    paragraph`That body is of the same government, so you need not ask again: we have passed your request on to ${to.agency.en}. Its day
of receipt stays ${dayTime(notice.receivedOn, 'en')}.`,
    paragraph`Its new receipt number is ${to.receiptNumber}; the time to answer runs to ${dayTime(to.dueOn, 'en')}${
      to.provisional ? ', a day that counts a year whose public holidays are not published yet' : ''}. Your access token goes on
opening it.`,
  ]
}

/** How a body is reached, as a list; nothing where nothing is known. */
export function contactList (contact: Contact, names: Readonly<Record<keyof Contact, string>>): Block | undefined {
  const known = terms([[names.address, contact.address ?? undefined], [names.phone, contact.phone ?? undefined], [names.email, contact.email ?? undefined]])
  return known.kind === 'terms' && known.terms.length > 0 ? known : undefined
}
