import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { type Body, dayTime, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, isolated, list, type Paper, paragraph } from './paper.ts'
import { requestNames, type RequestKind } from './request-name.ts'

export type ClarificationNotice = NoticeHead & Readonly<{
  kind: RequestKind
  /** What is unclear, each item in the officer's words. */
  items: readonly string[]
  /** The last day to answer. */
  respondBy: Day
  /** The article that allows the ask, written out. */
  article: string
  /** What the completed request does to the time to answer. */
  clock: 'restart' | 'pause' | 'runs_on'
}>

const afterwards: Readonly<Record<ClarificationNotice['clock'], Bilingual>> = {
  restart: {
    zh: '补正后，答复期限自本机关收到补正的申请之日起重新计算。',
    en: 'Once you have answered, the time for our answer is counted anew from the day on which we receive the completed request.',
  },
  pause: {
    zh: '等待补正的时间不计算在答复期限内；补正后，答复期限继续计算。',
    en: 'The time until you answer does not count towards the time for our answer, which runs on once you have.',
  },
  runs_on: { zh: '等待补正期间，答复期限继续计算。', en: 'The time for our answer runs on meanwhile.' },
}

const title: Bilingual = { zh: '补正告知书', en: 'Notice to Complete a Request' }

/** The paper that asks once for what is unclear, by when, and says what silence means (Order 711 art. 30). */
export function clarificationNotice (notice: ClarificationNotice): Paper {
  return noticePaper(notice, title, notice.applicantName, notice.language === 'en' ? english(notice) : chinese(notice))
}

function chinese ({ receivedOn, receiptNumber, kind, items, respondBy, article, clock }: ClarificationNotice): Body {
  return [
    paragraph`本机关于${dayTime(receivedOn, 'zh-CN')}收到您（贵单位）提出的${requestNames[kind].zh}（登记回执编号：${
      receiptNumber}）。经查，申请内容不明确。依照${article}的规定，请您（贵单位）一次补正下列内容。`,
    heading('需要补正的内容'),
    list(items.map(isolated), { ordered: true }),
    heading('补正的期限和方式'),
    paragraph`请于${dayTime(respondBy, 'zh-CN')}前（含当日）补正。可以凭查询码在网上提交，也可以用信函等书面形式提交，并注明登记回执编号。`,
    heading('补正和不补正的后果'),
    paragraph`${afterwards[clock].zh}`,
    paragraph`无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。`,
  ]
}

function english ({ receivedOn, receiptNumber, kind, items, respondBy, article, clock }: ClarificationNotice): Body {
  return [
    paragraph`We received your ${requestNames[kind].en} on ${dayTime(receivedOn, 'en')} (receipt number ${receiptNumber}). It is not
clear what you ask for. Under ${article}, please complete the following, all at once.`,
    heading('What to complete'),
    list(items.map(isolated), { ordered: true }),
    heading('By when, and how'),
    paragraph`Please answer by ${dayTime(respondBy, 'en')}, that day included: online with your access token, or in writing under
your receipt number.`,
    heading('What follows'),
    paragraph`${afterwards[clock].en}`,
    paragraph`If you do not answer in time and have no good reason, the request counts as abandoned and is no longer handled.`,
  ]
}
