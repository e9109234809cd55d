import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'

/** What forbids a text in a paper that goes out, at the field where it was written. */
export function outgoingFaults (text: string, pointer: string): FieldFault[] {
  return [
    ...bearsMark(text) ? [faults.markInText(pointer)] : [],
    ...holdsIdNumber(text) ? [faults.idNumberInText(pointer)] : [],
  ]
}
