import { findMarks } from './marks.ts'

// Region, birth date, sequence, check character, as on a resident's card. The check character is not worked out: a
// number with a slip in it still is somebody's.
const idNumber = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/i

// Eighteen places with blanks or strokes between them, looked for from every digit that no other stands before: a number
// beside it must not hide it.
const eighteenPlaces = /(?<!\d)(?=((?:\d[\s._/·‐-―-]{0,2}){17}[\dX])(?![\dX]))/gi

/** Whether a text that goes out bears a state-secret mark, expired or not: a paper of this house has none to give. */
export function bearsMark (text: string): boolean {
  return findMarks(text).some(({ kind }) => kind === 'state_secret')
}

/** Whether a text holds the number of an identity card, full-width, spaced out or with invisible characters in it. */
export function holdsIdNumber (text: string): boolean {
  const folded = text.normalize('NFKC').replace(/\p{Cf}/gu, '').replaceAll(/[Хх]/g, 'X')
  return [...folded.matchAll(eighteenPlaces)].some(([, places = '']) => idNumber.test(places.replace(/[^\dX]/gi, '')))
}
