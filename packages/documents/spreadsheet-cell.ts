// What a spreadsheet may take for a formula: the signs that begin one, full-width as well, behind blanks of any kind, and
// a cell that begins with a tab or the end of a line. The signs are those of OWASP's page on CSV injection.
const formula = /^(?:[\t\r\n]|[\s\u200b-\u200f\u2060]*[=+\-@＝＋－＠])/

/** A text as a cell that no spreadsheet takes for a formula: an apostrophe before it makes it plain text. */
export function spreadsheetCell (text: string): string {
  return formula.test(text) ? `'${text}` : text
}
