import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { type Paper, paragraph } from './paper.ts'

/** What the applicant is told of a consultation: when it began, and when it ends at the latest. Never with whom. */
export type ConsultationToldNotice = NoticeHead & Readonly<{
  asked: 'third_party' | 'body'
  servedOn: Day
  /** The last day of the limit to answer. */
  answerBy: Day
  /** That day counts a year whose days off are not published yet. */
  provisional: boolean
  /** Whether that time counts: the clock stands still, or runs on. */
  clock: 'pause' | 'runs_on'
  /** The article under which others are asked, and that on the time, each written out, where the law has one. */
  articles: Readonly<{ asking: string | undefined, clock: string | undefined }>
}>

const title: Bilingual = { zh: '政府信息公开征求意见告知书', en: 'Notice that Others Are Being Consulted' }

/** The paper that tells the applicant that others are asked, and whether these days count (条例第三十三条第三款). */
export function consultationToldNotice (notice: ConsultationToldNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese (notice: ConsultationToldNotice): Body {
  const { receivedOn, receiptNumber, asked, servedOn, articles } = notice
  return [
    paragraph`本机关于${dayTime(receivedOn, 'zh-CN')}收到您（贵单位）提出的政府信息公开申请（登记回执编号：${receiptNumber}）。您申请公开的信息${
      asked === 'third_party' ? '涉及第三方的合法权益' : '涉及其他机关'}，${underZh(articles.asking)}本机关已于${
      dayTime(servedOn, 'zh-CN')}书面征求其意见。`,
    ...clockZh(notice),
  ]
}

function clockZh ({ clock, answerBy, provisional, articles }: ConsultationToldNotice): Body {
  if (clock === 'runs_on') {
    return [paragraph`${underZh(articles.clock)}征求意见期间，答复期限继续计算。对方最迟应当于${dayTime(answerBy, 'zh-CN')}前答复。`]
  }
  return [
    paragraph`${underZh(articles.clock)}征求意见所需时间不计算在答复期限内。该期间至对方答复之日止，最迟至${
      dayTime(answerBy, 'zh-CN')}止；此后答复期限继续计算。`,
    provisional ? paragraph`该日期涉及尚未公布放假安排的年度，公布后以实际安排计算的日期为准。` : undefined,
  ]
}

function underZh (article: string | undefined): string {
  return article === undefined ? '' : `依照${article}的规定，`
}

function english (notice: ConsultationToldNotice): Body {
  const { receivedOn, receiptNumber, asked, servedOn, articles } = notice
  return [
    paragraph`We received your request for government information on ${dayTime(receivedOn, 'en')} (receipt number
${receiptNumber}). What you ask for ${asked === 'third_party' ? 'touches the lawful interests of a third party' :
      'concerns another body'}. ${underEn(articles.asking, 'we asked')} for their view in writing on ${dayTime(servedOn, 'en')}.`,
    ...clockEn(notice),
  ]
}

function clockEn ({ clock, answerBy, provisional, articles }: ConsultationToldNotice): Body {
  if (clock === 'runs_on') {
    return [paragraph`${underEn(articles.clock, 'the time to answer you')} runs on meanwhile. They have until ${dayTime(answerBy, 'en')}.`]
  }
  return [
    paragraph`${underEn(articles.clock, 'the time that this takes')} does not count towards the time to answer you. It ends when
they answer, on ${dayTime(answerBy, 'en')} at the latest; the time to answer then runs on.`,
    provisional ? paragraph`That day counts a year whose public holidays are not published yet; once they are, the day that
follows from them applies.` : undefined,
  ]
}

function underEn (article: string | undefined, then: string): string {
  return article === undefined ? `${then.charAt(0).toUpperCase()}${then.slice(1)}` : `Under ${article} ${then}`
}
