// Han characters and their punctuation take two columns of a terminal.
const wide = /[\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

/** How many columns a text takes on a terminal. */
export function columnsOf (text: string): number {
  return [...text].reduce((columns, character) => columns + (wide.test(character) ? 2 : 1), 0)
}

/** Pads a text to a number of columns, and leaves a longer one as it is. */
export function pad (text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
}

/** Lays texts into lines of so many columns; a text is not broken. */
export function wrap (texts: readonly string[], columns: number, between = ' '): string[] {
  const lines: string[] = []
  for (const text of texts) {
    const line = lines.at(-1)
    const longer = `${line}${between}${text}`
    if (line !== undefined && columnsOf(longer) <= columns) lines[lines.length - 1] = longer
    else lines.push(text)
  }
  return lines
}

/** Breaks a Chinese text wherever a line is full, but not before the mark that closes a phrase. */
export function breakText (text: string, columns: number): string[] {
  return wrap(text.match(/.[，。；：、）》〕]*/gu) ?? [], columns, '')
}
