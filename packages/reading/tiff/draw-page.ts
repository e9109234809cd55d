import { decodePicture, UnknownPicture } from '../decode-picture.ts'
import { pictureMetadata } from '../image-metadata.ts'
import type { Raster } from '../page/raster.ts'
import { fitted } from '../page/turned-page.ts'
import type { Block } from './blocks.ts'
import type { TiffDirectory } from './directories.ts'
import { wholeJpeg } from './jpeg-part.ts'
import { type PageLayout, pageLayout } from './page-layout.ts'
import { isBareBeyond } from './tile-rest.ts'
import { unpackBlock, type Unpacked } from './unpack-block.ts'
import { unpackFax } from './unpack-fax.ts'

/**
 * A page as it is meant to be seen; `whole` is false when its bytes hold more than what is seen, and `text` is what is
 * written beside the pixels of its JPEG parts.
 */
export type DrawnPage = Readonly<{ raster: Raster, whole: boolean, text: string }>

/**
 * Draws a page of a TIFF file, its longer side no longer than `longSide`. Throws `TooManyPixels`, `UnknownPicture`, or
 * another error where it is broken: no part of it is left white because it could not be unpacked.
 */
export async function drawTiffPage (
  { file, fields }: { file: Buffer, fields: TiffDirectory }, pixels: number, longSide: number,
): Promise<DrawnPage> {
  const layout = pageLayout(fields, pixels)
  const { width, height, pixelHeight } = layout
  const raster = { width, height, rgba: new Uint8ClampedArray(width * height * 4) }
  const paint = painter(raster, layout)
  const texts = new Set(layout.tables.length > 0 ? [pictureMetadata(layout.tables).text] : [])
  let whole = true
  for (const block of layout.blocks) {
    if (block.at + block.length > file.length) throw new Error('pixels outside of the file')
    const packed = file.subarray(block.at, block.at + block.length)
    if (layout.packing === 'jpeg') {
      const beside = pictureMetadata(packed)
      texts.add(beside.text)
      whole &&= beside.whole
      whole = paint.dots(block, await unpackJpeg(packed, block, layout, pixels)) && whole
      continue
    }
    const unpacked = unpack(packed, block, layout)
    whole = paint.rows(block, unpacked.rows) && unpacked.whole && whole
  }
  return { raster: oriented(fitted(raster, longSide, pixelHeight), layout.orientation), whole, text: [...texts].join('\n') }
}

function unpack (packed: Buffer, block: Block, { packing, reversed, differs, bits, channels }: PageLayout): Unpacked {
  const inOrder = reversed ? packed.map((byte) => mirrored[byte]!) as Buffer : packed
  if (typeof packing === 'object') return unpackFax(inOrder, block, packing)
  if (packing === 'jpeg') throw new UnknownPicture()
  const rowBytes = Math.ceil(block.width * bits * channels / 8)
  const unpacked = unpackBlock(inOrder, rowBytes * block.height, packing)
  if (!differs) return unpacked
  const rows = Buffer.from(unpacked.rows)
  for (let at = 0; at < rows.length; at += 1) if (at % rowBytes >= channels) rows[at] = rows[at]! + rows[at - channels]!
  return { ...unpacked, rows }
}

const mirrored = Uint8Array.from({ length: 256 }, (_, byte) => Number.parseInt(byte.toString(2).padStart(8, '0').split('').toReversed().join(''), 2))

async function unpackJpeg (packed: Buffer, block: Block, { tables, colours }: PageLayout, pixels: number): Promise<Uint32Array> {
  const { width, height, rgba } = await decodePicture(wholeJpeg(packed, tables, colours === 'ycbcr'), pixels, Infinity)
  if (width !== block.width || height !== block.height) throw new UnknownPicture()
  if (colours === 'white_is_zero') for (let at = 0; at < rgba.length; at += 1) if (at % 4 !== 3) rgba[at] = 255 - rgba[at]!
  return dotsOf(rgba)
}

/** Each puts a part of a page in its place; they answer whether nothing is to be seen of it beyond the page. */
type Painter = { rows (block: Block, rows: Buffer): boolean, dots (block: Block, dots: Uint32Array): boolean }

function painter (raster: Raster, { bits, channels, colours, palette }: PageLayout): Painter {
  const looks = channels === 1 ? looksOf(bits, colours, palette) : new Uint32Array(0)
  const most = 2 ** bits - 1
  const dots = (block: Block, own: Uint32Array): boolean => {
    paintDots(raster, block, own)
    return isBareBeyond(raster, block, own)
  }
  return {
    dots,
    rows (block, rows) {
      const rowBytes = Math.ceil(block.width * bits * channels / 8)
      const rgba = new Uint8ClampedArray(block.width * block.height * 4).fill(255)
      const own = dotsOf(rgba)
      for (let dot = 0; dot < own.length; dot += 1) {
        const bit = dot % block.width * bits * channels
        const at = Math.floor(dot / block.width) * rowBytes + (bit >> 3)
        if (channels === 1) own[dot] = looks[(rows[at]! >> (8 - bits - bit % 8)) & most]!
        else rgba.set(rows.subarray(at, at + channels), dot * 4)
      }
      return dots(block, own)
    },
  }
}

function paintDots ({ width, height, rgba }: Raster, block: Block, dots: Uint32Array): void {
  const page = dotsOf(rgba)
  const right = Math.min(block.width, width - block.left)
  for (let y = 0; y < Math.min(block.height, height - block.top); y += 1) {
    page.set(dots.subarray(y * block.width, y * block.width + right), (block.top + y) * width + block.left)
  }
}

/** The same bytes, four of them at a time. */
function dotsOf (rgba: Uint8ClampedArray): Uint32Array {
  return new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4)
}

/** How each number of a pixel is seen. */
function looksOf (bits: number, colours: PageLayout['colours'], palette: readonly number[]): Uint32Array {
  const count = 2 ** bits
  // Some programs write their palette as bytes.
  const unit = palette.some((one) => one > 255) ? 257 : 1
  const shadeOf = (at: number): number => Math.round((colours === 'white_is_zero' ? count - 1 - at : at) * 255 / (count - 1))
  const lookOf = (at: number): number[] => [0, 1, 2].map((channel) =>
    colours === 'palette' ? Math.floor(palette[channel * count + at]! / unit) : shadeOf(at))
  return dotsOf(Uint8ClampedArray.from(Array.from({ length: count }, (_, at) => [...lookOf(at), 255]).flat()))
}

/** The picture turned or mirrored, by the number that TIFF has for where its first row and column are. */
function oriented (raster: Raster, orientation: number): Raster {
  if (orientation === 1) return raster
  const onSide = orientation >= 5
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBelow = [3, 4, 6, 7].includes(orientation)
  const [width, height] = onSide ? [raster.height, raster.width] : [raster.width, raster.height]
  const rgba = new Uint8ClampedArray(raster.rgba.length)
  const [from, to] = [dotsOf(raster.rgba), dotsOf(rgba)]
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = onSide ? [y, x] : [x, y]
      const [column, row] = [fromRight ? raster.width - 1 - across : across, fromBelow ? raster.height - 1 - down : down]
      to[y * width + x] = from[row * raster.width + column]!
    }
  }
  return { width, height, rgba }
}
