import { byteForms } from './byte-forms.ts'
import { needlesOf, plain } from './words-left.ts'

/**
 * What may not be found in a rendition. Removed words of four characters or more, numbers among them, may be nowhere.
 * Shorter ones recur in other words and in other people's names: they may be nowhere but where the text layer has them,
 * which the person who compares is told.
 */
export type BannedWords = Readonly<{ nowhere: readonly string[], unlessInText: readonly string[] }>

export function bannedWords (words: readonly string[]): BannedWords {
  const needles = [...new Set(words.flatMap(needlesOf))]
  return {
    nowhere: needles.filter((needle) => [...needle].length >= 4),
    // Two or three digits or letters are misread from anything.
    unlessInText: needles.filter((needle) => [...needle].length < 4 && /^\p{Script=Han}+$/u.test(needle)),
  }
}

/** How many banned words a text has that is not the text layer, whose text is `layer`. Neither hides one in the end of a line. */
export function countIn (text: string, layer: string, { nowhere, unlessInText }: BannedWords): number {
  const lines = text.split('\n').map(plain)
  const whole = lines.join('')
  const known = plain(layer)
  return nowhere.filter((needle) => whole.includes(needle)).length
    + unlessInText.filter((needle) => !known.includes(needle) && lines.some((line) => line.includes(needle))).length
}

/** In few bytes a form is found by chance. */
const leastBytes = 8

/** In how many forms the bytes hold a word that may be nowhere. */
export function countForms (bytes: Uint8Array, { nowhere }: BannedWords): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const forms = nowhere.flatMap(byteForms).filter((form) => form.length >= leastBytes && new Set(form).size > 2)
  return forms.filter((form) => file.includes(form)).length
}
