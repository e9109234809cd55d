import { Type } from '@sinclair/typebox'

// What nobody sees: blanks, controls and formats, accents of nothing, and letters that have no shape.
const visible = '[^\\s\\p{Cc}\\p{Cf}\\p{Mn}\\p{Me}\\u115F\\u1160\\u2800\\u3164\\uFFA0]'
const somethingVisible = new RegExp(visible, 'u')

/** Words that must say something: not empty, and with something that can be seen. */
export function Line (maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: visible })
}

/** Whether a text holds something that can be seen. */
export function isVisible (text: string): boolean {
  return somethingVisible.test(text)
}
