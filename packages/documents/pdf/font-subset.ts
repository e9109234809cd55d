import { type PDFContext, type PDFDict, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import { type Face, faceOf, type FaceName } from './faces.ts'
import { toUnicode } from './to-unicode.ts'

/** The characters of a face that a paper uses: each is given a code, and in the end all are written into the file. */
export type FontSubset = Readonly<{
  /** The code of a text that is drawn by a glyph of the face, in hex. */
  codeOf (glyph: number, text: string): string
  embed (context: PDFContext, ref: PDFRef): void
}>

type Entry = Readonly<{ code: string, glyph: number, drawn: number, text: string }>

/**
 * Codes are given to texts, not to glyphs: a font draws some characters alike (⽉ and 月), and what is copied from a paper must be
 * what was written.
 */
export function fontSubset (name: FaceName): FontSubset {
  const face = faceOf(name)
  const subset = face.font.createSubset()
  const entries = new Map<string, Entry>()
  return {
    codeOf (glyph, text) {
      const key = `${glyph} ${text}`
      const known = entries.get(key)
      if (known !== undefined) return known.code
      const code = (entries.size + 1).toString(16).padStart(4, '0')
      entries.set(key, { code, glyph, drawn: subset.includeGlyph(glyph), text })
      return code
    },
    embed: (context, ref) => context.assign(ref, embed(context, face, subset.encode(), [...entries.values()])),
  }
}

function embed (context: PDFContext, { font }: Face, file: Uint8Array, entries: readonly Entry[]): PDFDict {
  // Six capitals mark a subset; which ones does not matter, and they must not be random.
  const name = `LWSUBS+${font.postscriptName}`
  const descendant = context.register(context.obj({
    Type: 'Font', Subtype: 'CIDFontType2', BaseFont: name, FontDescriptor: descriptor(context, name, font, file), DW: 1000,
    CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
    W: [1, entries.map(({ glyph }) => Math.round(font.getGlyph(glyph).advanceWidth * 1000 / font.unitsPerEm))],
    CIDToGIDMap: context.register(context.flateStream(glyphMap(entries))),
  }))
  return context.obj({
    Type: 'Font', Subtype: 'Type0', BaseFont: name, Encoding: 'Identity-H', DescendantFonts: [descendant],
    ToUnicode: context.register(context.flateStream(toUnicode(entries.map(({ code, text }) => [code, text])))),
  })
}

/** From each code to its glyph in the subset; no code is 0. */
function glyphMap (entries: readonly Entry[]): Uint8Array {
  const map = Buffer.alloc(2 * (entries.length + 1))
  for (const [at, { drawn }] of entries.entries()) map.writeUInt16BE(drawn, 2 * (at + 1))
  return map
}

function descriptor (context: PDFContext, name: string, font: Face['font'], file: Uint8Array): PDFRef {
  const { bbox: { minX, minY, maxX, maxY }, ascent, descent, capHeight } = font
  const symbolic = 4
  return context.register(context.obj({
    Type: 'FontDescriptor', FontName: name, Flags: symbolic, FontBBox: [minX, minY, maxX, maxY], ItalicAngle: 0, StemV: 80,
    Ascent: ascent, Descent: descent, CapHeight: capHeight,
    FontFile2: context.register(context.flateStream(file, { Length1: file.length })),
  }))
}
