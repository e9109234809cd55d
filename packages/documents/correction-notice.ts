import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { CorrectionDefect } from '@lightwell/regimes/regime'
import { type Body, dayTime, inLanguage, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, isolated, type Paper, paragraph, type Run, terms, words } from './paper.ts'

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
export function correctionNotice (notice: CorrectionNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

const unquoted: Bilingual = { zh: '见您（贵单位）提交的申请。', en: 'As stated in your request.' }

function quoted (text: string | undefined, language: Language): Run {
  return text === undefined ? inLanguage(unquoted, language) : isolated(text)
}

function chinese (notice: CorrectionNotice): Body {
  const { asked, outcome } = notice
  return [
    paragraph`本机关于${dayTime(notice.receivedOn, 'zh-CN')}收到您（贵单位）提出的政府信息更正申请（登记回执编号：${
      notice.receiptNumber}）。${notice.article && `依照${notice.article}的规定，`}现答复如下：`,
    heading('申请事项'),
    terms([
      ['政府信息记录', quoted(asked.recordTitle, 'zh-CN')],
      ['申请理由', `记录${defects[asked.defect].zh}`],
      ['更正请求', quoted(asked.claim, 'zh-CN')],
    ]),
    heading('处理结果'),
    paragraph`${results[outcome].zh}${notice.forwardedTo && words`${isolated(notice.forwardedTo)}。`}`,
    heading(outcome === 'corrected' ? '更正内容' : '理由'),
    paragraph`${isolated(notice.reason)}`,
    heading('救济途径'),
    paragraph`${notice.remedy}`,
    notice.reconsiderationBody === undefined ? undefined : paragraph`行政复议机关：${notice.reconsiderationBody}`,
  ]
}

function english (notice: CorrectionNotice): Body {
  const { asked, outcome } = notice
  return [
    paragraph`We received your request to correct a record on ${dayTime(notice.receivedOn, 'en')} (receipt number
${notice.receiptNumber}). ${notice.article === undefined ? 'We' : `Under ${notice.article}, we`} answer as follows.`,
    heading('What you asked for'),
    terms([
      ['Record', quoted(asked.recordTitle, 'en')],
      ['What is wrong with it', `It is ${defects[asked.defect].en}.`],
      ['What you ask for', quoted(asked.claim, 'en')],
    ]),
    heading('Result'),
    paragraph`${results[outcome].en}${notice.forwardedTo && words` ${isolated(notice.forwardedTo)}.`}`,
    heading(outcome === 'corrected' ? 'What was changed' : 'Reasons'),
    paragraph`${isolated(notice.reason)}`,
    heading('What you can do'),
    paragraph`${notice.remedy}`,
    notice.reconsiderationBody === undefined ? undefined : paragraph`Reconsideration body: ${notice.reconsiderationBody}`,
  ]
}
