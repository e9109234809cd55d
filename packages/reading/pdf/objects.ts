import { inflateSync } from 'node:zlib'
import type { Expansion } from '../expansion.ts'
import { ReadingStop } from '../findings.ts'
import { pdfStrings } from './strings.ts'

/** An object of a PDF as it stands in the bytes: its number, its text before any stream, and its unpacked stream. */
export type PdfObject = { number: number, text: string, at: number, stream?: PdfStream }

/**
 * A stream; `read` unpacks it, and is undefined for an image and for what is packed in a way that is not unpacked
 * here.
 */
export type PdfStream = { isXml: boolean, read?: () => Buffer }

/**
 * The objects of a PDF, wherever they stand in its bytes and however many versions of each there are; `roots` are the
 * texts that its programs begin with. `whole` is false when a stream does not unpack, `ends` are the places at which
 * a version of the file ends, `xml` are the streams that are XML, and `spoken` the words that content gives in place
 * of what it draws.
 */
export type PdfObjects = {
  objects: PdfObject[]
  roots: string[]
  ends: number[]
  whole: boolean
  linear: boolean
  encrypted: boolean
  xml: string[]
  spoken: string[]
}

type Allowance = { expansion: Expansion, pixels: number, expandedBytes: number }

const starts = /(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj(?![a-z])|\btrailer\b|%%EOF/g
const headEnd = /\bendobj\b|\bstream\r?\n|\bstream\r|(?<!\d)\d{1,10}\s+\d{1,5}\s+obj(?![a-z])/g
const pixelBytes = 8

/**
 * Reads the objects of a PDF from its bytes alone, believing none of its tables, and unpacks its streams within what is
 * allowed. Throws a `ReadingStop` for one that explodes.
 */
export function pdfObjects (bytes: Uint8Array, allowance: Allowance): PdfObjects {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const text = file.toString('latin1')
  const found: PdfObjects = {
    objects: [], roots: [], ends: [], xml: [], spoken: [],
    whole: true, linear: /\/Linearized\b/.test(text.slice(0, 1024)), encrypted: false,
  }
  starts.lastIndex = 0
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    if (match[0] === '%%EOF') found.ends.push(starts.lastIndex)
    else if (match[1] === undefined) found.roots.push(text.slice(match.index, trailerEnd(text, match.index)))
    else starts.lastIndex = readObject(file, text, { number: Number(match[1]), at: starts.lastIndex, found, allowance })
  }
  found.encrypted = found.roots.some((root) => /\/Encrypt\b/.test(root))
  return found
}

function trailerEnd (text: string, at: number): number {
  const end = text.indexOf('startxref', at)
  return end < 0 ? text.length : end
}

type Reading = { number: number, at: number, found: PdfObjects, allowance: Allowance }

function readObject (file: Buffer, text: string, { number, at, found, allowance }: Reading): number {
  allowance.expansion.entry()
  headEnd.lastIndex = at
  const end = headEnd.exec(text)
  const object: PdfObject = { number, at, text: text.slice(at, end?.index ?? text.length) }
  found.objects.push(object)
  if (end === null) return text.length
  if (!end[0].startsWith('stream')) return end[0] === 'endobj' ? headEnd.lastIndex : end.index
  const start = headEnd.lastIndex
  const streamEnd = endOfStream(text, start, object.text)
  object.stream = { isXml: false }
  try {
    const read = unpacker(file.subarray(start, streamEnd), object.text, allowance)
    if (read !== undefined) {
      object.stream.read = read
      lookInto(object.stream, read(), found)
    }
  } catch (error) {
    if (error instanceof ReadingStop) throw error
    found.whole = false
  }
  if (/\/Type\s*\/XRef\b/.test(object.text)) found.roots.push(object.text)
  else if (/\/Type\s*\/ObjStm\b/.test(object.text)) readPacked(object, found, allowance)
  return streamEnd
}

const spokenWords = /\/(?:ActualText|Alt|E)\s*(<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\[\s\S])*\))/g

function lookInto (stream: PdfStream, bytes: Buffer, found: PdfObjects): void {
  stream.isXml = /^\s*(\xef\xbb\xbf)?\s*<[?!a-zA-Z/]/.test(bytes.toString('latin1', 0, 100))
  if (stream.isXml) found.xml.push(bytes.toString('utf8'))
  if (!bytes.includes('/ActualText') && !bytes.includes('/Alt')) return
  for (const [, string = ''] of bytes.toString('latin1').matchAll(spokenWords)) found.spoken.push(...pdfStrings(string))
}

function endOfStream (text: string, start: number, head: string): number {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head)?.[1]
  const end = start + Number(length)
  if (length !== undefined && /^\s*endstream/.test(text.slice(end, end + 20))) return end
  const next = text.indexOf('endstream', start)
  return next < 0 ? text.length : next
}

const filterNames = /\/(?:\w+Decode|Fl|LZW|RL|A85|AHx|Crypt)\b/g
const deflated = new Set<string | undefined>(['/FlateDecode', '/Fl'])
const expanding = /^\/(Fl|LZW|R)/

/** Looks once whether a stream unpacks, and to how much. */
function unpacker (
  packed: Buffer, head: string, { expansion, pixels, expandedBytes }: Allowance,
): (() => Buffer) | undefined {
  const pixelsHere = numberOf(/\/Width\s+(\d+)/, head) * numberOf(/\/Height\s+(\d+)/, head)
  const filters = head.match(filterNames) ?? []
  const packings = filters.filter((name) => expanding.test(name)).length
  if (pixelsHere > pixels || packings > 1) throw new ReadingStop('explodes')
  if (filters.length === 0) return () => packed
  if (!deflated.has(filters[0])) return undefined
  const isImage = pixelsHere > 0
  const most = isImage ? Math.max(pixelBytes * pixelsHere, 1 << 20) : expandedBytes
  const size = inflate(packed, most).length
  if (isImage) return undefined
  expansion.unpack(size, packed.length)
  return filters.length === 1 ? () => inflate(packed, most) : undefined
}

function numberOf (pattern: RegExp, text: string): number {
  return Number(pattern.exec(text)?.[1] ?? 0)
}

function inflate (packed: Buffer, most: number): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: most })
  } catch (error) {
    if (error instanceof RangeError) throw new ReadingStop('explodes')
    throw error
  }
}

/** Objects that are packed together in one stream: pairs of numbers and offsets, then the objects. */
function readPacked ({ text, at, stream }: PdfObject, found: PdfObjects, { expansion }: Allowance): void {
  const content = stream?.read?.().toString('latin1')
  const first = Number(/\/First\s+(\d+)/.exec(text)?.[1])
  if (content === undefined || Number.isNaN(first)) {
    found.whole = false
    return
  }
  const numbers = content.slice(0, first).trim().split(/\s+/).map(Number)
  for (let pair = 0; pair + 1 < numbers.length; pair += 2) {
    expansion.entry()
    const start = first + numbers[pair + 1]!
    const end = pair + 3 < numbers.length ? first + numbers[pair + 3]! : content.length
    found.objects.push({ number: numbers[pair]!, at, text: content.slice(start, end) })
  }
}
