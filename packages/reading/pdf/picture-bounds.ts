import { OPS, Util } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** From left to right and from below to above, in the space of a page. */
export type Bounds = readonly [left: number, bottom: number, right: number, top: number]

type List = Readonly<{ fnArray: readonly number[], argsArray: readonly unknown[] }>

const pictures = new Set<number>([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
const saves = new Set<number>([OPS.save, OPS.paintFormXObjectBegin, OPS.beginGroup, OPS.beginAnnotation])
const restores = new Set<number>([OPS.restore, OPS.paintFormXObjectEnd, OPS.endGroup, OPS.endAnnotation])

/**
 * What the pictures of a page take up, on the page and beside it, each as large as it is, whatever is cut off from it;
 * undefined for a page without. Pictures that lie upon the page are none of it.
 */
export function pictureBounds ({ fnArray, argsArray }: List): Bounds | undefined {
  let matrix = [1, 0, 0, 1, 0, 0]
  let annotations = 0
  const saved: number[][] = []
  const found: Bounds[] = []
  fnArray.forEach((operator, at) => {
    const args = (argsArray[at] ?? []) as unknown[]
    if (saves.has(operator)) saved.push(matrix)
    if (restores.has(operator)) matrix = saved.pop() ?? matrix
    if (operator === OPS.transform) matrix = Util.transform(matrix, args as number[])
    if (operator === OPS.paintFormXObjectBegin && args[0]) matrix = Util.transform(matrix, Array.from(args[0] as number[]))
    if (operator === OPS.beginAnnotation) annotations += 1
    if (operator === OPS.endAnnotation) annotations -= 1
    if (annotations === 0 && pictures.has(operator)) found.push(boundsOf(matrix))
  })
  return found.length === 0 ? undefined : [0, 1, 2, 3].map((side) =>
    found.map((bounds) => bounds[side]!).reduce((one, other) => side < 2 ? Math.min(one, other) : Math.max(one, other))) as unknown as Bounds
}

/** What a square of one by one takes up, as which a picture is drawn. */
export function boundsOf (matrix: readonly number[]): Bounds {
  const [a, b, c, d, e, f] = matrix as [number, number, number, number, number, number]
  const [xs, ys] = [[e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
