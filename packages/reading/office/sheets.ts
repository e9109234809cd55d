import { cellFormats } from './cell-formats.ts'
import { attempt, type Findings } from '../findings.ts'
import { isFaint } from './faint.ts'
import { openPartText } from './part-text.ts'
import { relationsOf } from './relations.ts'
import { readSheet } from './sheet.ts'
import { eachTag } from '../xml.ts'

type Parts = ReadonlyMap<string, Uint8Array>
type Listed = { id: string, name: string, hidden: boolean }

/**
 * Reads the sheets of a workbook in their order, and then the strings that no cell uses any more. Answers how many
 * sheets there are and which parts it has read.
 */
export function readSheets (parts: Parts, workbook: string, findings: Findings): { pages: number, read: string[] } {
  const related = relationsOf(parts, workbook)
  const read: string[] = []
  const readPart = (name: string, reading: (bytes: Uint8Array) => void): void => {
    read.push(name)
    attempt(findings, { kind: 'body', name }, () => reading(parts.get(name) as Uint8Array))
  }
  const strings: string[] = []
  for (const { type, target } of related) {
    if (type === 'sharedStrings') readPart(target, (bytes) => readStrings(bytes, strings, findings))
  }
  const formats = cellFormats(parts.get(related.find(({ type }) => type === 'styles')?.target ?? ''))
  const used = new Set<number>()
  const sheets = listSheets(parts.get(workbook))
  sheets.forEach(({ id, name, hidden }, index) => {
    const place = { page: index + 1, name }
    readPart(related.find((relation) => relation.id === id)?.target ?? id, (bytes) =>
      readSheet(bytes, { findings, place, hidden, strings, formats, used }))
  })
  const leftOver = strings.filter((_, index) => !used.has(index))
  findings.add({ place: { kind: 'hidden', name: 'sharedStrings' }, text: leftOver.join('\n') })
  return { pages: sheets.length, read }
}

function listSheets (bytes: Uint8Array | undefined): Listed[] {
  const listed: Listed[] = []
  eachTag(bytes, ({ name, attributes }) => {
    const { 'r:id': id = '', name: title = '', state = 'visible' } = attributes
    if (name === 'sheet') listed.push({ id, name: title, hidden: state !== 'visible' })
  })
  return listed
}

function readStrings (bytes: Uint8Array, strings: string[], findings: Findings): void {
  const part = openPartText(findings, { name: 'sharedStrings' })
  let element = ''
  let phonetic = 0
  // The string without what is too pale or too small to be seen.
  let clear = ''
  let isPale = false
  part.listen(bytes, () => ({
    open (tag) {
      element = tag.name
      if (tag.name === 'si') strings.push('')
      if (tag.name === 'rPh') phonetic += 1
      if (tag.name === 'r' || tag.name === 'si') isPale = false
      isPale ||= element !== 'si' && isFaint(tag)
      part.attributes(tag)
    },
    close (name) {
      element = ''
      if (name === 'rPh') phonetic -= 1
      if (name !== 'si') return
      if (clear !== strings.at(-1)) part.aside(clear)
      clear = ''
    },
    text (text) {
      if (element !== 't' || phonetic > 0 || strings.length === 0) return part.aside(text)
      strings[strings.length - 1] += text
      if (!isPale) clear += text
    },
    aside: part.aside,
  }))
}
