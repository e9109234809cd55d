import { Type } from '@sinclair/typebox'

/** Words that must say something: not empty, not only blanks. */
export function Line (maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: '\\S' })
}
