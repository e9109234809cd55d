import type { SKRSContext2D } from '@napi-rs/canvas'
import { faceOf } from '@lightwell/documents/pdf/faces'
import type { Glyph } from './glyph.ts'

/** The rare Han character that the font of laid-out pages has no shape for; undefined for any other. */
export function shapelessHan ({ text }: Glyph): number | undefined {
  const point = text.codePointAt(0) ?? 0
  return /^\p{Script=Han}/u.test(text) && faceOf('regular').shapeOf(point, false) === undefined ? point : undefined
}

/** Draws a box with a code point in two lines, as papers have it, where else an empty one would stand. */
export function drawCodeBox (pen: SKRSContext2D, { box, em, start }: Glyph, point: number): void {
  const digits = point.toString(16).toUpperCase().padStart(4, '0')
  const half = Math.ceil(digits.length / 2)
  const [left, width] = [box.left + em / 20, box.right - box.left - em / 10]
  pen.save()
  pen.lineWidth = em / 30
  pen.strokeRect(left, start.y - 0.8 * em, width, 0.95 * em)
  pen.font = pen.font.replace(/[\d.]+px/, `${em * (half === 2 ? 0.48 : 0.36)}px`)
  pen.textAlign = 'center'
  for (const [at, line] of [digits.slice(0, half), digits.slice(half)].entries()) {
    pen.fillText(line, left + width / 2, start.y - (at === 0 ? 0.39 : -0.07) * em, width)
  }
  pen.restore()
}
