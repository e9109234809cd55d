import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { duties, type ExtensionNotice } from './extension-notice.ts'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, isolated, type Paper, paragraph } from './paper.ts'
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
export function deferralNotice (notice: DeferralNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: DeferralNotice): Body {
  const { duty, asDeputy } = notice.approvedBy
  return [
    paragraph`本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
      notice.receiptNumber}），答复期限至${dayTime(notice.oldDueOn, 'zh-CN')}止。经认定，您（贵单位）申请的理由合理。`,
    heading('延迟答复的原因'),
    paragraph`${isolated(notice.reason)}`,
    heading('延迟后的答复期限'),
    paragraph`依照${notice.article}的规定，经${duties[duty].zh}${asDeputy ? '的代理人代行职责' : ''}批准，延迟${
      notice.workingDays}个工作日，至${dayTime(notice.newDueOn, 'zh-CN')}前（含当日）答复。`,
    notice.provisional ? paragraph`该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准。` : undefined,
  ]
}

function english (notice: DeferralNotice): Body {
  const { duty, asDeputy } = notice.approvedBy
  return [
    paragraph`We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). The time to answer it ran to ${dayTime(notice.oldDueOn, 'en')}. The reasons of your request were
found reasonable.`,
    heading('Why the answer is put off'),
    paragraph`${isolated(notice.reason)}`,
    heading('New day for the answer'),
    paragraph`Under ${notice.article}, and approved by ${asDeputy ? 'the acting deputy of ' : ''}${duties[duty].en}, the answer is put
off by ${notice.workingDays} working ${notice.workingDays === 1 ? 'day' : 'days'}, to ${dayTime(notice.newDueOn, 'en')}.`,
    notice.provisional ? paragraph`That day counts a year whose public holidays are not published yet; once they are, the
day that follows from them applies.` : undefined,
  ]
}
