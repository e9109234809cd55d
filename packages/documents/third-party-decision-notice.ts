import type { Day } from '@lightwell/calendar/day'
import type { Bilingual } from '@lightwell/regimes/citation'
import { words as said } from './decision-words.ts'
import { type Body, dayTime, inLanguage, noticePaper, type PaperHead } from './notice-shell.ts'
import { type Block, heading, isolated, list, type Paper, paragraph } from './paper.ts'

/** What a third party is told when information goes out over his objection. Who gets it is none of it. */
export type ThirdPartyDecisionNotice = PaperHead & Readonly<{
  partyName: string
  /** The letter in which he was asked, and what it asked. */
  letter: Readonly<{ number: string, issuedOn: Day, question: string }>
  answeredOn: Day
  objection: 'objects' | 'partly'
  /** The titles of what is released and concerns him. */
  released: readonly string[]
  /** Whether words were taken out of some of it. */
  inPart: boolean
  /** Why the public interest outweighs his objection, once for each part. */
  reasons: readonly string[]
  /** The article under which he was asked, where the law has one. */
  article: string | undefined
  remedy: string
  reconsiderationBody?: string | undefined
  court?: string | undefined
}>

const title: Bilingual = {
  zh: '依申请公开政府信息告知书（第三方）', en: 'Notice to a Third Party of the Disclosure of Information',
}

/** The paper that tells a third party what is released over his objection, why, and what he can do (条例第三十二条). */
export function thirdPartyDecisionNotice (notice: ThirdPartyDecisionNotice): Paper {
  return noticePaper(notice, title, notice.partyName, [
    ...notice.language === 'en' ? english(notice) : chinese(notice),
    ...remediesOf(notice),
  ])
}

type Weighed = Readonly<{ answer: Bilingual, finding: Bilingual }>

const weighed: Readonly<Record<ThirdPartyDecisionNotice['objection'], Weighed>> = {
  objects: {
    answer: { zh: '不同意公开', en: 'objected' },
    finding: {
      zh: '本机关经审查，认为不公开可能对公共利益造成重大影响，',
      en: 'Having examined it, we find that to withhold it may do serious harm to the public interest.',
    },
  },
  partly: {
    answer: { zh: '部分同意公开', en: 'agreed in part' },
    finding: { zh: '本机关经审查，', en: 'We have examined what you say.' },
  },
}

function chinese (notice: ThirdPartyDecisionNotice): Body {
  const { letter, answeredOn, objection, released, inPart, reasons, article } = notice
  const { answer, finding } = weighed[objection]
  return [
    paragraph`本机关于${dayTime(letter.issuedOn, 'zh-CN')}以${letter.number}征求您（贵单位）的意见，所征求意见的问题是：${
      isolated(letter.question)}`,
    paragraph`您（贵单位）于${dayTime(answeredOn, 'zh-CN')}答复${answer.zh}。${finding.zh}${article && `依照${article}的规定，`}决定${
      inPart ? '经区分处理后予以公开' : '予以公开'}。`,
    ...listOf('决定公开的信息', released),
    heading('理由'),
    ...reasons.map((reason) => paragraph`${isolated(reason)}`),
  ]
}

function english (notice: ThirdPartyDecisionNotice): Body {
  const { letter, answeredOn, objection, released, inPart, reasons, article } = notice
  const { answer, finding } = weighed[objection]
  return [
    paragraph`By our letter ${letter.number} of ${dayTime(letter.issuedOn, 'en')} we asked for your view: ${
      isolated(letter.question)}`,
    paragraph`On ${dayTime(answeredOn, 'en')} you ${answer.en}. ${finding.en} ${article === undefined ? 'We' : `Under ${article} we`} have decided to disclose it${
      inPart ? ', with some of its words removed' : ''}.`,
    ...listOf('What is disclosed', released),
    heading('Reasons'),
    ...reasons.map((reason) => paragraph`${isolated(reason)}`),
  ]
}

function listOf (name: string, released: readonly string[]): Block[] {
  return released.length === 0 ? [] : [heading(name), list(released.map(isolated))]
}

function remediesOf ({ language, remedy, reconsiderationBody, court }: ThirdPartyDecisionNotice): Body {
  const say = (word: keyof typeof said) => inLanguage(said[word], language)
  const colon = language === 'en' ? ': ' : '：'
  return [
    heading(say('remedies')),
    paragraph`${remedy}`,
    reconsiderationBody === undefined ? undefined : paragraph`${say('reconsiderationBody')}${colon}${reconsiderationBody}`,
    court === undefined ? undefined : paragraph`${say('court')}${colon}${court}`,
  ]
}
