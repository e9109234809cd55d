import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import { fault, type FieldFault } from './refusal.ts'

const markInText = fault('mark_in_text', '文字中出现密级标志。', 'This text bears a classification mark.')
const idNumberInText = fault('id_number_in_text', '文字中出现身份证件号码。', 'This text holds an identity number.')

/** What forbids a text in a paper that goes out, at the field where it was written. */
export function outgoingFaults (text: string, pointer: string): FieldFault[] {
  return [
    ...bearsMark(text) ? [markInText(pointer)] : [],
    ...holdsIdNumber(text) ? [idNumberInText(pointer)] : [],
  ]
}
