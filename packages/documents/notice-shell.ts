import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { Block, Paper, Run } from './paper.ts'

/** What every notice names: who writes to whom, under which numbers, about which request. */
export type NoticeHead = Readonly<{
  language: Language
  agency: Bilingual
  /** The number of the paper, such as 新民公复〔2026〕1号. */
  number: string
  receiptNumber: string
  receivedOn: Day
  applicantName: string
  issuedOn: Day
}>

/** What stands on every paper of the house, whoever it is written to. */
export type PaperHead = Pick<NoticeHead, 'language' | 'agency' | 'number' | 'issuedOn'>

/** What stands in a paper between the greeting and the signature; what is not there is left out. */
export type Body = readonly (Block | undefined)[]

/** A letter of the agency to a reader. */
export function noticePaper (head: PaperHead, title: Bilingual, to: string, body: Body): Paper {
  return { ...paperOf(head, title, body), layout: 'letter', to }
}

/** A form that stays in the files of the agency. */
export function formPaper (head: PaperHead, title: Bilingual, body: Body): Paper {
  return { ...paperOf(head, title, body), layout: 'form', to: undefined }
}

function paperOf ({ language, agency, number, issuedOn }: PaperHead, title: Bilingual, body: Body): Omit<Paper, 'layout' | 'to'> {
  return {
    language, agency: inLanguage(agency, language), title: inLanguage(title, language), number, issuedOn,
    blocks: body.filter((block) => block !== undefined),
  }
}

export function inLanguage (text: Bilingual, language: Language): string {
  return language === 'en' ? text.en : text.zh
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December']

/** A day as the language writes it: 2026年11月22日, 22 November 2026. */
export function dayTime (day: Day, language: Language): Run {
  const [year, month, date] = day.split('-').map(Number)
  const text = language === 'en' ? `${date} ${months[Number(month) - 1]} ${year}` : `${year}年${month}月${date}日`
  return { kind: 'time', text, datetime: day }
}

/** The month of a day as the language writes it: 2026年11月, November 2026. */
export function monthTime (day: Day, language: Language): Run {
  const [year, month] = day.split('-').map(Number)
  const text = language === 'en' ? `${months[Number(month) - 1]} ${year}` : `${year}年${month}月`
  return { kind: 'time', text, datetime: day.slice(0, 7) }
}
