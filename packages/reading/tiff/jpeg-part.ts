import { UnknownPicture } from '../decode-picture.ts'

const begin = Buffer.from('ffd8', 'hex')
const scan = 0xda
const end = 0xd9

/**
 * A part of a page as a JPEG file of its own: with the tables that the parts have in common, and what the page says of its
 * colours in place of what the part says itself: Adobe's segment ends with 1 for brightness and colour, 0 for red, green, blue.
 */
export function wholeJpeg (part: Buffer, tables: Buffer, isYcbcr: boolean): Buffer {
  const colours = Buffer.from(`ffee000e${Buffer.from('Adobe').toString('hex')}006400000000${isYcbcr ? '01' : '00'}`, 'hex')
  const shared = tables.length === 0 ? Buffer.alloc(0) : segmentsOf(tables).drawing
  const { drawing, pixels } = segmentsOf(part)
  return Buffer.concat([begin, colours, shared, drawing, pixels])
}

/** The segments before the pixels that say how they are drawn, and the rest from the first scan on. */
function segmentsOf (jpeg: Buffer): { drawing: Buffer, pixels: Buffer } {
  if (!jpeg.subarray(0, 2).equals(begin)) throw new UnknownPicture()
  const drawing: Buffer[] = []
  for (let at = 2; ;) {
    const marker = jpeg.readUInt8(at + 1)
    if (jpeg.readUInt8(at) !== 0xff) throw new Error('no segment')
    if (marker === scan || marker === end) return { drawing: Buffer.concat(drawing), pixels: marker === scan ? jpeg.subarray(at) : Buffer.alloc(0) }
    const next = at + 2 + jpeg.readUInt16BE(at + 2)
    const isBeside = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
    if (!isBeside) drawing.push(jpeg.subarray(at, next))
    at = next
  }
}
