import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, isolated, type Paper, paragraph } from './paper.ts'

export type ExtensionNotice = NoticeHead & Readonly<{
  oldDueOn: Day
  newDueOn: Day
  /** The new day counts a year whose days off are not published yet. */
  provisional?: boolean | undefined
  /** The reason of the list of the law, beside which the words stand. */
  cause: Bilingual
  reason: string
  /** The article that allows the extension, written out, such as 《政务信息公开实施细则》第十二条第一款. */
  article: string
  approvedBy: Readonly<{ duty: 'head' | 'disclosure_office', asDeputy: boolean }>
  /** By the law the extension holds only if this paper is served on or before the old day. */
  holdsOnceServed?: boolean | undefined
}>

const title: Bilingual = { zh: '政府信息公开申请延期答复告知书', en: 'Notice of Extension of the Time to Answer' }

/** The duties that may make a legal day later, as a paper names them. */
export const duties: Readonly<Record<ExtensionNotice['approvedBy']['duty'], Bilingual>> = {
  head: { zh: '本单位负责人', en: 'the head of this body' },
  disclosure_office: { zh: '政府信息公开工作机构负责人', en: 'the head of the disclosure office' },
}

/** The paper that tells the applicant the later day and its reason (county rule art. 12.1, Order 711 art. 33.2). */
export function extensionNotice (notice: ExtensionNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: ExtensionNotice): Body {
  const { duty, asDeputy } = notice.approvedBy
  return [
    paragraph`本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的政府信息公开申请（登记回执编号：${
      notice.receiptNumber}），答复期限至${dayTime(notice.oldDueOn, 'zh-CN')}止。`,
    heading('延期理由'),
    paragraph`事由：${notice.cause.zh}。`,
    paragraph`${isolated(notice.reason)}`,
    heading('延长后的答复期限'),
    paragraph`依照${notice.article}的规定，经${duties[duty].zh}${asDeputy ? '的代理人代行职责' : ''}批准，答复期限延长至${
      dayTime(notice.newDueOn, 'zh-CN')}。`,
    notice.holdsOnceServed ? paragraph`本告知书在${dayTime(notice.oldDueOn, 'zh-CN')}或者之前送达的，延期方为有效。` : undefined,
    notice.provisional ? paragraph`该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准。` : undefined,
  ]
}

function english (notice: ExtensionNotice): Body {
  const { duty, asDeputy } = notice.approvedBy
  return [
    paragraph`We received your request for government information on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). The time to answer it ran to ${dayTime(notice.oldDueOn, 'en')}.`,
    heading('Reason for the extension'),
    paragraph`Cause: ${notice.cause.en}.`,
    paragraph`${isolated(notice.reason)}`,
    heading('New day for the answer'),
    paragraph`Under ${notice.article}, and approved by ${asDeputy ? 'the acting deputy of ' : ''}${duties[duty].en}, the time to
answer is extended to ${dayTime(notice.newDueOn, 'en')}.`,
    notice.holdsOnceServed ? paragraph`The extension holds only if this notice is served on or before ${
      dayTime(notice.oldDueOn, 'en')}.` : undefined,
    notice.provisional ? paragraph`That day counts a year whose public holidays are not published yet; once they are, the
day that follows from them applies.` : undefined,
  ]
}
