import type { PdfObject, PdfObjects } from './objects.ts'
import { latestOf, referencesIn } from './references.ts'
import { pdfStrings } from './strings.ts'
import { drawnNumbers } from './stray-streams.ts'

const looks = /\/AP\s*(?:<<((?:[^<>]|<<[^<>]*>>)*)>>|(\d+)\s+\d+\s+R)/
const normal = /\/N\s*(?:(\d+)\s+\d+\s+R|<<([^<>]*)>>)/
const state = /\/AS\s*\/([^\s/<>[\]()]+)/
const formType = /\/Subtype\s*\/Form\b/
const group = /\/G\s+(\d+)\s+\d+\s+R/g
const hiddenFlags = 2 | 32
const drawsPicture = /\bDo\b/
const curve = /[\d.]\s+[cvy]\b/g
// The frame of a round button has so many.
const fewCurves = 24
// Text in letters that every program has: the words of a button, the tick of a box.
const plainText = /^(?:[^<\\\x80-\xff]|\\\D)*$/
const writes = /(<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\[\s\S])*\)|\[[^\]]*\])\s*(?:T[jJ]|'|")/g

/** Forms that no page shows: looks of hidden annotations and of buttons while they are pressed, and what older versions showed. */
export type UnseenForm = { words: string[], isPlain: boolean }

/** Reads the forms that neither a content draws nor an annotation shows. `isPlain` are those whose words are told whole. */
export function unseenForms ({ objects }: PdfObjects): UnseenForm[] {
  const latest = latestOf(objects)
  const shown = new Set(latest)
  const seen = new Set([...drawnNumbers(latest)].filter(([, is]) => is).map(([number]) => number))
  const byNumber = new Map(latest.map((object) => [object.number, object]))
  for (const { text } of latest) {
    for (const number of shownLooks(text, byNumber)) seen.add(number)
    for (const [, digits] of text.matchAll(group)) seen.add(Number(digits))
  }
  return objects.filter((object) => object.stream !== undefined && formType.test(object.text) && !(shown.has(object) && seen.has(object.number)))
    .map(({ stream }) => unseenForm(stream?.read?.().toString('latin1')))
}

/** The look that an annotation shows. */
function shownLooks (text: string, byNumber: ReadonlyMap<number, PdfObject>): number[] {
  const [, own, elsewhere] = looks.exec(text) ?? []
  const flags = Number(/\/F\s+(\d+)/.exec(text)?.[1] ?? 0)
  if ((flags & hiddenFlags) !== 0) return []
  const [, direct, states] = normal.exec(own ?? textOf(elsewhere, byNumber)) ?? []
  const isForm = direct !== undefined && byNumber.get(Number(direct))?.stream !== undefined
  return isForm ? [Number(direct)] : stateIn(states ?? textOf(direct, byNumber), text)
}

function textOf (number: string | undefined, byNumber: ReadonlyMap<number, PdfObject>): string {
  return byNumber.get(Number(number))?.text ?? ''
}

function stateIn (states: string, annotation: string): number[] {
  const name = state.exec(annotation)?.[1]
  const at = name === undefined ? -1 : states.indexOf(`/${name}`)
  return at < 0 ? [] : referencesIn(states.slice(at)).slice(0, 1)
}

function unseenForm (content: string | undefined): UnseenForm {
  if (content === undefined) return { words: [], isPlain: false }
  const written = [...content.matchAll(writes)].map(([, string = '']) => string)
  const isPlain = written.every((string) => plainText.test(string)) && !drawsPicture.test(content) &&
    [...content.matchAll(curve)].length <= fewCurves
  const units = written.map((string) => string.startsWith('<') ? string.replace(/[^0-9a-f]/gi, '') : '').join('')
  return { words: [...pdfStrings(written.join(' ')), ...pdfStrings(`<FEFF${units}>`)], isPlain }
}
