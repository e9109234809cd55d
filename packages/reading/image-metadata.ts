import { inflateSync } from 'node:zlib'
import { looseText } from './loose-text.ts'

/**
 * What is written beside the pixels of a picture; `whole` is false when bytes or further pictures follow the one
 * shown.
 */
export type PictureMetadata = { text: string, whole: boolean }

const longestText = 1 << 20

/** Reads the comments, EXIF, XMP and other segments of a picture. Throws when its segments do not hold together. */
export function pictureMetadata (bytes: Uint8Array): PictureMetadata {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const sign = file.toString('latin1', 0, 4)
  if (sign === '\x89PNG') return ofPng(file)
  if (sign.startsWith('\xff\xd8')) return ofJpeg(file)
  if (sign.startsWith('GIF')) return ofGif(file)
  if (sign === 'RIFF') return ofWebp(file)
  if (sign.startsWith('BM')) return { text: '', whole: file.readUInt32LE(2) >= file.length }
  return { text: looseText(file), whole: true }
}

// Chunks of colour and size; what else a PNG carries may be words.
const drawing = /^(IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|bKGD|hIST|pHYs|sPLT|tIME)$/

function ofPng (file: Buffer): PictureMetadata {
  const texts: string[] = []
  let moves = false
  for (let at = 8; at + 12 <= file.length;) {
    const type = file.toString('latin1', at + 4, at + 8)
    const data = file.subarray(at + 8, at + 8 + file.readUInt32BE(at))
    at += 12 + data.length
    moves ||= type === 'acTL'
    if (!drawing.test(type)) texts.push(looseText(data), unpackedText(data))
    if (type === 'IEND') return { text: texts.join('\n'), whole: at === file.length && !moves }
  }
  throw new Error('no end')
}

/** The packed text of a zTXt or iTXt chunk, which begins after some zeros. */
function unpackedText (data: Buffer): string {
  const start = data.findIndex((byte, at) => byte === 0x78 && at > 0 && at < 200 && data[at - 1] === 0)
  if (start < 0) return ''
  try {
    return looseText(inflateSync(data.subarray(start), { maxOutputLength: longestText }))
  } catch {
    return ''
  }
}

function ofJpeg (file: Buffer): PictureMetadata {
  const texts: string[] = []
  for (let at = 2; at + 2 <= file.length;) {
    if (file[at] !== 0xff) throw new Error('no segment')
    const marker = file[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return { text: texts.join('\n'), whole: at + 2 === file.length }
    const end = at + 2 + file.readUInt16BE(at + 2)
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) texts.push(looseText(file.subarray(at + 4, end)))
    at = marker === 0xda ? afterScan(file, end) : end
  }
  throw new Error('no end')
}

/** The next segment after pixels: within them 0xff is followed by zero or by a restart mark. */
function afterScan (file: Buffer, start: number): number {
  for (let at = file.indexOf(0xff, start); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw new Error('no end')
}

function ofGif (file: Buffer): PictureMetadata {
  const table = (flags: number): number => (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
  const texts: string[] = []
  let pictures = 0
  let at = 13 + table(file.readUInt8(10))
  const skipBlocks = (): Buffer => {
    const blocks: Buffer[] = []
    for (let size = file.readUInt8(at); size > 0; size = file.readUInt8(at)) {
      blocks.push(file.subarray(at + 1, at + 1 + size))
      at += 1 + size
    }
    at += 1
    return Buffer.concat(blocks)
  }
  for (let mark = file.readUInt8(at); mark !== 0x3b; mark = file.readUInt8(at)) {
    if (mark === 0x21) {
      at += 2
      texts.push(looseText(skipBlocks()))
    } else if (mark === 0x2c) {
      pictures += 1
      at += 11 + table(file.readUInt8(at + 9))
      skipBlocks()
    } else throw new Error('no block')
  }
  return { text: texts.join('\n'), whole: at + 1 === file.length && pictures === 1 }
}

function ofWebp (file: Buffer): PictureMetadata {
  const texts: string[] = []
  let moves = false
  const end = 8 + file.readUInt32LE(4)
  for (let at = 12; at + 8 <= end;) {
    const type = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    moves ||= type === 'ANIM' || type === 'ANMF'
    if (!/^(VP8[ LX]|ALPH|ICCP|ANIM|ANMF)$/.test(type)) texts.push(looseText(file.subarray(at + 8, at + 8 + size)))
    at += 8 + size + size % 2
  }
  return { text: texts.join('\n'), whole: end === file.length && !moves }
}
