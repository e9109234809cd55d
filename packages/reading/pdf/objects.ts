import { inflateSync } from 'node:zlib'
import { decodeText } from '../decode-text.ts'
import type { Expansion } from '../expansion.ts'
import { ReadingStop } from '../findings.ts'
import { expectedBytes } from './image-bytes.ts'
import { commentsIn, plainSyntax } from './plain-syntax.ts'
import { spokenIn } from './spoken.ts'

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
 * a version of the file ends, `xml` are the streams that are XML, `spoken` the words that content gives in place of what
 * it draws and those of comments, `jpegs` the pictures that are files, and `outside` what stands between the objects.
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
  jpegs: Uint8Array[]
  outside: Buffer
}

type Allowance = { expansion: Expansion, pixels: number, expandedBytes: number }

const starts = /(?<!\d)(\d{1,10})(?:[\s\0]|%[^\r\n]{0,200}[\r\n])+\d{1,5}(?:[\s\0]|%[^\r\n]{0,200}[\r\n])+obj(?![a-z])|\btrailer\b|%%EOF/g
const headEnd = /\bendobj\b|\bstream\r?\n|\bstream\r|(?<!\d)\d{1,10}\s+\d{1,5}\s+obj(?![a-z])/g
// What may follow a packed stream: the end of its line, and some zeros.
const padding = /^[\s\0]*$/

/**
 * Reads the objects of a PDF from its bytes alone, believing none of its tables, and unpacks its streams within what is
 * allowed. Throws a `ReadingStop` for one that explodes.
 */
export function pdfObjects (bytes: Uint8Array, allowance: Allowance): PdfObjects {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const text = file.toString('latin1')
  const found: PdfObjects = {
    objects: [], roots: [], ends: [], xml: [], spoken: [], jpegs: [], outside: Buffer.alloc(0),
    whole: true, linear: /\/Linearized\b/.test(text.slice(0, 1024)), encrypted: false,
  }
  starts.lastIndex = 0
  const outside: Buffer[] = []
  let last = 0
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    outside.push(file.subarray(last, match.index))
    if (match[0] === '%%EOF') found.ends.push(starts.lastIndex)
    else if (match[1] === undefined) found.roots.push(plainSyntax(text.slice(match.index, trailerEnd(text, match.index))))
    else starts.lastIndex = readObject(file, text, { number: Number(match[1]), at: starts.lastIndex, found, allowance })
    last = starts.lastIndex
  }
  found.outside = Buffer.concat([...outside, file.subarray(last)])
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
  const written = text.slice(at, end?.index ?? text.length)
  const object: PdfObject = { number, at, text: plainSyntax(written) }
  found.spoken.push(...commentsIn(written))
  found.objects.push(object)
  if (end === null) return text.length
  if (!end[0].startsWith('stream')) return end[0] === 'endobj' ? headEnd.lastIndex : end.index
  const start = headEnd.lastIndex
  const streamEnd = endOfStream(text, start, object.text)
  object.stream = { isXml: false }
  try {
    const packed = file.subarray(start, streamEnd)
    if (/\/(?:DCTDecode|DCT)\b/.test(object.text)) found.jpegs.push(packed)
    const read = unpacker(packed, object.text, allowance)
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

const beginsAsXml = /^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)?[\s\0]*<\0?[?!a-zA-Z/]/

function lookInto (stream: PdfStream, bytes: Buffer, found: PdfObjects): void {
  stream.isXml = beginsAsXml.test(bytes.toString('latin1', 0, 100))
  if (stream.isXml) found.xml.push(decodeText(bytes)?.text ?? bytes.toString('utf8'))
  else found.spoken.push(...spokenIn(bytes))
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
  if (/\/Filter\s+\d/.test(head)) throw new Error('its packing stands elsewhere')
  const packings = filters.filter((name) => expanding.test(name)).length
  if (pixelsHere > pixels || packings > 1) throw new ReadingStop('explodes')
  if (filters.length === 0) return () => packed
  if (!deflated.has(filters[0])) return undefined
  if (pixelsHere > 0) return void checkPixels(packed, head)
  const { length: size, rest } = inflate(packed, expandedBytes)
  if (!padding.test(rest)) throw new Error('more than it says')
  expansion.unpack(size, packed.length)
  // What is foretold from the line before it is put together by the programs that draw it.
  const isForetold = /\/Predictor\s+(?:[2-9]|1\d)/.test(head)
  return filters.length === 1 && !isForetold ? () => inflate(packed, expandedBytes).bytes : undefined
}

function checkPixels (packed: Buffer, head: string): void {
  const expected = expectedBytes(head)
  const { length: size, rest } = inflate(packed, Math.max(expected, 1 << 20))
  if (!padding.test(rest) || size > expected) throw new Error('more than it says')
}

function numberOf (pattern: RegExp, text: string): number {
  return Number(pattern.exec(text)?.[1] ?? 0)
}

function inflate (packed: Buffer, most: number): { bytes: Buffer, length: number, rest: string } {
  try {
    const { buffer: bytes, engine } = inflateSync(packed, { maxOutputLength: most, info: true }) as unknown as
      { buffer: Buffer, engine: { bytesWritten: number } }
    return { bytes, length: bytes.length, rest: packed.toString('latin1', engine.bytesWritten) }
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
    found.objects.push({ number: numbers[pair]!, at, text: plainSyntax(content.slice(start, end)) })
  }
}
