import type { PartText } from './part-text.ts'
import type { PlaceKind } from '../reading.ts'
import { wingding } from './wingding.ts'

/**
 * Views of a paragraph: as it is shown, as it was before tracked changes, with its hidden text, and with the codes of its
 * fields; `clear` and `clearBefore` are the first two without what is too pale or too small to be seen.
 */
export type Views = {
  shown: string, before: string, all: string, coded: string, clear: string, clearBefore: string
  changed: boolean, hides: boolean, faints: boolean, codes: boolean
}

/** What is said of a text by the run that it stands in. */
type Standing = { deleted: boolean, inserted: boolean, hidden: boolean, faint: boolean }

/** A paragraph in which nothing stands yet. */
export function emptyViews (): Views {
  return {
    shown: '', before: '', all: '', coded: '', clear: '', clearBefore: '',
    changed: false, hides: false, faints: false, codes: false,
  }
}

/** Adds a text to those views that have it. */
export function addText (view: Views, text: string, { deleted, inserted, hidden, faint }: Standing): void {
  view.changed ||= deleted || inserted
  view.hides ||= hidden
  view.faints ||= faint
  view.all += text
  view.coded += text
  if (!inserted) view.before += text
  if (!deleted && !hidden) view.shown += text
  if (hidden || faint) return
  if (!deleted) view.clear += text
  if (!inserted) view.clearBefore += text
}

/** Adds a code of a field, which stands beside what the field shows. */
export function addCode (view: Views, code: string): void {
  view.codes = true
  view.coded += code
}

const symbolFields = /SYMBOL\s+(\d+|0x[\da-f]+)((?:\s*\\[a-z]+(?:\s*"[^"]*"|\s*\d+)?)*)\s*/gi
const layout = /\bEQ\b|\\\*\s*(?:"[^"]*"|\w+)|\\[a-z]+(?:\s?\d+)?|\(\s*\p{Script=Latin}+\s*\)/giu

/** The codes of fields that set a sign, or characters within or above others, as what they set. */
function spelledFields (coded: string): string {
  const signed = coded.replace(symbolFields, (_, number: string, rest: string) =>
    wingding(/"([^"]*)"/.exec(rest)?.[1] ?? '', symbolDigits(Number(number))))
  return /\bEQ\b/i.test(signed) ? signed.replace(layout, '') : signed
}

/** A number below 256 is one of the font. */
function symbolDigits (number: number): string {
  return (number < 0x100 ? 0xf000 + number : number).toString(16)
}

/** Tells a paragraph that has ended, as it is shown and in each other view that says something else. */
export function tellViews (part: PartText, kind: PlaceKind, view: Views): void {
  part.say(kind, `${view.shown}\n`)
  if (view.changed) part.say('tracked_change', `${view.before}\n`)
  if (view.codes) part.say('hidden', `${spelledFields(view.coded)}\n`)
  if (view.hides) part.say('hidden', `${view.all}\n`)
  if (view.faints) part.say('hidden', `${view.clear}\n`)
  if (view.changed && (view.hides || view.faints)) part.say('hidden', `${view.clearBefore}\n`)
}
