import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { GroundText } from '@lightwell/regimes/ground-text'
import { disclosed, families, type Outcome, titles, words as said } from './decision-words.ts'
import { dayTime, inLanguage, type NoticeHead, noticePaper } from './notice-shell.ts'
import { type Block, code, heading, isolated, list, type Paper, paragraph, terms, type Words, words } from './paper.ts'

/** A record that is provided. Of one that was redacted it is told what was taken out: never the words. */
export type ProvidedRecord = Readonly<{ title: string, sha256: string, removals?: readonly ToldRemoval[] }>

/** One removal: which, on which page where there are pages, on which ground. */
export type ToldRemoval = Readonly<{ number: number, page: number | null, ground: GroundText }>

/**
 * One asked item and its answer; `groundDetail` names the law that forbids, `publicPlace` where what is public stands, and
 * `notSeverable` says why nothing can be given apart from the rest.
 */
export type NoticePart = Readonly<{
  description: string
  outcome: Outcome
  grounds: readonly GroundText[]
  groundDetail?: string | undefined
  notSeverable?: string | undefined
  publicPlace?: string | undefined
  records: readonly ProvidedRecord[]
}>

/** When, where and how what is released reaches the applicant (county rule art. 12.2). */
export type NoticeDelivery = Readonly<{ on: Day, place?: string | undefined, manner?: string | undefined }>

export type DecisionNotice = NoticeHead & Readonly<{
  outcome: Outcome
  parts: readonly NoticePart[]
  delivery?: NoticeDelivery | undefined
  /** The remedies that the grounds ask for, in the language of the notice, each with the numbers of its parts. */
  remedies: readonly Readonly<{ text: string, parts: readonly number[] }>[]
  reconsiderationBody?: string | undefined
  court?: string | undefined
}>

/** The paper that answers a request: what is decided part by part, why, how it is provided, and the remedies. */
export function decisionNotice (notice: DecisionNotice): Paper {
  const { language, parts, delivery, applicantName } = notice
  return noticePaper(notice, titleOf(notice), applicantName, [
    opening(notice),
    heading(inLanguage(said.decision, language)),
    ...parts.flatMap((part, at) => partOf(part, at + 1, language)),
    ...delivery === undefined ? [] : deliveryOf(delivery, language),
    ...remediesOf(notice),
  ])
}

function titleOf ({ outcome, parts }: DecisionNotice): Bilingual {
  const withholds = parts.some((part) => part.grounds.some((ground) => ground.family === 'withheld'))
  return titles[outcome === 'refuse' && !withholds ? 'answer' : outcome]
}

function opening ({ language, receivedOn, receiptNumber }: DecisionNotice): Block {
  return language === 'en'
    ? paragraph`We received your request for government information on ${dayTime(receivedOn, language)} (receipt number
${receiptNumber}). Having examined it, we answer as follows.`
    : paragraph`本机关于${dayTime(receivedOn, language)}收到您（贵单位）提出的政府信息公开申请（登记回执编号：${
      receiptNumber}）。经审查，现答复如下：`
}

function partOf (part: NoticePart, number: number, language: Language): Block[] {
  const { description, grounds, groundDetail, notSeverable, publicPlace, records } = part
  const say = (word: keyof typeof said) => inLanguage(said[word], language)
  return [
    heading(say('part').replace('{n}', String(number)), 3),
    terms([
      [say('asked'), isolated(description)],
      [say('result'), resultOf(part, language)],
      [say('reasons'), ...grounds.map((ground) => reason(ground, language))],
      [say('detail'), groundDetail && isolated(groundDetail)],
      [say('publicPlace'), publicPlace && isolated(publicPlace)],
      [say('notSeverable'), notSeverable && isolated(notSeverable)],
    ]),
    ...records.length === 0 ? [] : [
      heading(say('records'), 4), list(records.map(({ title, sha256 }) => words`${isolated(title)} ${code(`SHA-256 ${sha256}`)}`)),
    ],
    ...records.flatMap((record) => removalsOf(record, language)),
  ]
}

/** What was taken out of a record, by its grounds (条例第三十七条: the reasons for what is not given are told). */
function removalsOf ({ title, removals = [] }: ProvidedRecord, language: Language): Block[] {
  if (removals.length === 0) return []
  const byGround = Map.groupBy(removals, ({ ground }) => ground.name)
  const [colon, comma] = language === 'en' ? [': ', ', '] : ['：', '、']
  return [
    heading(inLanguage(said.removals, language), 4),
    paragraph`${isolated(title)}`,
    list([...byGround.values()].map((own) =>
      words`${reason(own[0]!.ground, language)}${colon}${own.map((one) => placeOf(one, language)).join(comma)}`)),
  ]
}

function placeOf ({ number, page }: ToldRemoval, language: Language): string {
  if (language === 'en') return `no. ${number}${page === null ? '' : ` (page ${page})`}`
  return `第${number}处${page === null ? '' : `（第${page}页）`}`
}

function resultOf ({ outcome, grounds }: NoticePart, language: Language): string {
  if (outcome === 'redact_and_disclose') return inLanguage(disclosed[outcome], language)
  const found = new Set(grounds.map((ground) => inLanguage(families[ground.family], language)))
  if (found.size > 0) return [...found].join(language === 'en' ? '; ' : '；')
  return inLanguage(outcome === 'disclose' ? disclosed.disclose : families.withheld, language)
}

function reason ({ name, article, parentArticle }: GroundText, language: Language): Words {
  if (language === 'en') return words`${name} (${article}${parentArticle && `, ${said.underHigher.en} ${parentArticle}`})`
  return words`${name}（依据${article}${parentArticle && `；${said.underHigher.zh}：${parentArticle}`}）`
}

function deliveryOf ({ on, place, manner }: NoticeDelivery, language: Language): Block[] {
  const say = (word: keyof typeof said) => inLanguage(said[word], language)
  return [heading(say('delivery')), terms([
    [say('on'), dayTime(on, language)],
    [say('place'), place && isolated(place)],
    [say('manner'), manner && isolated(manner)],
  ])]
}

function remediesOf ({ remedies, reconsiderationBody, court, language }: DecisionNotice): (Block | undefined)[] {
  if (remedies.length === 0) return []
  const say = (word: keyof typeof said) => inLanguage(said[word], language)
  const colon = language === 'en' ? ': ' : '：'
  return [
    heading(say('remedies')),
    // Where every part has the same remedy, it needs no numbers.
    ...remedies.map(({ text, parts }) =>
      remedies.length === 1 ? paragraph`${text}` : paragraph`${numbersOf(parts, language)}${colon}${text}`),
    reconsiderationBody === undefined ? undefined : paragraph`${say('reconsiderationBody')}${colon}${reconsiderationBody}`,
    court === undefined ? undefined : paragraph`${say('court')}${colon}${court}`,
  ]
}

function numbersOf (parts: readonly number[], language: Language): string {
  return parts.map((number) => inLanguage(said.part, language).replace('{n}', String(number))).join(language === 'en' ? ', ' : '、')
}
