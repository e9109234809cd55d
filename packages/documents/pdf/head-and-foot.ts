import { dayTime } from '../notice-shell.ts'
import { type Paper, words } from '../paper.ts'
import { body, linesOf, type Setting, titled, typesetWords, widthOf } from './lines.ts'
import { distances, grid, sheet, sizes } from './sheet.ts'
import type { Strip, Tag } from './strip.ts'
import { typeset } from './type.ts'

/** The red head of a letter: the agency, the number of the paper, a red line, and the title two lines below it. */
export function letterHead ({ agency, number, title }: Paper, tag: Tag): Strip[] {
  const size = headSize(agency)
  const names = linesOf(typeset(agency, { ...titled, size }), { part: tag('P'), align: 'centre', pitch: size, red: true })
  const numbers = linesOf(typeset(number, body), { part: tag('P'), align: 'centre' })
  const numberTop = distances.head + names.length * size + 2 * grid.line
  const line = numberTop + numbers.length * grid.line + distances.redLine
  return [
    {
      // Whole lines, so that what follows stands on the grid.
      height: Math.ceil(line / grid.line) * grid.line,
      pieces: [...stacked(names, distances.head), ...stacked(numbers, numberTop)],
      rules: [{ from: [0, line], to: [sheet.typeWidth, line], weight: 1.5, red: true }],
      withNext: true,
    },
    blank(1), ...titleLines(title, tag), blank(1),
  ]
}

/** The head of a form: its title, and below it whose it is and its number. */
export function formHead ({ agency, number, title }: Paper, tag: Tag): Strip[] {
  return [...titleLines(title, tag), ...bound(linesOf(typeset(`${agency} ${number}`, body), { part: tag('P'), align: 'centre' }))]
}

/** Who signs, in the middle above the day, which stands four characters in from the right; above it is room for the seal. */
export function signature ({ agency, issuedOn, language }: Paper, tag: Tag): Strip[] {
  const day = typesetWords(words`${dayTime(issuedOn, language)}`, body)
  const name = typeset(agency, body)
  const [dayWidth, nameWidth] = [widthOf(day), Math.min(sheet.typeWidth, widthOf(name))]
  const middle = Math.min(sheet.typeWidth - 4 * grid.character - dayWidth / 2, sheet.typeWidth - nameWidth / 2)
  const around = (width: number): Omit<Setting, 'part'> => ({ left: middle - width / 2, width: width + 0.01, align: 'centre' })
  return [
    blank(2),
    ...bound(linesOf(name, { ...around(nameWidth), part: tag('P') })),
    ...linesOf(day, { ...around(dayWidth), part: tag('P') }),
  ]
}

function headSize (agency: string): number {
  const width = widthOf(typeset(agency, { ...titled, size: sizes.head }))
  return Math.max(sizes.title, Math.min(sizes.head, sizes.head * (sheet.typeWidth - 1) / width))
}

function titleLines (title: string, tag: Tag): Strip[] {
  return bound(linesOf(typeset(title, titled), { part: tag('H1'), align: 'centre' }))
}

/** Strips of which none is the last on its page. */
export function bound (strips: readonly Strip[]): Strip[] {
  return strips.map((strip) => ({ ...strip, withNext: true }))
}

function blank (lines: number): Strip {
  return { height: lines * grid.line, pieces: [], withNext: true }
}

/** The pieces of strips one below the other. */
function stacked (strips: readonly Strip[], top: number): Strip['pieces'] {
  return strips.flatMap(({ pieces, height }, at) => pieces.map((piece) => ({ ...piece, y: piece.y + top + at * height })))
}
