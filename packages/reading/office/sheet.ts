import type { Findings } from '../findings.ts'
import { openPartText } from './part-text.ts'
import type { Place } from '../reading.ts'
import type { Tag } from '../xml.ts'

export type SheetReading = {
  findings: Findings
  place: Omit<Place, 'kind'>
  hidden: boolean
  strings: readonly string[]
  /** Gets the number of each string that a cell of this sheet shows. */
  used: Set<number>
}

const edges: Record<string, 'header' | 'footer'> = {
  oddHeader: 'header', evenHeader: 'header', firstHeader: 'header',
  oddFooter: 'footer', evenFooter: 'footer', firstFooter: 'footer',
}
// Codes of place and type: &L, &14, &"SimHei,Bold", &KFF0000.
const edgeCodes = /&(?:"[^"]*"|K[\dA-F]{6}|\d+|[A-Z])/gi

/**
 * Reads a sheet: rows as lines, cells between tabs. Text of hidden rows and columns is hidden, and all of a hidden
 * sheet.
 */
export function readSheet (bytes: Uint8Array, { findings, place, hidden, strings, used }: SheetReading): void {
  const part = openPartText(findings, place)
  const open: string[] = []
  const hiddenColumns: [first: number, last: number][] = []
  let rowsHidden = false
  let rowHidden = false
  let cell = { type: '', column: 0, value: '' }

  const say = (text: string): void => {
    const columnHidden = hiddenColumns.some(([first, last]) => cell.column >= first && cell.column <= last)
    part.say(hidden || rowHidden || columnHidden ? 'hidden' : 'body', text)
  }
  const endCell = (): void => {
    if (cell.type === 's') used.add(Number(cell.value))
    say(`${cell.type === 's' ? strings[Number(cell.value)] ?? '' : cell.value}\t`)
    cell = { type: '', column: cell.column, value: '' }
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
    c: ({ attributes: { t: type = '', r: at } }) => {
      cell = { type, column: at === undefined ? cell.column + 1 : columnOf(at), value: '' }
    },
  }
  const said = (element: string, text: string): void => {
    const edge = edges[element]
    if (edge !== undefined) part.say(edge, `${text.replace(edgeCodes, '')}\n`)
    else if (element === 'v' || (element === 't' && !open.includes('rPh'))) cell.value += text
    else part.aside(text)
  }
  part.listen(bytes, () => ({
    open (tag) {
      open.push(tag.name)
      opened[tag.name]?.(tag)
      part.attributes(tag)
    },
    close (name) {
      open.pop()
      if (name === 'c') endCell()
      if (name === 'row') say('\n')
    },
    text: (text) => said(open.at(-1) ?? '', text),
    aside: part.aside,
  }))
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
