const millimetre = 72 / 25.4

/** The sheet of an official paper (GB/T 9704—2012, 5.1 and 5.2), in points: A4, its margins, its type area. */
export const sheet = {
  width: 210 * millimetre,
  height: 297 * millimetre,
  left: 28 * millimetre,
  top: 37 * millimetre,
  typeWidth: 156 * millimetre,
  typeHeight: 225 * millimetre,
} as const

/** A type area has 22 lines of 28 characters. */
export const grid = { line: sheet.typeHeight / 22, character: sheet.typeWidth / 28 } as const

/** Sizes of type in points: 3号 for the body, 2号 for the title, 4号 for the number of a page. */
export const sizes = { body: 16, title: 22, head: 36, table: 12, code: 9, page: 14 } as const

/** The head stands 35 mm into the type area, the red line 4 mm below the number, the number of a page 7 mm below the area. */
export const distances = { head: 35 * millimetre, redLine: 4 * millimetre, page: 7 * millimetre } as const
