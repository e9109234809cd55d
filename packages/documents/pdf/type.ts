import { faceOf, type FaceName } from './faces.ts'

/** How words are set: face, size in points, and what is added after each wide character to keep to the grid. */
export type Style = Readonly<{ face: FaceName, size: number, tracking: number }>

/**
 * A character as it is set. `text` is what it reads, `width` its width in points with its tracking. A character that the font
 * does not have is of the face `codes`: a box with its code point, `id`, in it.
 */
export type Type = Readonly<{
  text: string, face: FaceName | 'codes', id: number, size: number, tracking: number, width: number
}>

// What has no form of its own, such as variation selectors and marks of direction, prints nothing.
const invisible = /\p{Default_Ignorable_Code_Point}/u
const unwritable = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu
const clusters = /\P{M}\p{M}*|\p{M}+/gu
const wide = /[\u2E80-\uA4CF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\u{1F000}-\u{3FFFF}]/u
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Whether a character is as wide as it is high and may begin a line, as those of Chinese are. */
export function isWide (text: string): boolean {
  return wide.test(text)
}

export function isRightToLeft (text: string): boolean {
  return rightToLeft.test(text)
}

/** The characters of a text. Blanks and line breaks in a row are one blank, as on a page of HTML. */
export function typeset (text: string, style: Style): Type[] {
  const found = [...text.replace(/[\t\n\r \u2028\u2029]+/g, ' ').replaceAll(unwritable, '\uFFFD').matchAll(clusters)]
    .map(([cluster]) => cluster)
  return found.flatMap((cluster, at) => setCluster(cluster, style, isNarrow(found[at - 1], found[at + 1])))
}

// A quotation mark between Latin letters is narrow, one that touches a Chinese character is not.
function isNarrow (before = '', after = ''): boolean {
  return !isWide(before) && !isWide(after)
}

/** A base with its marks as one shape where the font has it, or else one shape after the other. */
function setCluster (cluster: string, style: Style, narrow: boolean): Type[] {
  const seen = [...cluster].filter((character) => !invisible.test(character))
  const whole = seen.length > 1 ? seen.join('').normalize('NFC') : ''
  const composed = [...whole].length === 1 ? setOne(whole, style, narrow) : undefined
  if (composed !== undefined && composed.face !== 'codes') return [{ ...composed, text: seen.join('') }]
  return seen.map((character) => setOne(character, style, narrow))
}

function setOne (text: string, { face, size, tracking: wider }: Style, narrow: boolean): Type {
  const codePoint = text.codePointAt(0) ?? 0
  const shape = faceOf(face).shapeOf(codePoint, narrow)
  const { id, em } = shape ?? { id: codePoint, em: 1 }
  const tracking = em === 1 ? wider : 0
  return { text, face: shape === undefined ? 'codes' : face, id, size, tracking, width: em * size + tracking }
}
