import type { Day } from '@lightwell/calendar/day'
import type { Language } from '@lightwell/regimes/citation'

/** A piece of a line: words of the house, words of an outsider, a day or month, or a code such as a hash. */
export type Run =
  | string
  | Readonly<{ kind: 'theirs' | 'code', text: string }>
  | Readonly<{ kind: 'time', text: string, datetime: string }>

export type Words = readonly Run[]

/** What is told of a term: a line, or several. */
export type Told = Readonly<{ term: string, told: readonly Words[] }>

/** A table: the relative widths of its columns, its head, and rows whose first cell names the row. */
export type Table = Readonly<{
  kind: 'table', widths: readonly number[], head?: readonly string[] | undefined,
  rows: readonly Readonly<{ name: string, cells: readonly (readonly Words[])[] }>[]
}>

export type Block =
  | Readonly<{ kind: 'paragraph', words: Words }>
  | Readonly<{ kind: 'heading', level: 2 | 3 | 4, text: string }>
  | Readonly<{ kind: 'list', ordered: boolean, items: readonly Words[] }>
  | Readonly<{ kind: 'terms', terms: readonly Told[] }>
  | Table

/** A paper as its reader sees it, whatever it is drawn on: who writes, to whom, what, and from which day. */
export type Paper = Readonly<{
  language: Language
  /** A letter bears the head of the agency; a form stays in its files. */
  layout: 'letter' | 'form'
  agency: string
  title: string
  number: string
  /** The name of the reader; a form has none. */
  to: string | undefined
  blocks: readonly Block[]
  issuedOn: Day
}>

/** What may stand in a template; nothing is written for what is not there. */
export type Value = Run | number | undefined | readonly Value[]

/** Words with values between them. A line break of the template is a blank. */
export function words (template: TemplateStringsArray, ...values: Value[]): Words {
  const literal = template.map((text) => text.replace(/\s*\n\s*/g, ' '))
  return joined([literal[0], ...values.flatMap((value, at) => [value, literal[at + 1]])])
}

/** A paragraph, written like `words`. */
export function paragraph (template: TemplateStringsArray, ...values: Value[]): Block {
  return { kind: 'paragraph', words: words(template, ...values) }
}

/** A heading; one of the second level unless it says so. */
export function heading (text: string, level: 2 | 3 | 4 = 2): Block {
  return { kind: 'heading', level, text }
}

export function list (items: readonly (Run | Words)[], { ordered = false } = {}): Block {
  return { kind: 'list', ordered, items: items.map((item) => joined([item])) }
}

/** Terms, each with what is told of it in one line or several; a term of which nothing is told is left out. */
export function terms (rows: readonly (readonly [term: string, ...told: Value[]])[]): Block {
  return {
    kind: 'terms',
    terms: rows.map(([term, ...told]) => ({ term, told: told.map((value) => joined([value])).filter(({ length }) => length > 0) }))
      .filter(({ told }) => told.length > 0),
  }
}

/** Words of an outsider, whose direction of writing cannot reach beyond them. */
export function isolated (text: string): Run {
  return { kind: 'theirs', text }
}

export function code (text: string): Run {
  return { kind: 'code', text }
}

/** How a paper greets its reader, where it has one. */
export function addressOf ({ language, to }: Paper): Words | undefined {
  if (to === undefined) return undefined
  return language === 'en' ? words`To ${isolated(to)}:` : words`${isolated(to)}：`
}

/** The text of a piece of a line. */
export function textOf (run: Run): string {
  return typeof run === 'string' ? run : run.text
}

function joined (values: readonly Value[]): Run[] {
  const runs: Run[] = []
  for (const value of values.flatMap(flat)) {
    const last = runs.at(-1)
    if (typeof value === 'string' && typeof last === 'string') runs[runs.length - 1] = last + value
    else if (value !== '') runs.push(value)
  }
  return runs
}

function flat (value: Value): Run[] {
  if (value === undefined) return []
  if (typeof value === 'number') return [String(value)]
  return isMany(value) ? value.flatMap(flat) : [value]
}

function isMany (value: Value): value is readonly Value[] {
  return Array.isArray(value)
}
