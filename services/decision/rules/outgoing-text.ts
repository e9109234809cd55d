import { findMarks } from '@lightwell/documents/marks'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'

// Region, birth date, sequence, check character, as on a resident's card. The check character is not worked out: a
// number with a slip in it still is somebody's.
const idNumber = /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![\dX])/i

/** Whether a text that goes out bears a state-secret mark, expired or not: a paper of this house has none to give. */
export function bearsMark (text: string): boolean {
  return findMarks(text).some((mark) => mark.kind === 'state_secret')
}

/** Whether a text holds the number of an identity card, full-width or spaced out. */
export function holdsIdNumber (text: string): boolean {
  return idNumber.test(text.normalize('NFKC').replace(/(?<=\d)[ \u00A0-]+(?=[\dXx])/g, ''))
}

/** What forbids a text in a paper that goes out, at the field where it was written. */
export function outgoingFaults (text: string, pointer: string): FieldFault[] {
  return [
    ...bearsMark(text) ? [faults.markInText(pointer)] : [],
    ...holdsIdNumber(text) ? [faults.idNumberInText(pointer)] : [],
  ]
}
