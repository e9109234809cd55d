import { crc32, inflateRawSync } from 'node:zlib'
import type { Expansion } from './expansion.ts'
import { ReadingStop } from './findings.ts'

/**
 * A file in an archive. `fault` is why it cannot be unpacked: it is encrypted, or packed in a way that is not known.
 */
export type ZipEntry = {
  name: string
  comment: string
  size: number
  /** What programs write beside the name, but for times and sizes. */
  extra: Uint8Array
  fault: 'encrypted' | 'unread_part' | undefined
  /** Unpacks it. Throws when its bytes are not what the archive says of them. */
  read (): Uint8Array
}

/** An archive. `wellPacked` is false when it has bytes that belong to none of its files. */
export type Zip = { entries: ZipEntry[], comment: string, wellPacked: boolean }

type Header = {
  name: string, comment: string, extra: Buffer, flags: number, method: number, crc: number, packed: number, size: number, at: number
}

const endSize = 22
const centralSize = 46
const localSize = 30
const longestDescriptor = 24
const unknown32 = 0xffffffff

/** Whether bytes end with the directory of a ZIP archive, whatever they begin with. */
export function endsAsZip (bytes: Uint8Array): boolean {
  return endOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)) !== undefined
}

/**
 * Opens a ZIP archive by its directory and compares that with what it describes: entries that overlap explode, bytes
 * that no entry owns could hide a file. Throws when it is no archive.
 */
export function openZip (bytes: Uint8Array, expansion: Expansion): Zip {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = endOf(file)
  if (end === undefined) throw new Error('no directory')
  const headers: Header[] = []
  let at = end.directoryAt
  for (let index = 0; index < end.count; index++) {
    expansion.entry()
    const [header, next] = centralHeader(file, at, end.before)
    headers.push(header)
    at = next
  }
  const entries = headers.map((header): ZipEntry => ({
    name: header.name,
    comment: header.comment,
    size: header.size,
    extra: Buffer.concat([header.extra, localExtra(file, header)].map(wordsOfExtra)),
    fault: (header.flags & 1) !== 0 ? 'encrypted' : [0, 8].includes(header.method) ? undefined : 'unread_part',
    read: () => unpack(file, header, expansion),
  }))
  const comment = text(file.subarray(end.at + endSize, end.at + endSize + end.commentLength))
  return { entries, comment, wellPacked: at === end.directoryEnd && isWellPacked(file, headers, end) }
}

type End = {
  at: number
  count: number
  commentLength: number
  directoryAt: number
  directoryEnd: number
  before: number
  toEnd: boolean
}

function endOf (file: Buffer): End | undefined {
  for (let at = file.length - endSize; at >= Math.max(0, file.length - endSize - 0xffff); at--) {
    if (file.readUInt32LE(at) !== 0x06054b50) continue
    const commentLength = file.readUInt16LE(at + 20)
    if (at + endSize + commentLength > file.length) continue
    const sizes = largeEnd(file, at) ?? {
      count: file.readUInt16LE(at + 10), size: file.readUInt32LE(at + 12), offset: file.readUInt32LE(at + 16), end: at,
    }
    const directoryAt = sizes.end - sizes.size
    if (directoryAt < sizes.offset || (sizes.count > 0 && file.readUInt32LE(directoryAt) !== 0x02014b50)) continue
    return {
      at, commentLength, directoryAt, count: sizes.count, directoryEnd: sizes.end,
      before: directoryAt - sizes.offset, toEnd: at + endSize + commentLength === file.length,
    }
  }
  return undefined
}

/** The numbers of an archive that may be larger than four gigabytes, as some programs write them for small ones too. */
function largeEnd (file: Buffer, at: number): { count: number, size: number, offset: number, end: number } | undefined {
  const locator = at - 20
  if (locator < 0 || file.readUInt32LE(locator) !== 0x07064b50) return undefined
  const end = Number(file.readBigUInt64LE(locator + 8))
  if (end + 56 > locator || file.readUInt32LE(end) !== 0x06064b50) return undefined
  const number = (offset: number): number => Number(file.readBigUInt64LE(end + offset))
  return { count: number(32), size: number(40), offset: number(48), end }
}

function centralHeader (file: Buffer, at: number, before: number): [Header, next: number] {
  if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry')
  const nameAt = at + centralSize
  const extraAt = nameAt + file.readUInt16LE(at + 28)
  const commentAt = extraAt + file.readUInt16LE(at + 30)
  const next = commentAt + file.readUInt16LE(at + 32)
  const header: Header = {
    name: text(file.subarray(nameAt, extraAt)),
    comment: text(file.subarray(commentAt, next)),
    extra: file.subarray(extraAt, commentAt),
    flags: file.readUInt16LE(at + 8),
    method: file.readUInt16LE(at + 10),
    crc: file.readUInt32LE(at + 16),
    packed: file.readUInt32LE(at + 20),
    size: file.readUInt32LE(at + 24),
    at: file.readUInt32LE(at + 42),
  }
  readLargeNumbers(header, file.subarray(extraAt, commentAt))
  header.at += before
  return [header, next]
}

function localExtra (file: Buffer, { at }: Header): Buffer {
  if (at + localSize > file.length) return Buffer.alloc(0)
  const start = at + localSize + file.readUInt16LE(at + 26)
  return file.subarray(start, start + file.readUInt16LE(at + 28))
}

// Sizes, times, owners: numbers by which no file is told from another.
const numbersOfExtra = new Set([0x0001, 0x000a, 0x000d, 0x5455, 0x5855, 0x7855, 0x7875])

function wordsOfExtra (extra: Buffer): Buffer {
  const words: Buffer[] = []
  let at = 0
  for (; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (!numbersOfExtra.has(extra.readUInt16LE(at))) words.push(extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2)))
  }
  return Buffer.concat([...words, extra.subarray(at)])
}

function readLargeNumbers (header: Header, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    for (const field of ['size', 'packed', 'at'] as const) {
      if (header[field] !== unknown32) continue
      header[field] = Number(extra.readBigUInt64LE(next))
      next += 8
    }
  }
}

function dataAt (file: Buffer, header: Header): number {
  if (file.readUInt32LE(header.at) !== 0x04034b50) throw new Error('no file')
  return header.at + localSize + file.readUInt16LE(header.at + 26) + file.readUInt16LE(header.at + 28)
}

function unpack (file: Buffer, header: Header, expansion: Expansion): Uint8Array {
  const start = dataAt(file, header)
  const nameAt = header.at + localSize
  const localName = text(file.subarray(nameAt, nameAt + file.readUInt16LE(header.at + 26)))
  const packed = file.subarray(start, start + header.packed)
  if (localName !== header.name || packed.length !== header.packed) throw new Error('not as listed')
  expansion.unpack(header.size, header.packed)
  const bytes = inflate(packed, header)
  if (bytes.length !== header.size || crc32(bytes) !== header.crc) throw new Error('not as listed')
  return bytes
}

function inflate (packed: Buffer, { method, size }: Header): Uint8Array {
  if (method === 0) return packed
  const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: size + 1, info: true }) as unknown as
    { buffer: Buffer, engine: { bytesWritten: number } }
  if (engine.bytesWritten !== packed.length) throw new Error('not as listed')
  return buffer
}

function isWellPacked (file: Buffer, headers: Header[], end: End): boolean {
  let covered = end.before
  let mayFollow = 0
  let whole = end.before === 0 && end.toEnd
  for (const header of headers.toSorted((one, other) => one.at - other.at)) {
    if (header.at < covered) throw new ReadingStop('explodes')
    whole &&= header.at - covered <= mayFollow
    covered = dataAt(file, header) + header.packed
    mayFollow = (header.flags & 8) !== 0 ? longestDescriptor : 0
  }
  return whole && covered <= end.directoryAt && end.directoryAt - covered <= mayFollow
}

// Programs of Chinese Windows write names in GBK and do not say so.
function text (bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
