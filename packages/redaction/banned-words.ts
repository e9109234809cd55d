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

/** Whether removed words, as a whole or a number among them, still stand in a text, where they may be nowhere. */
export function remainsIn (text: string, words: string): boolean {
  return countIn(text, text, bannedWords([words.replaceAll('\n', ' ')])) > 0
}

/** What a rendition is called, and whether it was given for it; otherwise it is what the original is called. */
export type RenditionTitle = Readonly<{ text: string, isGiven: boolean }>

/**
 * Whether a title tells removed words. Two characters recur in the names of places and matters; one that was given may have
 * three as well: it names what the rendition is about.
 */
export function tellsRemoved ({ text, isGiven }: RenditionTitle, words: readonly string[]): boolean {
  const { nowhere, unlessInText } = bannedWords(words)
  const short = isGiven ? [] : unlessInText.filter((needle) => [...needle].length > 2)
  return countIn(text, '', { nowhere, unlessInText: short }) > 0
}

/** In few bytes a form is found by chance. */
const leastBytes = 8

/** In how many forms the bytes hold a word that may be nowhere. */
export function countForms (bytes: Uint8Array, { nowhere }: BannedWords): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const forms = nowhere.flatMap(byteForms).filter((form) => form.length >= leastBytes && new Set(form).size > 2)
  return forms.filter((form) => file.includes(form)).length
}
