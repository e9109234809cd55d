import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import { signedCells, type SignedOpinion } from './filing-form.ts'
import { dayTime, formPaper, inLanguage, type PaperHead } from './notice-shell.ts'
import { heading, isolated, type Paper, type Table, words } from './paper.ts'

/**
 * The sheet that an answer is signed on: drafted, passed by the steps of the agency in their order, signed out. Who has not
 * signed is left out.
 */
export type ApprovalSheet = PaperHead & Readonly<{
  receiptNumber: string
  applicantName: string
  receivedOn: Day
  dueOn: Day | undefined
  /** What was asked and what is to be answered, item by item, each in words. */
  items: readonly Readonly<{ asked: string, answer: string }>[]
  drafted: SignedOpinion
  steps: readonly Readonly<{ name: Bilingual, signed?: SignedOpinion | undefined }>[]
  approved?: SignedOpinion | undefined
}>

const title: Bilingual = { zh: '政府信息公开申请答复审批单', en: 'Approval Sheet of an Answer to a Request for Information' }

const said = {
  receipt: { zh: '登记回执编号', en: 'Receipt number' },
  applicant: { zh: '申请人', en: 'Applicant' },
  received: { zh: '收到日期', en: 'Received on' },
  due: { zh: '答复期限', en: 'Due on' },
  item: { zh: '事项', en: 'Item' },
  asked: { zh: '申请内容', en: 'Asked for' },
  answer: { zh: '拟答复意见', en: 'Answer proposed' },
  step: { zh: '环节', en: 'Step' },
  opinion: { zh: '意见', en: 'Opinion' },
  signed: { zh: '签字', en: 'Signed' },
  day: { zh: '日期', en: 'Day' },
  steps: { zh: '审批', en: 'Approval' },
  drafting: { zh: '承办', en: 'Drafting' },
  signing: { zh: '签发', en: 'Signing' },
} satisfies Readonly<Record<string, Bilingual>>

/** The sheet on which an answer is drafted, read, countersigned and signed, as it can be printed at every step. */
export function approvalSheet (sheet: ApprovalSheet): Paper {
  return formPaper(sheet, title, [
    subject(sheet), items(sheet), heading(inLanguage(said.steps, sheet.language)), steps(sheet),
  ])
}

function subject ({ language, receiptNumber, applicantName, receivedOn, dueOn }: ApprovalSheet): Table {
  const say = sayIn(language)
  return {
    kind: 'table', widths: [1, 3], rows: [
      { name: say('receipt'), cells: [[words`${receiptNumber}`]] },
      { name: say('applicant'), cells: [[[isolated(applicantName)]]] },
      { name: say('received'), cells: [[[dayTime(receivedOn, language)]]] },
      { name: say('due'), cells: [dueOn === undefined ? [] : [[dayTime(dueOn, language)]]] },
    ],
  }
}

function items ({ language, items: all }: ApprovalSheet): Table {
  const say = sayIn(language)
  return {
    kind: 'table', widths: [1, 4, 5], head: [say('item'), say('asked'), say('answer')],
    rows: all.map(({ asked, answer }, at) => ({ name: String(at + 1), cells: [[[isolated(asked)]], [[isolated(answer)]]] })),
  }
}

function steps ({ language, drafted, steps: between, approved }: ApprovalSheet): Table {
  const say = sayIn(language)
  const all = [{ name: said.drafting, signed: drafted }, ...between, { name: said.signing, signed: approved }]
  return {
    kind: 'table', widths: [6, 7, 4, 5], head: [say('step'), say('opinion'), say('signed'), say('day')],
    rows: all.map(({ name, signed }) => ({ name: inLanguage(name, language), cells: signedCells(signed, language) })),
  }
}

function sayIn (language: Language): (word: keyof typeof said) => string {
  return (word) => inLanguage(said[word], language)
}
