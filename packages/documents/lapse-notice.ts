import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import type { GroundText } from '@lightwell/regimes/ground-text'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, type NoticeHead, noticePage } from './notice-shell.ts'
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
export function lapseNotice (notice: LapseNotice): string {
  const { language } = notice
  return noticePage(notice, inLanguage(title, language), language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: LapseNotice): Html {
  const { asked, ground, cause, lateAnswerOn } = notice
  return html`<p>${isolated(notice.applicantName)}：</p>
<p>本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[notice.kind].zh}（登记回执编号：${
  notice.receiptNumber}），于${dayTime(asked.on, 'zh-CN')}以${asked.number}请您（贵单位）在${dayTime(asked.by, 'zh-CN')}前${
  wanted[cause].zh}。期限届满，未收到您（贵单位）的回复。</p>
${lateAnswerOn && html`<p>您（贵单位）于${dayTime(lateAnswerOn, 'zh-CN')}逾期回复并说明了理由。经认定，该理由不成立，维持不再处理的决定。</p>`}
<h2>处理决定</h2>
<p>依照${ground.article}，${ground.name}，本机关不再处理该申请。</p>
<h2>认定理由</h2>
<p>${isolated(notice.reason)}</p>
${cause === 'clarification' && lateAnswerOn === undefined
  ? html`<p>逾期确有正当理由的，可以补正并说明理由；经本机关认定理由成立的，恢复办理。</p>`
  : undefined}
<h2>救济途径</h2>
<p>${notice.remedy}</p>
${notice.reconsiderationBody === undefined ? undefined : html`<p>行政复议机关：${notice.reconsiderationBody}</p>`}`
}

function english (notice: LapseNotice): Html {
  const { asked, ground, cause, lateAnswerOn } = notice
  return html`<p>To ${isolated(notice.applicantName)}:</p>
<p>We received your ${requestNames[notice.kind].en} on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). On ${dayTime(asked.on, 'en')} we asked you under the number ${asked.number} to
${wanted[cause].en} by ${dayTime(asked.by, 'en')}. That day has passed without a reply.</p>
${lateAnswerOn && html`<p>You answered on ${dayTime(lateAnswerOn, 'en')} and said why it was late. That reason was not found
good, and the decision stands.</p>`}
<h2>Decision</h2>
<p>The request is no longer handled: ${ground.name} (${ground.article}).</p>
<h2>Reasons</h2>
<p>${isolated(notice.reason)}</p>
${cause === 'clarification' && lateAnswerOn === undefined
  ? html`<p>If you had good reason to be late, you may still complete the request and say why; it is taken up again once
your reason is found good.</p>`
  : undefined}
<h2>What you can do</h2>
<p>${notice.remedy}</p>
${notice.reconsiderationBody === undefined ? undefined : html`<p>Reconsideration body: ${notice.reconsiderationBody}</p>`}`
}
