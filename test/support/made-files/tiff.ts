import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import { faxPage, type FaxWay } from './fax.ts'
import { lzw } from './lzw.ts'

/** A page: the numbers of its pixels, one or three each, from 0 to 255. */
export type TiffPixels = Readonly<{ width: number, height: number, channels?: 1 | 3, values: Uint8Array }>

/** A tag beside those that the pixels need, or in place of one: numbers of two bytes, of four, a fraction, or bytes as they are. */
export type TiffTag = readonly number[] | Readonly<{ long: readonly number[] }> | Readonly<{ fraction: number }> | string | Uint8Array

export type TiffOptions = Readonly<{
  order?: 'II' | 'MM'
  packing?: 'none' | 'runs' | 'lzw' | 'deflate' | 'jpeg' | FaxWay
  bits?: 1 | 2 | 4 | 8
  whiteIsZero?: boolean
  /** Rows of a strip; all in one if not said. */
  rows?: number
  tile?: readonly [width: number, height: number]
  reversed?: boolean
  differs?: boolean
  /** Its strips or tiles as they are, in place of those that are made of its pixels. */
  parts?: readonly Uint8Array[]
  tags?: Readonly<Record<number, TiffTag>>
}>

/** A TIFF file of these pages. */
export function tiff (pages: readonly (TiffPixels & TiffOptions)[]): Buffer {
  const order = pages[0]?.order ?? 'II'
  const short = (value: number): Buffer => ordered(order, 2, value)
  const long = (value: number): Buffer => ordered(order, 4, value)
  const chunks: Buffer[] = [Buffer.from(order), short(42), Buffer.alloc(4)]
  let length = 8
  const add = (chunk: Buffer): number => {
    const [at, padding] = [length, chunk.length % 2]
    chunks.push(chunk, Buffer.alloc(padding))
    length += chunk.length + padding
    return at
  }
  let link = chunks[2]!
  for (const page of pages) {
    const parts = (page.parts ?? partsOf(page)).map((part) => Buffer.from(part))
    const starts = parts.map(add)
    const tags = tagsOf(page, starts, parts.map((part) => part.length))
    const entries = Object.entries(tags).map(([tag, value]) => {
      const [type, count, bytes] = encoded(value, short, long)
      const inline = bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : long(add(bytes))
      return Buffer.concat([short(Number(tag)), short(type), long(count), inline])
    })
    const next = Buffer.alloc(4)
    const own = Buffer.concat([short(entries.length), ...entries])
    long(length).copy(link)
    chunks.push(own, next)
    length += own.length + 4
    link = next
  }
  return Buffer.concat(chunks)
}

function ordered (order: 'II' | 'MM', size: number, value: number): Buffer {
  const bytes = Buffer.alloc(size)
  if (order === 'II') bytes.writeUIntLE(value, 0, size)
  else bytes.writeUIntBE(value, 0, size)
  return bytes
}

function encoded (value: TiffTag, short: (value: number) => Buffer, long: (value: number) => Buffer): [type: number, count: number, bytes: Buffer] {
  if (typeof value === 'string') return [2, Buffer.byteLength(value) + 1, Buffer.from(`${value}\0`)]
  if (value instanceof Uint8Array) return [7, value.length, Buffer.from(value)]
  if ('fraction' in value) return [5, 1, Buffer.concat([long(value.fraction), long(1)])]
  if ('long' in value) return [4, value.long.length, Buffer.concat(value.long.map(long))]
  return [3, value.length, Buffer.concat(value.map(short))]
}

const codes = { none: 1, rows: 2, lines: 3, mixed: 3, changes: 4, lzw: 5, jpeg: 7, deflate: 8, runs: 32773 }

function tagsOf (page: TiffPixels & TiffOptions, starts: readonly number[], lengths: readonly number[]): Record<number, TiffTag> {
  const { width, height, channels = 1, packing = 'none', bits = 8, rows = height, tile, tags = {} } = page
  const colours = channels === 3 ? (packing === 'jpeg' ? 6 : 2) : page.whiteIsZero === true ? 0 : 1
  return {
    256: [width], 257: { long: [height] }, 258: Array<number>(channels).fill(bits), 259: [codes[packing]], 262: [colours], 277: [channels],
    ...page.reversed === true && { 266: [2] }, ...page.differs === true && { 317: [2] }, ...packing === 'mixed' && { 292: { long: [1] } },
    ...tile === undefined
      ? { 273: { long: starts }, 278: [rows], 279: { long: lengths } }
      : { 322: [tile[0]], 323: [tile[1]], 324: { long: starts }, 325: { long: lengths } },
    ...tags,
  }
}

/** The strips or tiles of a page, packed. */
function partsOf (page: TiffPixels & TiffOptions): Buffer[] {
  const { width, height, rows = height, tile } = page
  const [wide, high] = tile ?? [width, rows]
  const parts: Buffer[] = []
  for (let top = 0; top < height; top += high) {
    for (let left = 0; left < width; left += wide) {
      const size = { width: wide, height: tile === undefined ? Math.min(high, height - top) : high }
      parts.push(packed(cut(page, left, top, size), page))
    }
  }
  return parts
}

function cut (page: TiffPixels, left: number, top: number, { width, height }: { width: number, height: number }): Required<TiffPixels> {
  const { channels = 1 } = page
  const values = new Uint8Array(width * height * channels)
  for (let y = 0; y < Math.min(height, page.height - top); y += 1) {
    const from = ((top + y) * page.width + left) * channels
    values.set(page.values.subarray(from, from + Math.min(width, page.width - left) * channels), y * width * channels)
  }
  return { width, height, channels, values }
}

function packed (part: Required<TiffPixels>, page: TiffOptions): Buffer {
  const { packing = 'none', reversed = false } = page
  const rows = packing === 'jpeg' ? Buffer.alloc(0) : rowsOf(part, page)
  const bytes = packing === 'jpeg' ? jpeg(part)
    : packing === 'none' ? rows
      : packing === 'deflate' ? deflateSync(rows)
        : packing === 'lzw' ? lzw(rows)
          : packing === 'runs' ? packBits(rows) : faxPage(rows, part, packing)
  return reversed ? Buffer.from(bytes.map((byte) => Number.parseInt(byte.toString(2).padStart(8, '0').split('').toReversed().join(''), 2))) : bytes
}

/** The rows of a part, each of whole bytes. */
function rowsOf ({ width, height, channels, values }: Required<TiffPixels>, { bits = 8, whiteIsZero = false, differs = false }: TiffOptions): Buffer {
  const rowBytes = Math.ceil(width * channels * bits / 8)
  const rows = Buffer.alloc(rowBytes * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width * channels; x += 1) {
      const at = y * width * channels + x
      const seen = whiteIsZero ? 255 - values[at]! : values[at]!
      const value = differs && x >= channels ? (seen - values[at - channels]!) & 255 : seen >> (8 - bits)
      rows[y * rowBytes + (x * bits >> 3)]! |= value << (8 - bits - x * bits % 8)
    }
  }
  return rows
}

function packBits (rows: Buffer): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < rows.length;) {
    let same = 1
    while (same < 128 && rows[at + same] === rows[at] && at + same < rows.length) same += 1
    const count = same > 1 ? same : Math.min(2, rows.length - at)
    bytes.push(...same > 1 ? [257 - same, rows[at]!] : [count - 1, ...rows.subarray(at, at + count)])
    at += count
  }
  return Buffer.from(bytes)
}

function jpeg ({ width, height, channels, values }: Required<TiffPixels>): Buffer {
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  const image = pen.createImageData(width, height)
  for (let at = 0; at < width * height; at += 1) {
    image.data.set([0, 1, 2].map((channel) => values[at * channels + channel % channels]!).concat(255), at * 4)
  }
  pen.putImageData(image, 0, 0)
  return canvas.encodeSync('jpeg', 95)
}
