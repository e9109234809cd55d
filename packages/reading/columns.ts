/** Cells of a table as they come, to read what is written from above to below in one of its columns. */
export type Columns = {
  /** A cell, in its column counted from 0 where that is not the next one. */
  cell (text: string, column?: number): void
  endRow (): void
  /** The columns in which a character stands under another, each as a line. */
  spelled (): string
}

const longestCell = 2
const fewestCells = 3

/** Begins a table. */
export function openColumns (): Columns {
  const open = new Map<number, string[]>()
  const lines: string[] = []
  let row = new Map<number, string>()
  const close = (column: number): void => {
    const cells = open.get(column) ?? []
    if (cells.length >= fewestCells && /\p{Script=Han}/u.test(cells.join(''))) lines.push(cells.join(''))
    open.delete(column)
  }
  return {
    cell (text, column = row.size) {
      row.set(column, text.trim().slice(0, longestCell + 1))
    },
    endRow () {
      for (const column of open.keys()) if ((row.get(column) ?? '').length > longestCell) close(column)
      for (const [column, text] of row) {
        if (text === '' || text.length > longestCell) continue
        const cells = open.get(column)
        if (cells === undefined) open.set(column, [text])
        else cells.push(text)
      }
      row = new Map()
    },
    spelled () {
      for (const column of open.keys()) close(column)
      return lines.join('\n')
    },
  }
}
