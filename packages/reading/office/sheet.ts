import { asShown } from './cell-formats.ts'
import { openColumns } from '../columns.ts'
import type { Findings } from '../findings.ts'
import { isFaint } from './faint.ts'
import { openPartText } from './part-text.ts'
import type { Place } from '../reading.ts'
import type { Tag } from '../xml.ts'

export type SheetReading = {
  findings: Findings
  place: Omit<Place, 'kind'>
  hidden: boolean
  strings: readonly string[]
  /** The formats of cells that add words to what is in them, by the number of their style. */
  formats: readonly string[]
  /** Gets the number of each string that a cell of this sheet shows. */
  used: Set<number>
}

const edges: Record<string, 'header' | 'footer'> = {
  oddHeader: 'header', evenHeader: 'header', firstHeader: 'header',
  oddFooter: 'footer', evenFooter: 'footer', firstFooter: 'footer',
}
// Codes of place and type: &L, &14, &"SimHei,Bold", &KFF0000.
const edgeCodes = /&(?:"[^"]*"|K(?:[\dA-F]{6}|\d\d[+-]\d{3})|\d+|[A-Z])/gi

const emptyCell = { type: '', style: '', value: '', clear: '', formula: '', isFaint: false, faints: false, isComputed: false }
type Cell = typeof emptyCell & { column: number }
// Formulas that make words out of others.
const makesText = /&|\b(?:CONCAT|TEXTJOIN|UNICHAR|CHAR|REPT|SUBSTITUTE|REPLACE|MID|LEFT|RIGHT|TEXT)/i

/**
 * Reads a sheet: rows as lines, cells between tabs. Text of hidden rows and columns is hidden, and all of a hidden
 * sheet.
 */
export function readSheet (bytes: Uint8Array, { findings, place, hidden, strings, formats, used }: SheetReading): void {
  const part = openPartText(findings, place)
  const open: string[] = []
  const hiddenColumns: [first: number, last: number][] = []
  let rowsHidden = false
  let rowHidden = false
  const columns = openColumns()
  let cell: Cell = { ...emptyCell, column: 0 }

  const say = (text: string): void => {
    const columnHidden = hiddenColumns.some(([first, last]) => cell.column >= first && cell.column <= last)
    part.say(hidden || rowHidden || columnHidden ? 'hidden' : 'body', text)
  }
  const endCell = (): void => {
    if (cell.type === 's') used.add(Number(cell.value))
    const text = cell.type === 's' ? strings[Number(cell.value)] ?? '' : inDigits(cell)
    say(`${text}\t`)
    columns.cell(text, cell.column)
    part.say('hidden', besides(cell, text, formats))
    // What the formula makes of other cells is known when a program opens the sheet, and not before.
    const isUnknown = !cell.isComputed && makesText.test(cell.formula)
    if (isUnknown) findings.fault({ code: 'unread_part', place: { ...place, kind: 'body' } })
    cell = { ...emptyCell, column: cell.column }
  }
  const opened: Record<string, (tag: Tag) => void> = {
    sheetFormatPr: ({ attributes }) => {
      rowsHidden = isTrue(attributes['zeroHeight'])
    },
    col: ({ attributes: { hidden: columnHidden, width, min, max } }) => {
      if (isTrue(columnHidden) || Number(width ?? 1) === 0) hiddenColumns.push([Number(min), Number(max)])
    },
    row: ({ attributes: { hidden: ownHidden, ht } }) => {
      rowHidden = ownHidden === undefined ? rowsHidden : isTrue(ownHidden)
      rowHidden ||= Number(ht ?? 1) === 0
      cell.column = 0
    },
    c: ({ attributes: { t: type = '', s: style = '', r: at } }) => {
      cell = { ...emptyCell, type, style, column: at === undefined ? cell.column + 1 : columnOf(at) }
    },
    v: () => Object.assign(cell, { isComputed: true }),
    r: () => Object.assign(cell, { isFaint: false }),
  }
  const said = (element: string, text: string): void => {
    const edge = edges[element]
    if (edge !== undefined) part.say(edge, `${text.replaceAll('&A', place.name ?? '').replace(edgeCodes, '')}\n`)
    if (element === 'v' || (element === 't' && !open.includes('rPh'))) return addText(cell, text)
    if (element === 'f') cell.formula += text
    part.aside(text)
  }
  part.listen(bytes, () => ({
    open (tag) {
      open.push(tag.name)
      opened[tag.name]?.(tag)
      cell.isFaint ||= open.includes('rPr') && isFaint(tag)
      part.attributes(tag)
    },
    close (name) {
      open.pop()
      if (name === 'c') endCell()
      if (name === 'row') {
        columns.endRow()
        say('\n')
      }
      if (name === 'sheetData') part.say('hidden', `\n${columns.spelled()}`)
    },
    text: (text) => said(open.at(-1) ?? '', text),
    aside: part.aside,
  }))
}

/** Some programs write long numbers, as those of telephones, with an exponent, which the cell does not show. */
function inDigits ({ type, value }: Cell): string {
  return (type === '' || type === 'n') && /^[\d.]+E\+?\d{1,2}$/i.test(value) ? String(Number(value)) : value
}

function addText (cell: Cell, text: string): void {
  cell.value += text
  cell.faints ||= cell.isFaint
  if (!cell.isFaint) cell.clear += text
}

/** What a cell says in other ways: without what is too pale to be seen, and as its format shows it. */
function besides ({ type, style, clear, faints }: Cell, text: string, formats: readonly string[]): string {
  const format = formats[Number(style)] ?? ''
  return `${faints ? `\n${clear}` : ''}${format === '' ? '' : `\n${asShown(format, text, type)}`}`
}

function isTrue (value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

/** The number of a column by its letters: A is 1, AA is 27. */
function columnOf (at: string): number {
  let column = 0
  for (const letter of /^[A-Z]*/i.exec(at.toUpperCase())![0]) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
