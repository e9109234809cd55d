import { inLanguage, type Language } from '@lightwell/http/language'
import type { FieldFault } from '@lightwell/http/refusal'
import type { RegisteredRow, Rehearsal } from '../batch.ts'
import type { FiledRow } from '../commands/file-batch.ts'
import { presentSimilar } from './present-similar.ts'
import { presentWarnings } from './present-warnings.ts'
import { expectedDeadline } from '../rules/current-deadline.ts'

/** Presents a letter that was registered, with the token that opens it: the only time that it is told. */
export function presentRegistered (filed: FiledRow, language: Language): RegisteredRow {
  const { view: { request: { id, receiptNumber } }, accessToken } = filed
  return { ...tellRow(filed, language), id, receiptNumber, accessToken }
}

/** Presents what a batch would come to. */
export function presentRehearsal (
  filed: readonly FiledRow[], faults: readonly FieldFault[], language: Language,
): Rehearsal {
  return {
    items: filed.map((row) => tellRow(row, language)),
    errors: faults.map(({ pointer, code, detail }) => ({ pointer, code, detail: inLanguage(detail, language) })),
  }
}

function tellRow (
  { row, view: { request }, warnings, repeats }: FiledRow, language: Language,
): Rehearsal['items'][number] {
  return {
    row,
    receivedOn: request.receivedOn,
    dueOn: expectedDeadline(request).dueOn,
    warnings: presentWarnings(warnings.map((one) => ({ ...one, pointer: `/rows/${row}${one.pointer}` })), language),
    likelyRepeats: repeats.map(({ row: earlier, ...repeat }) => {
      const shown = presentSimilar(repeat)
      return earlier === undefined ? shown : { row: earlier, similarity: shown.similarity }
    }),
  }
}
