import { TooManyPixels, UnknownPicture } from '../decode-picture.ts'
import { type Block, blocksOf } from './blocks.ts'
import type { TiffDirectory } from './directories.ts'
import { tagValues, type TagValues } from './page-tags.ts'
import type { Packing } from './unpack-block.ts'
import type { FaxCoding } from './unpack-fax.ts'

/** What the numbers of a pixel mean. */
export type Colours = 'white_is_zero' | 'black_is_zero' | 'rgb' | 'palette' | 'ycbcr'

/** How the pixels of a page lie in the file, and how it is to be seen. */
export type PageLayout = Readonly<{
  width: number
  height: number
  /** Bits of each of the numbers of a pixel. */
  bits: number
  channels: number
  colours: Colours
  packing: Packing | 'jpeg' | FaxCoding
  /** Whether the bits of each byte stand in reverse. */
  reversed: boolean
  /** Whether each pixel is what it differs by from the one before. */
  differs: boolean
  /** Red, then green, then blue of each number, 0 to 65535. */
  palette: readonly number[]
  /** What all parts that are packed as JPEG have in common. */
  tables: Buffer
  blocks: readonly Block[]
  orientation: number
  /** How many times as high as wide a pixel is. */
  pixelHeight: number
}>

// Pictures of which the page is a part or that are a part of it, opacity, JPEG of the older way, raw data of cameras.
const strange = [330, 338, 346, 400, 512, 513, 514, 519, 520, 521, 37724, 50706]
const packings: Readonly<Record<number, Packing | 'jpeg'>> = {
  1: 'none', 5: 'words', 7: 'jpeg', 8: 'deflate', 32946: 'deflate', 32773: 'runs',
}
const meanings: Readonly<Record<number, Colours>> = { 0: 'white_is_zero', 1: 'black_is_zero', 2: 'rgb', 3: 'palette', 6: 'ycbcr' }
const jpegTables = 347
// Fax machines have dots that are twice as high as wide, or half.
const mostStretched = 4
const squareEnough = 0.02

/**
 * How a page of a TIFF file is laid out. Throws `TooManyPixels`, `UnknownPicture` for what is not understood in all that
 * matters to its looks, and another error where its numbers do not fit together.
 */
export function pageLayout (fields: TiffDirectory, pixels: number): PageLayout {
  const values = tagValues(fields)
  if (strange.some((tag) => fields.has(tag)) || !isPlain(values)) throw new UnknownPicture()
  const [width, height] = [values.one('width'), values.one('height')]
  if (width * height > pixels) throw new TooManyPixels()
  if (width === 0 || height === 0) throw new Error('no size')
  const layout: PageLayout = {
    width, height,
    bits: values.one('bits', 1), channels: values.one('channels', 1), colours: known(meanings[values.one('colours')]),
    packing: packingOf(values), reversed: values.one('bitOrder', 1) === 2, differs: values.one('difference', 1) === 2,
    palette: values.all('palette'), tables: fields.get(jpegTables)?.bytes ?? Buffer.alloc(0),
    blocks: blocksOf(values, { width, height }, pixels),
    orientation: values.one('orientation', 1), pixelHeight: pixelHeight(values),
  }
  if (!isPackedSo(layout) || !isColouredSo(layout)) throw new UnknownPicture()
  return layout
}

/** No smaller copy of another page and no mask; whole numbers, those of a pixel together. */
function isPlain (values: TagValues): boolean {
  const isTogether = values.one('planes', 1) === 1 || values.one('channels', 1) === 1
  return isTogether && (values.one('kind', 0) & 5) === 0 && values.one('numbers', 1) === 1 &&
    [1, 2].includes(values.one('bitOrder', 1)) && [1, 2].includes(values.one('difference', 1)) &&
    values.one('orientation', 1) >= 1 && values.one('orientation', 1) <= 8
}

function known<Known> (one: Known | undefined): Known {
  if (one === undefined) throw new UnknownPicture()
  return one
}

function packingOf (values: TagValues): PageLayout['packing'] {
  const packing = values.one('packing', 1)
  const [lines, changes] = [values.one('faxLines', 0), values.one('faxChanges', 0)]
  // Parts that are not packed at all, which no program writes.
  if (((lines | changes) & 2) !== 0) throw new UnknownPicture()
  if (packing === 2) return { by: 'rows', mixed: false }
  if (packing === 3) return { by: 'lines', mixed: (lines & 1) !== 0 }
  if (packing === 4) return { by: 'changes', mixed: false }
  return known(packings[packing])
}

/** Whether what the pixels are may be packed in this way. */
function isPackedSo ({ bits, channels, packing, reversed, differs, colours }: PageLayout): boolean {
  if (typeof packing === 'object') return bits * channels === 1 && !differs
  if (reversed && (packing !== 'none' || bits !== 1)) return false
  if (differs && (bits !== 8 || !['words', 'deflate'].includes(packing))) return false
  return packing === 'jpeg' ? bits === 8 && colours !== 'palette' : colours !== 'ycbcr'
}

/** Whether the numbers of a pixel are as many and as large as what they mean. */
function isColouredSo ({ bits, channels, colours, palette }: PageLayout): boolean {
  switch (colours) {
    case 'rgb': case 'ycbcr': return bits === 8 && channels === 3
    case 'palette': return channels === 1 && [1, 2, 4, 8].includes(bits) && palette.length === 3 * 2 ** bits
    default: return channels === 1 && [1, 2, 4, 8].includes(bits)
  }
}

function pixelHeight (values: TagValues): number {
  const times = values.one('dotsAcross', 1) / values.one('dotsDown', 1)
  const isLikely = times >= 1 / mostStretched && times <= mostStretched && Math.abs(times - 1) > squareEnough
  return isLikely ? times : 1
}
