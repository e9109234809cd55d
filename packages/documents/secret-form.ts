import type { Day } from '@lightwell/calendar/day'
import type { Bilingual, Language } from '@lightwell/regimes/citation'
import type { MarkLevel } from './mark.ts'
import { dayTime, formPaper, inLanguage, type PaperHead } from './notice-shell.ts'
import { heading, isolated, type Paper, type Table, type Words, words } from './paper.ts'

/** What was determined of a secret, and by whom, as a line of its form. */
export type SecretFormEntry = Readonly<{
  act: 'registered' | 'raised' | 'lowered' | 'extended' | 'shortened' | 'declassified'
  level: MarkLevel
  until: Day | undefined
  condition: string | undefined
  on: Day
  /** The person who answers for it, by whose authority, and by which paper; each where it is so. */
  classifier: string | undefined
  authority: string | undefined
  documents: readonly string[]
  ground: string
  provision: string | undefined
}>

/** The form 《国家秘密事项备案表》 of one registered secret: neither its title nor what it says, and no mark. */
export type SecretForm = PaperHead & Readonly<{
  registerNumber: string
  description: string
  listLine: Readonly<{ document: string, version: number, position: number, matter: string }>
  section: string
  circle: readonly string[]
  carriers: readonly string[]
  /** From its registration on, in their order. */
  entries: readonly SecretFormEntry[]
}>

const title: Bilingual = { zh: '国家秘密事项备案表', en: 'Filing Form of a State Secret' }

// Alone in its place a level would be a mark itself: it stands within words.
const levels: Readonly<Record<MarkLevel, Bilingual>> = {
  secret: { zh: '定为秘密级国家秘密', en: 'A state secret of the level mi mi (secret)' },
  confidential: { zh: '定为机密级国家秘密', en: 'A state secret of the level ji mi (confidential)' },
  top_secret: { zh: '定为绝密级国家秘密', en: 'A state secret of the level jue mi (top secret)' },
}

const acts: Readonly<Record<SecretFormEntry['act'], Bilingual>> = {
  registered: { zh: '定密', en: 'Determined' },
  raised: { zh: '升密', en: 'Level raised' },
  lowered: { zh: '降密', en: 'Level lowered' },
  extended: { zh: '延长保密期限', en: 'Period extended' },
  shortened: { zh: '缩短保密期限', en: 'Period shortened' },
  declassified: { zh: '解密', en: 'Declassified' },
}

const said = {
  number: { zh: '登记编号', en: 'Register number' },
  description: { zh: '事项概述（不含名称和内容）', en: 'Sort of matter (neither title nor content)' },
  list: { zh: '国家秘密事项一览表', en: 'List of secret matters' },
  line: { zh: '{document}（第{version}版）第{position}项：', en: '{document} (version {version}), line {position}: ' },
  section: { zh: '承办部门', en: 'Section' },
  circle: { zh: '知悉范围', en: 'May be known to' },
  carriers: { zh: '载体', en: 'Carriers' },
  none: { zh: '无登记', en: 'none registered' },
  entries: { zh: '定密和变更', en: 'Determination and changes' },
  act: { zh: '事项', en: 'Entry' },
  what: { zh: '密级和保密期限', en: 'Level and period' },
  by: { zh: '决定人和依据', en: 'By whom, on what ground' },
  day: { zh: '日期', en: 'Day' },
  until: { zh: '保密期限至', en: 'until ' },
  condition: { zh: '解密条件：', en: 'until this has happened: ' },
  provision: { zh: '另有规定：', en: 'allowed by: ' },
  classifier: { zh: '定密责任人：', en: 'Classified by: ' },
  authority: { zh: '定密权限：', en: 'Authority: ' },
  document: { zh: '文件：', en: 'Paper: ' },
  ground: { zh: '依据：', en: 'Ground: ' },
  filing: { zh: '备案', en: 'Filing' },
  secrecy: { zh: '报保密工作部门备案', en: 'Filed with the secrecy department' },
  office: { zh: '报党政办公室备案', en: 'Filed with the office' },
} satisfies Readonly<Record<string, Bilingual>>

/** The form of a registered secret: under which line of the list, for whom, and all that was determined of it. */
export function secretForm (form: SecretForm): Paper {
  const say = sayIn(form.language)
  return formPaper(form, title, [
    subject(form), heading(say('entries')), entries(form), heading(say('filing')),
    { kind: 'table', widths: [2, 3], rows: [{ name: say('secrecy'), cells: [[]] }, { name: say('office'), cells: [[]] }] },
  ])
}

function subject ({ language, registerNumber, description, listLine, section, circle, carriers }: SecretForm): Table {
  const say = sayIn(language)
  const { document, version, position, matter } = listLine
  const line = say('line').replace('{document}', () => document)
    .replace('{version}', String(version)).replace('{position}', String(position))
  const rows: [string, readonly Words[]][] = [
    [say('number'), [words`${registerNumber}`]],
    [say('description'), [[isolated(description)]]],
    [say('list'), [[isolated(line)], [isolated(matter)]]],
    [say('section'), [[isolated(section)]]],
    [say('circle'), circle.map((one) => [isolated(one)])],
    [say('carriers'), carriers.length === 0 ? [words`${say('none')}`] : carriers.map((one) => words`${one}`)],
  ]
  return { kind: 'table', widths: [1, 3], rows: rows.map(([name, lines]) => ({ name, cells: [lines] })) }
}

function entries ({ language, entries: all }: SecretForm): Table {
  const say = sayIn(language)
  return {
    kind: 'table', widths: [3, 6, 9, 4], head: [say('act'), say('what'), say('by'), say('day')],
    rows: all.map((entry) => ({
      name: inLanguage(acts[entry.act], language),
      cells: [heldWords(entry, language), byWords(entry, language), [[dayTime(entry.on, language)]]],
    })),
  }
}

function heldWords ({ act, level, until, condition, provision }: SecretFormEntry, language: Language): Words[] {
  if (act === 'declassified') return []
  const say = sayIn(language)
  return [
    words`${inLanguage(levels[level], language)}`,
    until === undefined ? words`${say('condition')}${isolated(condition ?? '')}` : words`${say('until')}${dayTime(until, language)}`,
    ...provision === undefined ? [] : [words`${say('provision')}${isolated(provision)}`],
  ]
}

function byWords ({ classifier, authority, documents, ground }: SecretFormEntry, language: Language): Words[] {
  const say = sayIn(language)
  return [
    ...classifier === undefined ? [] : [words`${say('classifier')}${isolated(classifier)}`],
    ...authority === undefined ? [] : [words`${say('authority')}${isolated(authority)}`],
    ...documents.map((document) => words`${say('document')}${isolated(document)}`),
    words`${say('ground')}${isolated(ground)}`,
  ]
}

function sayIn (language: Language): (word: keyof typeof said) => string {
  return (word) => inLanguage(said[word], language)
}
