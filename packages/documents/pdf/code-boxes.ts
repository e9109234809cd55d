import type { PDFContext, PDFRef } from '@cantoo/pdf-lib'
import { faceOf } from './faces.ts'
import type { FontSubset } from './font-subset.ts'
import { toUnicode } from './to-unicode.ts'

/** The boxes of a paper for characters that the font does not have. A font of boxes has room for 255 of them. */
export type CodeBoxes = Readonly<{
  /** The font of boxes and the code in it for a character. */
  codeOf (codePoint: number): Readonly<{ font: number, code: string }>
  /** One font after the other; the digits in the boxes are of a font that is embedded already. */
  embed (context: PDFContext, digits: Readonly<{ subset: FontSubset, ref: PDFRef }>): PDFRef[]
}>

const perFont = 255

export function codeBoxes (): CodeBoxes {
  const known = new Map<number, number>()
  return {
    codeOf (codePoint) {
      const at = known.get(codePoint) ?? known.set(codePoint, known.size).get(codePoint)!
      return { font: Math.floor(at / perFont), code: hex(at % perFont + 1) }
    },
    embed (context, digits) {
      const all = [...known.keys()]
      return Array.from({ length: Math.ceil(all.length / perFont) }, (_, at) =>
        embed(context, all.slice(at * perFont, (at + 1) * perFont), digits))
    },
  }
}

function embed (context: PDFContext, codePoints: readonly number[], { subset, ref }: Parameters<CodeBoxes['embed']>[1]): PDFRef {
  const names = codePoints.map((codePoint) => `u${codePoint.toString(16)}`)
  const drawings = codePoints.map((codePoint) => context.register(context.flateStream(draw(codePoint, subset))))
  return context.register(context.obj({
    Type: 'Font', Subtype: 'Type3', FontBBox: [0, -120, 1000, 880], FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
    FirstChar: 1, LastChar: codePoints.length, Widths: codePoints.map(() => 1000),
    Encoding: { Type: 'Encoding', Differences: [1, ...names] },
    CharProcs: Object.fromEntries(names.map((name, at) => [name, drawings[at]!])),
    Resources: { Font: { F: ref } },
    ToUnicode: context.register(context.flateStream(
      toUnicode(codePoints.map((codePoint, at) => [hex(at + 1), String.fromCodePoint(codePoint)])))),
  }))
}

/** A box with a code point in two lines. */
function draw (codePoint: number, subset: FontSubset): string {
  const digits = codePoint.toString(16).toUpperCase().padStart(4, '0')
  const half = Math.ceil(digits.length / 2)
  return ['1000 0 d0 30 w 60 -90 880 940 re S', ...[digits.slice(0, half), digits.slice(half)].map((line, at) => {
    const shapes = [...line].map((digit) => ({ digit, ...faceOf('regular').shapeOf(digit.charCodeAt(0), false)! }))
    const size = half === 2 ? 480 : 360
    const width = shapes.reduce((sum, { em }) => sum + em * size, 0)
    const codes = shapes.map(({ id, digit }) => subset.codeOf(id, digit)).join('')
    return `BT /F ${size} Tf ${(500 - width / 2).toFixed(0)} ${at === 0 ? 440 : 20} Td <${codes}> Tj ET`
  })].join('\n')
}

function hex (code: number): string {
  return code.toString(16).padStart(2, '0')
}
