import { isFaint } from './faint.ts'
import { addCode, addText, emptyViews, tellViews, type Views } from './paragraph-views.ts'
import type { PartText } from './part-text.ts'
import type { PlaceKind } from '../reading.ts'
import { openRunSigns } from './run-signs.ts'
import { wingding } from './wingding.ts'
import type { Tag, XmlListener } from '../xml.ts'

type Run = {
  deleted: number, inserted: number, hidden: number, faint: number, older: number, property: number, phonetic: number
}

const texts = new Set(['t', 'text'])
const deletedTexts = new Set(['delText', 'delInstrText'])
// Elements that put what is in them in a state, counted while they are open.
const states: Record<string, keyof Run> = {
  del: 'deleted', moveFrom: 'deleted', ins: 'inserted', moveTo: 'inserted', Fallback: 'older', rPr: 'property',
  pPr: 'property', trPr: 'property', rPh: 'phonetic', rt: 'phonetic',
}
const holders = new Set(['r', 'sp', 'pic', 'graphicFrame', 'cxnSp', 'grpSp', 'tr', 'p'])
const shapes = new Set(['cNvPr', 'docPr'])
const hidingMarks = new Set(['vanish', 'specVanish', 'webHidden', 'hidden'])
const signs: Record<string, string> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-', ptab: '\t' }

/**
 * Reads paragraphs of WordprocessingML and DrawingML: documents, headers, notes, comments, slides, charts and text
 * boxes. `hiddenStyles` are the styles whose text is not shown.
 */
export function paragraphs (part: PartText, kind: PlaceKind, hiddenStyles: ReadonlySet<string> = new Set()): XmlListener {
  const open: string[] = []
  const run: Run = { deleted: 0, inserted: 0, hidden: 0, faint: 0, older: 0, property: 0, phonetic: 0 }
  // How many hiding marks each open run, shape and row has of its own.
  const hiding: { hidden: number, faint: number }[] = []
  const runSigns = openRunSigns()
  const views: Views[] = [emptyViews()]
  const shownLines = new Set<string>()
  const olderLines: string[] = []
  let paragraphsOutside = 0

  const conceal = (tag: Tag): void => {
    const how = hides(tag, run, hiddenStyles) ? 'hidden' : run.property === 1 && isFaint(tag) ? 'faint' : undefined
    if (hiding.length === 0 || how === undefined) return
    hiding.at(-1)![how] += 1
    run[how] += 1
  }
  const show = (): void => {
    const { hidden = 0, faint = 0 } = hiding.pop() ?? {}
    run.hidden -= hidden
    run.faint -= faint
  }
  const write = (text: string, deleted: boolean): void => {
    if (run.phonetic > 0) return part.aside(text)
    if (run.older > 0 && views.length <= paragraphsOutside) return void olderLines.push(text)
    addText(views.at(-1)!, text, { deleted, inserted: run.inserted > 0, hidden: run.hidden > 0, faint: run.faint > 0 })
  }
  const endParagraph = (): void => {
    const view = views.pop()!
    if (views.length === 0) views.push(emptyViews())
    if (run.older > 0) return void olderLines.push(view.all)
    shownLines.add(view.all)
    tellViews(part, kind, view)
  }

  return {
    open (tag) {
      open.push(tag.name)
      const state = states[tag.name]
      if (state !== undefined) run[state] += 1
      if (holders.has(tag.name)) hiding.push({ hidden: 0, faint: 0 })
      runSigns.see(tag, open.at(-2), run.property === 1)
      if (tag.name === 'p') views.push(emptyViews())
      if (tag.name === 'Fallback') paragraphsOutside = views.length
      conceal(tag)
      if (run.property === 0 || tag.name === 'sym') write(signOf(tag), run.deleted > 0)
      part.attributes(tag)
      if (tag.name === 'textpath') part.say(kind, `${tag.attributes['string'] ?? ''}\n`)
    },
    close (name) {
      open.pop()
      const state = states[name]
      if (name === 'p') endParagraph()
      if (name === 'text' || name === 'checkBox') write(name === 'text' ? '\n' : runSigns.box(), false)
      if (holders.has(name)) show()
      if (state !== undefined) run[state] -= 1
      if (name === 'Fallback' && run.older === 0) tellOlder(part, shownLines, olderLines.splice(0))
      if (open.length === 0) endParagraph()
    },
    text (text) {
      const element = open.at(-1) ?? ''
      const isDeleted = deletedTexts.has(element)
      if (isDeleted || texts.has(element)) write(runSigns.shown(text), isDeleted || run.deleted > 0)
      else if (element === 'instrText') addCode(views.at(-1)!, text)
      else if (element === 'v') part.say(kind, `${text}\n`)
      else part.aside(text)
    },
    aside: part.aside,
  }
}

/** Whether an element hides the run, the row or the shape that it is in. */
function hides ({ name, attributes }: Tag, run: Run, hiddenStyles: ReadonlySet<string>): boolean {
  const value = attributes['val'] ?? ''
  if (shapes.has(name)) return /^(1|true)$/.test(attributes['hidden'] ?? '')
  // Deeper in, the properties are those of the sign that ends a paragraph.
  if (run.property !== 1) return false
  if (name === 'rStyle' || name === 'pStyle') return hiddenStyles.has(value)
  return hidingMarks.has(name) && !/^(0|false|off)$/.test(value)
}

function signOf ({ name, attributes }: Tag): string {
  if (name === 'sym') return wingding(attributes['font'] ?? '', attributes['char'] ?? '')
  return signs[name] ?? ''
}

/** The copy that older programs show is mostly the same text; what it says beside is hidden from newer ones. */
function tellOlder (part: PartText, shown: ReadonlySet<string>, older: readonly string[]): void {
  for (const line of older) {
    if (!shown.has(line)) part.say('hidden', `${line}\n`)
  }
}
