import { UnknownPicture } from '../decode-picture.ts'
import { ReadingStop } from '../findings.ts'

/** A value of a directory: its bytes as they lie in the file, and the numbers that they are. */
export type TiffField = Readonly<{ bytes: Buffer, isText: boolean, numbers (): number[] }>

/** What is said of a page or beside it, by the numbers of the tags. */
export type TiffDirectory = ReadonlyMap<number, TiffField>

/** Bytes of a file from `from` to before `to`. */
export type Span = Readonly<{ from: number, to: number }>

/** A page, and the directories beside it that say how it was taken. */
export type TiffPage = Readonly<{ fields: TiffDirectory, beside: readonly TiffDirectory[] }>

/** The directories of a TIFF file; `spans` are the bytes that they stand in. */
export type Tiff = Readonly<{ file: Buffer, pages: readonly TiffPage[], spans: readonly Span[] }>

type Order = Readonly<{ u16 (at: number): number, u32 (at: number): number }>
type Opened = Readonly<{ file: Buffer, order: Order, spans: Span[], seen: Set<number> }>

// How many bytes a value of each type takes; the types count from 1.
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const types = { byte: 1, text: 2, short: 3, long: 4, fraction: 5, directory: 13 }
// Of the camera, of the place, and of its relation to other files.
const besideTags = [34665, 34853, 40965]
// The larger kind (BigTIFF) has 43.
const version = 42

/**
 * Opens a TIFF file by its directories. Throws where one lies outside of the file, leads back to another or holds values of
 * an unknown type, and a `ReadingStop` where there are more than `mostPages`.
 */
export function openTiff (bytes: Uint8Array, mostPages: number): Tiff {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const order: Order = file.toString('latin1', 0, 2) === 'II'
    ? { u16: (at) => file.readUInt16LE(at), u32: (at) => file.readUInt32LE(at) }
    : { u16: (at) => file.readUInt16BE(at), u32: (at) => file.readUInt32BE(at) }
  if (order.u16(2) !== version) throw new UnknownPicture()
  const opened: Opened = { file, order, spans: [{ from: 0, to: 8 }], seen: new Set() }
  const pages: TiffPage[] = []
  for (let at = order.u32(4); at !== 0;) {
    if (pages.length >= mostPages) throw new ReadingStop('too_many_pages')
    const { fields, next } = readDirectory(opened, at)
    pages.push({ fields, beside: readBeside(opened, fields) })
    at = next
  }
  if (pages.length === 0) throw new Error('no page')
  return { file, pages, spans: opened.spans }
}

function readBeside (opened: Opened, fields: TiffDirectory): TiffDirectory[] {
  return besideTags.flatMap((tag) => fields.get(tag)?.numbers() ?? []).flatMap((at) => {
    const { fields: own, next } = readDirectory(opened, at)
    if (next !== 0) throw new UnknownPicture()
    return [own, ...readBeside(opened, own)]
  })
}

function readDirectory (opened: Opened, at: number): { fields: TiffDirectory, next: number } {
  const { order, seen, spans } = opened
  if (seen.has(at)) throw new Error('a directory that leads back')
  seen.add(at)
  const fields = new Map<number, TiffField>()
  const count = order.u16(at)
  const end = at + 2 + count * 12
  for (let entry = at + 2; entry < end; entry += 12) {
    const tag = order.u16(entry)
    // Which of two is meant is for each program to guess.
    if (fields.has(tag)) throw new UnknownPicture()
    fields.set(tag, readField(opened, entry))
  }
  spans.push({ from: at, to: end + 4 })
  return { fields, next: order.u32(end) }
}

function readField ({ file, order, spans }: Opened, entry: number): TiffField {
  const [type, count] = [order.u16(entry + 2), order.u32(entry + 4)]
  const size = sizes[type]
  if (size === undefined || size === 0) throw new UnknownPicture()
  const length = size * count
  const at = length <= 4 ? entry + 8 : order.u32(entry + 8)
  if (at + length > file.length) throw new Error('a value outside of the file')
  spans.push({ from: at, to: at + length })
  return {
    bytes: file.subarray(at, at + length),
    isText: type === types.text,
    numbers: () => Array.from({ length: count }, (_, place) => numberAt(file, order, type, at + place * size)),
  }
}

function numberAt (file: Buffer, order: Order, type: number, at: number): number {
  switch (type) {
    case types.byte: return file.readUInt8(at)
    case types.short: return order.u16(at)
    case types.long: case types.directory: return order.u32(at)
    case types.fraction: return order.u32(at) / order.u32(at + 4)
    default: throw new UnknownPicture()
  }
}
