import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import { dayTime, formPaper, inLanguage, type PaperHead } from './notice-shell.ts'
import { code, heading, isolated, type Paper, type Table, type Words, words } from './paper.ts'

/** What one person wrote and signed on a form, and whether in the place of who holds the duty. */
export type SignedOpinion = Readonly<{ opinion: string, by: string, asDeputy: boolean, on: Day }>

/** What becomes of information that was reviewed. */
export type FilingOutcome = 'disclose' | 'redact_and_disclose' | 'withhold'

/** A mark that was seen in the information, and what was found about it. The mark itself is not repeated. */
export type FiledMark = Readonly<{ page: number, finding: string }>

/**
 * The form 《信息公开保密审查备案表》 from its collection to its filing. A step that is not signed yet is left out; it is printed as a
 * blank.
 */
export type FilingForm = PaperHead & Readonly<{
  information: Readonly<{ title: string, sha256: string }>
  supplier: string
  collected: Readonly<{ by: string, on: Day }>
  firstReview?: SignedOpinion | undefined
  /** The levels above the first review, in their order. */
  reReviews: readonly SignedOpinion[]
  decision?: SignedOpinion & Readonly<{ outcome: FilingOutcome }> | undefined
  published?: Readonly<{ way: string, on: Day }> | undefined
  /** When the form and the information reached the secrecy department of the same level and the office of the body. */
  filedWith: Readonly<{ secrecy?: Day | undefined, office?: Day | undefined }>
  /** What it was reviewed by: the rules on the scope of secrets, and the version of the body's list of secret matters. */
  basis: Readonly<{ scopeRules: readonly string[], secretList: string }>
  marks: readonly FiledMark[]
  redactions: readonly Readonly<{ place: string, ground: string }>[]
}>

const title: Bilingual = { zh: '信息公开保密审查备案表', en: 'Filing Form of the Secrecy Review of Information to Be Disclosed' }

const outcomes: Readonly<Record<FilingOutcome, Bilingual>> = {
  disclose: { zh: '同意公开', en: 'to be disclosed' },
  redact_and_disclose: { zh: '同意作区分处理后公开', en: 'to be disclosed in part' },
  withhold: { zh: '不同意公开', en: 'not to be disclosed' },
}

const said = {
  information: { zh: '信息名称', en: 'Information' },
  supplier: { zh: '提供单位', en: 'Supplied by' },
  collected: { zh: '信息收集人', en: 'Collected by' },
  basis: { zh: '审查依据', en: 'Reviewed by' },
  list: { zh: '国家秘密事项一览表', en: 'List of secret matters: ' },
  marks: { zh: '密级标志检查', en: 'Marks found' },
  page: { zh: '第{n}页：', en: 'page {n}: ' },
  redactions: { zh: '区分处理', en: 'Redactions' },
  none: { zh: '无', en: 'none' },
  firstReview: { zh: '信息员初审', en: 'First review' },
  reReview: { zh: '分管领导复核', en: 'Re-review' },
  decision: { zh: '公开决定', en: 'Decision' },
  published: { zh: '公开方式和时间', en: 'Published' },
  secrecy: { zh: '报保密工作部门备案', en: 'Filed with the secrecy department' },
  office: { zh: '报党政办公室备案', en: 'Filed with the office' },
  step: { zh: '环节', en: 'Step' },
  opinion: { zh: '意见', en: 'Opinion' },
  signed: { zh: '签字', en: 'Signed' },
  day: { zh: '日期', en: 'Day' },
  deputy: { zh: '（代理）', en: ' (as deputy)' },
  steps: { zh: '审查和决定', en: 'Review and decision' },
  filing: { zh: '公开和备案', en: 'Publication and filing' },
} satisfies Readonly<Record<string, Bilingual>>

/** The form of the secrecy review of one record: who collected it, who found what, what was decided, where it is filed. */
export function filingForm (form: FilingForm): Paper {
  const { language } = form
  return formPaper(form, title, [
    subject(form), heading(inLanguage(said.steps, language)), steps(form), heading(inLanguage(said.filing, language)), filing(form),
  ])
}

function subject (form: FilingForm): Table {
  const { language, information, supplier, collected, basis, marks, redactions } = form
  const say = sayIn(language)
  const orNone = (lines: readonly Words[]) => lines.length === 0 ? [words`${say('none')}`] : lines
  const rows: [string, readonly Words[]][] = [
    [say('information'), [[isolated(information.title)], [code(`SHA-256 ${information.sha256}`)]]],
    [say('supplier'), [[isolated(supplier)]]],
    [say('collected'), [words`${isolated(collected.by)} ${dayTime(collected.on, language)}`]],
    [say('basis'), [...basis.scopeRules.map((rule) => [isolated(rule)]), words`${say('list')}${isolated(basis.secretList)}`]],
    [say('marks'), orNone(marks.map(({ page, finding }) => words`${say('page').replace('{n}', String(page))}${isolated(finding)}`))],
    [say('redactions'), orNone(redactions.map(({ place, ground }) => words`${isolated(place)} ${isolated(ground)}`))],
  ]
  return { kind: 'table', widths: [1, 4], rows: rows.map(([name, lines]) => ({ name, cells: [lines] })) }
}

function steps ({ language, firstReview, reReviews, decision }: FilingForm): Table {
  const say = sayIn(language)
  const row = (name: string, signed: SignedOpinion | undefined, ...before: Words[]) =>
    ({ name, cells: signedCells(signed, language, before) })
  const above = reReviews.length === 0 ? [undefined] : reReviews
  return {
    kind: 'table', widths: [4, 7, 4, 5], head: [say('step'), say('opinion'), say('signed'), say('day')], rows: [
      row(say('firstReview'), firstReview),
      ...above.map((signed) => row(say('reReview'), signed)),
      row(say('decision'), decision, ...decision === undefined ? [] : [words`${inLanguage(outcomes[decision.outcome], language)}`]),
    ],
  }
}

/** An opinion, who signed it and when, as the cells of a row; blanks where nobody has signed. */
export function signedCells (signed: SignedOpinion | undefined, language: Language, before: readonly Words[] = []): Words[][] {
  if (signed === undefined) return [[], [], []]
  const { opinion, by, asDeputy, on } = signed
  return [
    [...before, [isolated(opinion)]],
    [words`${isolated(by)}${asDeputy ? sayIn(language)('deputy') : undefined}`],
    [[dayTime(on, language)]],
  ]
}

function filing ({ language, published, filedWith: { secrecy, office } }: FilingForm): Table {
  const say = sayIn(language)
  const day = (on: Day | undefined) => on === undefined ? [] : [[dayTime(on, language)]]
  const told = published && words`${isolated(published.way)} ${dayTime(published.on, language)}`
  return {
    kind: 'table', widths: [2, 3], rows: [
      { name: say('published'), cells: [told === undefined ? [] : [told]] },
      { name: say('secrecy'), cells: [day(secrecy)] },
      { name: say('office'), cells: [day(office)] },
    ],
  }
}

function sayIn (language: Language): (word: keyof typeof said) => string {
  return (word) => inLanguage(said[word], language)
}
