import { deflateSync } from 'node:zlib'
import { emptyFont, openCoding, unicodeMap } from './empty-font.ts'
import type { EncodedPicture } from './encoded-picture.ts'
import type { Glyph } from './glyph.ts'
import { wholeOf } from './sheet.ts'
import { textLayer } from './text-layer.ts'

/** A page that is done: its picture, so many dots to the inch, and the characters that are left on it. */
export type DonePage = Readonly<{ picture: EncodedPicture, dpi: number, glyphs: readonly Glyph[] }>

type PdfObject = string | Readonly<{ dict: string, stream: Uint8Array }>

/**
 * A PDF of pictures with unseen text over them, and of nothing else. It is written here and not by a library so that
 * there is no entry whose origin one would have to know: the same pages give the same bytes.
 */
export function writeRendition (pages: readonly DonePage[]): Uint8Array {
  const coding = openCoding()
  const layers = pages.map((page) => textLayer(page.glyphs, wholeOf(page.picture, page.dpi).bottom, coding))
  const numbers = pages.map((_, at) => fixed.count + 1 + at * 3)
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    ...font(unicodeMap(coding.beyond)),
    ...pages.flatMap((page, at) => pageObjects(page, numbers[at] as number, layers[at] as string)),
  ])
}

/** The objects before the pages. */
const fixed = { count: 7, font: 3 }

function font (map: string): PdfObject[] {
  return [
    '<< /Type /Font /Subtype /Type0 /BaseFont /Empty /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 7 0 R >>',
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Empty /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 /W [32 126 500] >>`,
    '<< /Type /FontDescriptor /FontName /Empty /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 /FontFile2 6 0 R >>',
    packed(emptyFont(), `/Length1 ${emptyFont().length} `),
    packed(Buffer.from(map, 'latin1')),
  ]
}

function pageObjects ({ picture, dpi }: DonePage, number: number, layer: string): PdfObject[] {
  const whole = wholeOf(picture, dpi)
  const [width, height] = [whole.right.toFixed(4), whole.bottom.toFixed(4)]
  const content = `q\n${width} 0 0 ${height} 0 0 cm\n/P Do\nQ\n${layer}`
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /Font << /F ${fixed.font} 0 R >> /XObject << /P ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`,
    packed(Buffer.from(content, 'latin1')),
    {
      dict: `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /ColorSpace /${picture.colours} /BitsPerComponent 8 /Filter /${picture.filter}`,
      stream: picture.bytes,
    },
  ]
}

function packed (bytes: Uint8Array, dict = ''): PdfObject {
  return { dict: `${dict}/Filter /FlateDecode`, stream: deflateSync(bytes) }
}

/** Objects numbered from 1, one cross-reference table, one end. */
function assemble (objects: readonly PdfObject[]): Uint8Array {
  const chunks: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let length = chunks[0]?.length ?? 0
  const add = (chunk: string | Uint8Array): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk
    chunks.push(bytes)
    length += bytes.length
  }
  const offsets = objects.map((object, at) => {
    const offset = length
    add(`${at + 1} 0 obj\n`)
    if (typeof object === 'string') add(`${object}\n`)
    else {
      add(`<< ${object.dict} /Length ${object.stream.length} >>\nstream\n`)
      add(object.stream)
      add('\nendstream\n')
    }
    add('endobj\n')
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = length
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`)
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return new Uint8Array(Buffer.concat(chunks))
}
