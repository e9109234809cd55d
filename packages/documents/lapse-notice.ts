import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import type { GroundText } from '@lightwell/regimes/ground-text'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, isolated, type Paper, paragraph } from './paper.ts'
import { requestNames, type RequestKind } from './request-name.ts'

export type LapseNotice = NoticeHead & Readonly<{
  kind: RequestKind
  /** What did not come: the completion of the request, or the processing fee. */
  cause: 'clarification' | 'fee'
  /** The paper that asked for it, and the last day that it named. */
  asked: Readonly<{ number: string, on: Day, by: Day }>
  ground: GroundText
  /** Why there was no good reason for it, in the words of who found so. */
  reason: string
  /** The day of an answer that came late and, as was found, without good reason. */
  lateAnswerOn?: Day | undefined
  /** What the applicant can do about it, and before whom. */
  remedy: string
  reconsiderationBody?: string | undefined
}>

const title: Bilingual = { zh: '不再处理告知书', en: 'Notice That a Request Is No Longer Handled' }

const wanted: Readonly<Record<LapseNotice['cause'], Bilingual>> = {
  clarification: { zh: '补正申请内容', en: 'complete your request' },
  fee: { zh: '缴纳信息处理费', en: 'pay the processing fee' },
}

/** The paper that ends a request which its applicant gave up by his silence (Order 711 arts. 30, 42). */
export function lapseNotice (notice: LapseNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: LapseNotice): Body {
  const { asked, ground, cause, lateAnswerOn } = notice
  return [
    paragraph`本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
      notice.receiptNumber}），于${dayTime(asked.on, 'zh-CN')}以${asked.number}请您（贵单位）在${dayTime(asked.by, 'zh-CN')}前${
      wanted[cause].zh}。期限届满，未收到您（贵单位）的回复。`,
    lateAnswerOn && paragraph`您（贵单位）于${dayTime(lateAnswerOn, 'zh-CN')}逾期回复并说明了理由。经认定，该理由不成立，维持不再处理的决定。`,
    heading('处理决定'),
    paragraph`依照${ground.article}，${ground.name}，本机关不再处理该申请。`,
    heading('认定理由'),
    paragraph`${isolated(notice.reason)}`,
    cause === 'clarification' && lateAnswerOn === undefined
      ? paragraph`逾期确有正当理由的，可以补正并说明理由；经本机关认定理由成立的，恢复办理。`
      : undefined,
    heading('救济途径'),
    paragraph`${notice.remedy}`,
    notice.reconsiderationBody === undefined ? undefined : paragraph`行政复议机关：${notice.reconsiderationBody}`,
  ]
}

function english (notice: LapseNotice): Body {
  const { asked, ground, cause, lateAnswerOn } = notice
  return [
    paragraph`We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). On ${dayTime(asked.on, 'en')} we asked you under the number ${asked.number} to
${wanted[cause].en} by ${dayTime(asked.by, 'en')}. That day has passed without a reply.`,
    lateAnswerOn && paragraph`You answered on ${dayTime(lateAnswerOn, 'en')} and said why it was late. That reason was not found
good, and the decision stands.`,
    heading('Decision'),
    paragraph`The request is no longer handled: ${ground.name} (${ground.article}).`,
    heading('Reasons'),
    paragraph`${isolated(notice.reason)}`,
    cause === 'clarification' && lateAnswerOn === undefined
      ? paragraph`If you had good reason to be late, you may still complete the request and say why; it is taken up again once
your reason is found good.`
      : undefined,
    heading('What you can do'),
    paragraph`${notice.remedy}`,
    notice.reconsiderationBody === undefined ? undefined : paragraph`Reconsideration body: ${notice.reconsiderationBody}`,
  ]
}
