import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { CorrectionDefect } from '@lightwell/regimes/regime'
import { html, type Html } from './html.ts'
import { dayTime, inLanguage, isolated, type NoticeHead, noticePage } from './notice-shell.ts'

/** What became of a request to correct a record. */
export type CorrectionResult = 'corrected' | 'forwarded' | 'declined'

export type CorrectionNotice = NoticeHead & Readonly<{
  /** What was asked: which record, what is wrong with it, and how it should read; what cannot be quoted is left out. */
  asked: Readonly<{ recordTitle: string | undefined, defect: CorrectionDefect, claim: string | undefined }>
  outcome: CorrectionResult
  /** What was changed, or why nothing was, in the words of the body. */
  reason: string
  /** The body that may change it, where it was forwarded. */
  forwardedTo?: string | undefined
  /** The article that the answer stands on, written out, where the law has one. */
  article: string | undefined
  remedy: string
  reconsiderationBody?: string | undefined
}>

const title: Bilingual = { zh: '更正申请答复书', en: 'Answer to a Request for Correction' }

const defects: Readonly<Record<CorrectionDefect, Bilingual>> = {
  inaccurate: { zh: '不准确', en: 'inaccurate' },
  incomplete: { zh: '不完整', en: 'incomplete' },
  out_of_date: { zh: '不适时', en: 'out of date' },
  irrelevant: { zh: '不相关', en: 'irrelevant' },
}

const results: Readonly<Record<CorrectionResult, Bilingual>> = {
  corrected: { zh: '经审核属实，本机关已予更正。', en: 'We have found so, and the record has been corrected.' },
  forwarded: {
    zh: '本机关无权更正该记录，已将申请转送有权处理的机关：',
    en: 'We have no power to correct this record. Your request has been forwarded to the body that has:',
  },
  declined: { zh: '本机关不予更正。', en: 'The record is not corrected.' },
}

/** The paper that answers who asked to correct a record about himself (Order 711 art. 41, county rule art. 13). */
export function correctionNotice (notice: CorrectionNotice): string {
  const { language } = notice
  return noticePage(notice, inLanguage(title, language), language === 'en' ? english(notice) : chinese(notice))
}

const unquoted: Bilingual = { zh: '见您（贵单位）提交的申请。', en: 'As stated in your request.' }

function quoted (text: string | undefined, language: Language): Html | string {
  return text === undefined ? inLanguage(unquoted, language) : isolated(text)
}

function chinese (notice: CorrectionNotice): Html {
  const { asked, outcome } = notice
  return html`<p>${isolated(notice.applicantName)}：</p>
<p>本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的政府信息更正申请（登记回执编号：${
  notice.receiptNumber}）。${notice.article && `依照${notice.article}的规定，`}现答复如下：</p>
<h2>申请事项</h2>
<dl>
<dt>政府信息记录</dt><dd>${quoted(asked.recordTitle, 'zh-CN')}</dd>
<dt>申请理由</dt><dd>记录${defects[asked.defect].zh}</dd>
<dt>更正请求</dt><dd>${quoted(asked.claim, 'zh-CN')}</dd>
</dl>
<h2>处理结果</h2>
<p>${results[outcome].zh}${notice.forwardedTo && html`${isolated(notice.forwardedTo)}。`}</p>
<h2>${outcome === 'corrected' ? '更正内容' : '理由'}</h2>
<p>${isolated(notice.reason)}</p>
<h2>救济途径</h2>
<p>${notice.remedy}</p>
${notice.reconsiderationBody && html`<p>行政复议机关：${notice.reconsiderationBody}</p>`}`
}

function english (notice: CorrectionNotice): Html {
  const { asked, outcome } = notice
  return html`<p>To ${isolated(notice.applicantName)}:</p>
<p>We received your request to correct a record on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). ${notice.article === undefined ? 'We' : `Under ${notice.article}, we`} answer as follows.</p>
<h2>What you asked for</h2>
<dl>
<dt>Record</dt><dd>${quoted(asked.recordTitle, 'en')}</dd>
<dt>What is wrong with it</dt><dd>It is ${defects[asked.defect].en}.</dd>
<dt>What you ask for</dt><dd>${quoted(asked.claim, 'en')}</dd>
</dl>
<h2>Result</h2>
<p>${results[outcome].en}${notice.forwardedTo && html` ${isolated(notice.forwardedTo)}.`}</p>
<h2>${outcome === 'corrected' ? 'What was changed' : 'Reasons'}</h2>
<p>${isolated(notice.reason)}</p>
<h2>What you can do</h2>
<p>${notice.remedy}</p>
${notice.reconsiderationBody && html`<p>Reconsideration body: ${notice.reconsiderationBody}</p>`}`
}
