import { decodeText } from '../decode-text.ts'
import { looseText } from '../loose-text.ts'
import { pixelSpans } from './blocks.ts'
import type { Span, Tiff, TiffDirectory, TiffPage } from './directories.ts'

// How the pixels lie, their tables and colours, and where the other directories stand: numbers and no words.
const drawing = new Set([
  ...Array.from({ length: 7 }, (_, at) => 254 + at), 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 286, 287,
  288, 289, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 338, 339, 347, 529, 530, 531, 532, 34665,
  34675, 34853, 40965,
])
// What is larger than this, and no text of a known kind, may be another picture.
const mostUnknown = 4096
const texts = new Set([270, 700, 33723])
// Padding of what begins at even numbers, or at every fourth.
const mostPadding = 3
// Programs that add a page put its file behind the first as it was, with its own beginning.
const beginning = /^\0*(?:II\*\0|MM\0\*)[^]{4}\0*$/

/** What is written in the tags of a page; `whole` is false where one of them holds what cannot be read. */
export function tagsText ({ fields, beside }: TiffPage): { text: string, whole: boolean } {
  const said = [fields, ...beside].flatMap(fieldsOf)
  return {
    text: said.flatMap(({ bytes, isText }) => [isText ? ownText(bytes) : '', looseText(bytes)]).filter((text) => text !== '').join('\n'),
    whole: said.every(({ tag, bytes, isText }) => isText || texts.has(tag) || bytes.length <= mostUnknown),
  }
}

function fieldsOf (directory: TiffDirectory): { tag: number, bytes: Buffer, isText: boolean }[] {
  return [...directory].filter(([tag, { isText }]) => isText || !drawing.has(tag)).map(([tag, { bytes, isText }]) => ({ tag, bytes, isText }))
}

/** Short words too, which loose text leaves out. */
function ownText (bytes: Buffer): string {
  return bytes.toString('latin1').split('\0').map((part) => decodeText(Buffer.from(part, 'latin1'))?.text ?? '').join('\n').trim()
}

/** The stretches of a file that nothing in it refers to, other than padding: a page that was taken out, or anything else. */
export function strayBytes (tiff: Tiff): Buffer[] {
  const stray: Buffer[] = []
  let reached = 0
  const spans: Span[] = [...tiff.spans, ...pixelSpans(tiff), { from: tiff.file.length, to: tiff.file.length }]
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const gap = tiff.file.subarray(reached, Math.max(reached, from))
    if (gap.length > mostPadding && gap.some((byte) => byte !== 0) && !beginning.test(gap.toString('latin1'))) stray.push(gap)
    reached = Math.max(reached, to)
  }
  return stray
}
