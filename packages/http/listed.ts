import { Type } from '@sinclair/typebox'

/** One of a few words. Unlike a union of literals it has one fault, which names all of them. */
export function listed<const Words extends readonly string[]> (words: Words) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] })
}
