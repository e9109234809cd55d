import { OPS, Util } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type Matrix = readonly [number, number, number, number, number, number]

/** What of a font moves the pen. `bbox` counts in the font's own units. */
export type PenFont = Readonly<{
  fontMatrix?: ArrayLike<number>, vertical?: boolean, isType3Font?: boolean, bbox?: ArrayLike<number>
}>

/** Where the next character of a page stands and how large it is: the part of the graphics state that places text. */
export type Cursor = {
  page: Matrix
  line: Matrix
  x: number, y: number, lineX: number, lineY: number
  font: PenFont, size: number, direction: 1 | -1
  stretch: number, spacing: number, wordSpacing: number, rise: number, leading: number
  inkless: boolean
}

const still: Matrix = [1, 0, 0, 1, 0, 0]

export function cursorOn (page: Matrix): Cursor {
  return {
    page, line: still, x: 0, y: 0, lineX: 0, lineY: 0, font: {}, size: 0, direction: 1,
    stretch: 1, spacing: 0, wordSpacing: 0, rise: 0, leading: 0,
    inkless: false,
  }
}

export function turn (one: Matrix, other: ArrayLike<number>): Matrix {
  return Util.transform([...one], Array.from(other)) as unknown as Matrix
}

/** How each operator of a content stream moves the cursor; the others leave it where it is. */
const moves: Readonly<Record<number, (cursor: Cursor, values: number[]) => void>> = {
  [OPS.transform]: (cursor, values) => { cursor.page = turn(cursor.page, values) },
  [OPS.beginText]: (cursor) => startLine(cursor, still),
  [OPS.setTextMatrix]: (cursor, values) => startLine(cursor, values as unknown as Matrix),
  [OPS.moveText]: (cursor, [x = 0, y = 0]) => moveLine(cursor, x, y),
  [OPS.setLeadingMoveText]: (cursor, [x = 0, y = 0]) => {
    cursor.leading = y
    moveLine(cursor, x, y)
  },
  [OPS.setLeading]: (cursor, [leading = 0]) => { cursor.leading = -leading },
  [OPS.nextLine]: (cursor) => moveLine(cursor, 0, cursor.leading),
  [OPS.setCharSpacing]: (cursor, [spacing = 0]) => { cursor.spacing = spacing },
  [OPS.setWordSpacing]: (cursor, [spacing = 0]) => { cursor.wordSpacing = spacing },
  [OPS.setHScale]: (cursor, [percent = 100]) => { cursor.stretch = percent / 100 },
  [OPS.setTextRenderingMode]: (cursor, [mode = 0]) => { cursor.inkless = mode === 3 || mode === 7 },
  [OPS.setTextRise]: (cursor, [rise = 0]) => { cursor.rise = rise },
}

/** Moves the cursor as one operator of the page says. */
export function moveCursor (cursor: Cursor, operator: number, values: unknown): void {
  // A matrix comes as one list or as six numbers.
  moves[operator]?.(cursor, numbersOf(values))
}

function numbersOf (values: unknown): number[] {
  const list = Array.from((values ?? []) as ArrayLike<unknown>)
  const [first] = list
  return (typeof first === 'object' && first !== null ? Array.from(first as ArrayLike<number>) : list) as number[]
}

function startLine (cursor: Cursor, line: Matrix): void {
  Object.assign(cursor, { line, x: 0, y: 0, lineX: 0, lineY: 0 })
}

function moveLine (cursor: Cursor, x: number, y: number): void {
  cursor.x = cursor.lineX += x
  cursor.y = cursor.lineY += y
}
