import { Type } from '@sinclair/typebox'

/** Words that must say something: not empty, not only blanks or characters that nobody sees. */
export function Line (maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: '[^\\s\\p{Cf}]' })
}
