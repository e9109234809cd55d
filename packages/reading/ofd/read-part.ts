import { posix } from 'node:path'
import type { Findings } from '../findings.ts'
import { openPartText, type PartText } from '../office/part-text.ts'
import type { Place, PlaceKind } from '../reading.ts'
import type { Tag, XmlListener } from '../xml.ts'
import { annotationElements, knownElements, metadataElements, ofdSpace, pathElements, placedElements, plainElements } from './elements.ts'
import { isPlainPath } from './plain-path.ts'
import { areaOf, linesOf, numbersOf, runOf, seenLines, type Run } from './placed-text.ts'

/** What a part is for the one that leads to it; `page` is that of its text, and `isForeign` tells that it is no part of OFD itself. */
export type PartRole = Readonly<{ page?: number, kind?: PlaceKind, isForeign?: boolean }>

/** What a part leads to: the path of another part, and the element that names it, with the element around that. */
export type Lead = Readonly<{ path: string, tag: Tag, around: Tag | undefined }>

/** What a part says of others: paths, pictures that it draws and pictures that it has, by their numbers, and its page. */
export type PartLeads = Readonly<{ leads: readonly Lead[], draws: readonly string[], has: readonly string[], box: readonly number[] }>

type Open = { tag: Tag, content: string }
type Reading = {
  readonly part: PartText
  readonly open: Open[]
  readonly runs: { shown: Run[], hidden: Run[] }
  readonly leads: Lead[]
  readonly draws: string[]
  readonly has: string[]
  /** The folder that paths in it begin in, and the box of the page. */
  folder: string
  box: number[]
  isStrange: boolean
}

/**
 * Reads an XML part: its text, what it draws, and what it leads to. What is not understood in it, and what may be a letter
 * without being text, is a fault of its page. Throws when it is not well-formed.
 */
export function readPart (name: string, bytes: Uint8Array, role: PartRole, { findings, box }: { findings: Findings, box: readonly number[] }): PartLeads {
  const page = role.page === undefined ? {} : { page: role.page }
  const part = openPartText(findings, { name, ...page })
  const reading: Reading = {
    part, open: [], runs: { shown: [], hidden: [] }, leads: [], draws: [], has: [], folder: posix.dirname(name), box: [...box], isStrange: false,
  }
  try {
    part.listen(bytes, () => listener(reading, role))
  } finally {
    if (reading.isStrange) findings.fault({ code: 'unread_part', place: { kind: 'picture', name, ...page } })
    tellRuns(reading, { kind: role.kind ?? 'body', ...page }, findings)
  }
  return reading
}

function listener (reading: Reading, { isForeign = false }: PartRole): XmlListener {
  const { open, part } = reading
  return {
    open (tag) {
      if (!isForeign) begin(reading, tag)
      open.push({ tag, content: '' })
      part.attributes(tag)
    },
    text (text) {
      const element = open.at(-1)
      if (element !== undefined) element.content += text
    },
    close () {
      const { tag, content } = open.pop()!
      if (isForeign) part.aside(content)
      else end(reading, tag, content)
    },
    aside: part.aside,
  }
}

function begin (reading: Reading, tag: Tag): void {
  const { name, space, attributes } = tag
  if (space !== ofdSpace || !knownElements.has(name)) reading.isStrange = true
  const path = attributes['BaseLoc']
  if (name === 'Res') reading.folder = pathIn(reading.folder, path ?? '.')
  else if (path !== undefined && placedElements.has(name)) lead(reading, path, tag)
  if (name === 'ImageObject') reading.draws.push(...[attributes['ResourceID'], attributes['ImageMask']].filter((id) => id !== undefined))
  if (name === 'MultiMedia') reading.has.push(attributes['ID'] ?? '')
  if (attributes['Profile'] !== undefined) lead(reading, attributes['Profile'], tag)
}

function end (reading: Reading, tag: Tag, content: string): void {
  const { part } = reading
  const { name } = tag
  if (name === 'PhysicalBox') reading.box = numbersOf(content)
  if (name === 'AbbreviatedData' && !isPlainPath(content)) reading.isStrange = true
  if (name === 'TextCode') addRun(reading, tag, content)
  else if (metadataElements.has(name)) part.say('metadata', `${content}\n`)
  else if (annotationElements.has(name)) part.say('annotation', `${content}\n`)
  else if (pathElements.has(name) && content.trim() !== '') lead(reading, content, tag)
  else if (!plainElements.has(name) || /[^\s\x20-\x7e]/.test(content)) part.aside(content)
}

function lead (reading: Reading, path: string, tag: Tag): void {
  reading.leads.push({ path: pathIn(reading.folder, path.trim()), tag, around: reading.open.at(-1)?.tag })
}

/** A path in the package; one that begins with a slash begins at its root. */
function pathIn (folder: string, path: string): string {
  return path.startsWith('/') ? posix.normalize(path.slice(1)) : posix.join(folder, path)
}

function addRun ({ open, runs }: Reading, code: Tag, text: string): void {
  const object = open.at(-1)?.tag.attributes ?? {}
  const isHidden = open.some(({ tag: { name, attributes } }) => attributes['Visible'] === 'false' || attributes['Alpha'] === '0' || name === 'Clip')
  runs[isHidden ? 'hidden' : 'shown'].push(runOf(text, object, code.attributes))
}

const bare = (text: string): string => text.replace(/\s/g, '')

/** Tells the lines in the order of the file; and as hidden text in that of the eye, where that is another. */
function tellRuns ({ runs, box }: Reading, place: Place, findings: Findings): void {
  const lines = linesOf(runs.shown)
  for (const line of lines) {
    const area = areaOf(line, box)
    findings.add({ place: { ...place, ...area !== undefined && { area } }, text: line.text })
  }
  const seen = seenLines(runs.shown).map(({ text }) => text).join('\n')
  if (bare(seen) !== bare(lines.map(({ text }) => text).join(''))) findings.add({ place: { ...place, kind: 'hidden' }, text: seen })
  findings.add({ place: { ...place, kind: 'hidden' }, text: [...linesOf(runs.hidden), ...seenLines(runs.hidden)].map(({ text }) => text).join('\n') })
}
