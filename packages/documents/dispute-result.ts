import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { words as said } from './decision-words.ts'
import { type Body, dayTime, inLanguage, type NoticeHead, noticePaper } from './notice-shell.ts'
import { heading, type Paper, paragraph } from './paper.ts'

/** How a dispute on secrecy ended. Which level it has, who was asked and by which paper it was ruled is none of it. */
export type DisputeResult = NoticeHead & Readonly<{
  /** The answer, and the number of the part of it that was disputed. */
  answer: Readonly<{ number: string, on: Day }>
  part: number
  filedOn: Day
  /** By when the part is decided anew; left out where the answer stands. */
  decideBy: Day | undefined
  /** What could be done about the part, and still can. */
  remedies: readonly string[]
  reconsiderationBody?: string | undefined
  court?: string | undefined
}>

const title: Bilingual = { zh: '保密争议处理结果告知书', en: 'Notice of the Result of a Dispute on Secrecy' }

/** The paper that tells an applicant how his dispute ended, and which remedies he has beside it. */
export function disputeResult (notice: DisputeResult): Paper {
  const { language, remedies, reconsiderationBody, court } = notice
  const say = (word: keyof typeof said) => inLanguage(said[word], language)
  const colon = language === 'en' ? ': ' : '：'
  return noticePaper(notice, title, notice.applicantName, [
    ...language === 'en' ? english(notice) : chinese(notice),
    heading(say('remedies')),
    ...remedies.map((remedy) => paragraph`${remedy}`),
    reconsiderationBody === undefined ? undefined : paragraph`${say('reconsiderationBody')}${colon}${reconsiderationBody}`,
    court === undefined ? undefined : paragraph`${say('court')}${colon}${court}`,
    language === 'en' ? paragraph`These periods run from the service of the answer itself; the dispute has not changed them.`
      : paragraph`上述期限自原答复送达之日起计算，不因本次异议的处理而变更。`,
  ])
}

function chinese ({ receivedOn, receiptNumber, answer, filedOn, part, decideBy }: DisputeResult): Body {
  return [
    paragraph`本机关于${dayTime(receivedOn, 'zh-CN')}收到您（贵单位）提出的申请（登记回执编号：${receiptNumber}），于${
      dayTime(answer.on, 'zh-CN')}以${answer.number}作出答复。您（贵单位）于${dayTime(filedOn, 'zh-CN')}对其中第${part}项的定密提出异议，本机关已报请有权机关认定。`,
    heading('处理结果'),
    decideBy === undefined
      ? paragraph`经认定，该项信息依法不予公开，原答复中该项的处理结果不变。`
      : paragraph`经认定，该项信息不应以国家秘密为由不予公开。本机关将于${dayTime(decideBy, 'zh-CN')}前对该项重新作出处理，并将结果告知您（贵单位）。`,
  ]
}

function english ({ receivedOn, receiptNumber, answer, filedOn, part, decideBy }: DisputeResult): Body {
  return [
    paragraph`We received your request on ${dayTime(receivedOn, 'en')} (receipt number ${receiptNumber}) and answered it on
${dayTime(answer.on, 'en')} under the number ${answer.number}. On ${dayTime(filedOn, 'en')} you disputed that item ${part} of the answer is
a state secret. We put the question before the competent body.`,
    heading('Result'),
    decideBy === undefined
      ? paragraph`It was found that this information is not to be disclosed. The answer on this item stands.`
      : paragraph`It was found that this information is not to be withheld as a state secret. We shall decide on this item anew by
${dayTime(decideBy, 'en')} and tell you the result.`,
  ]
}
