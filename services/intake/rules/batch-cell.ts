import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'

/** What a cell says: a value, nothing, or that nobody can know what it was meant to say. */
export type CellReading = { value?: string | boolean, fault?: FieldFault }

// What spreadsheets write before a text that they would else take for a formula.
const guarded = /^'(?=[\s]*[=+\-@＝＋－＠])/
const formula = /^\s*[=@＝＠]/
// As spreadsheets and people write days.
const written = /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Reads a cell that stands for the field at `pointer`; `words` are those it may say instead of the field's own. */
export function readCell (
  cell: string, pointer: string, words: Readonly<Record<string, string | boolean>> = {},
): CellReading {
  const text = cell.trim().replace(guarded, '')
  if (text === '') return {}
  if (controls.test(text)) return { fault: faults.controlCharacter(pointer) }
  if (text === cell.trim() && formula.test(text)) return { fault: faults.formulaCell(pointer) }
  const word = words[text.normalize('NFKC').toLowerCase()]
  if (word !== undefined) return { value: word }
  return { value: /On$|Date$/.test(pointer) ? asDay(text) : text }
}

function asDay (text: string): string {
  const [, year, month = '', day = ''] = written.exec(text.normalize('NFKC')) ?? []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
