import { foldText } from './folded-text.ts'
import { findMarks } from './marks.ts'
import { residentNumbers } from './personal/resident-numbers.ts'

/** Whether a text that goes out bears a state-secret mark, expired or not: a paper of this house has none to give. */
export function bearsMark (text: string): boolean {
  return findMarks(text).some(({ kind }) => kind === 'state_secret')
}

/** Whether a text holds the number of an identity card, however it is set: see `residentNumbers`. */
export function holdsIdNumber (text: string): boolean {
  return residentNumbers(foldText(text)).next().value !== undefined
}
