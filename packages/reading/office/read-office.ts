import { asides } from './asides.ts'
import { attempt, type Findings } from '../findings.ts'
import { hiddenStyles } from './hidden-styles.ts'
import { paragraphs } from './paragraphs.ts'
import { openPartText } from './part-text.ts'
import type { Place, PlaceKind } from '../reading.ts'
import { relationsOf } from './relations.ts'
import { readSheets } from './sheets.ts'
import { withColumns } from './with-columns.ts'
import { eachTag, type Tag } from '../xml.ts'

type Parts = ReadonlyMap<string, Uint8Array>

/** Parts that are made of paragraphs, by the outermost element that each program knows them by. */
const paragraphKinds: Record<string, PlaceKind> = {
  document: 'body', hdr: 'header', ftr: 'footer', footnotes: 'note', endnotes: 'note', comments: 'comment',
  glossaryDocument: 'hidden', sld: 'body', notes: 'note', sldMaster: 'header', sldLayout: 'header', notesMaster: 'hidden',
  handoutMaster: 'hidden', cmLst: 'comment', ThreadedComments: 'comment', wsDr: 'body', userShapes: 'body',
  chartSpace: 'body', dataModel: 'body', drawing: 'body', xml: 'body',
}
const metadataRoots = new Set(['coreProperties', 'Properties'])

/**
 * Reads the XML parts of a docx, xlsx or pptx file, each by what it is and not by its name. Answers how many pages it
 * has.
 */
export function readOffice (parts: Parts, findings: Findings): number | undefined {
  const main = relationsOf(parts, '').find(({ type }) => type === 'officeDocument')?.target ?? ''
  const styles = relationsOf(parts, main).find(({ type }) => type === 'styles')?.target ?? ''
  const hidden = hiddenStyles(parts.get(styles))
  const workbook = readSheets(parts, main, findings)
  const slides = slidesOf(parts, main)
  const read = new Set(workbook.read)
  const pages = pagesOf(parts, slides)
  // In the order of the slides first, then as they lie in the file.
  for (const name of new Set([...slides, ...parts.keys()])) {
    const bytes = parts.get(name)
    if (bytes === undefined || read.has(name)) continue
    const page = pages.get(name)
    readPart(bytes, { name, ...page === undefined ? {} : { page } }, findings, hidden)
  }
  return [slides.length, workbook.pages].find((count) => count > 0)
}

function readPart (bytes: Uint8Array, place: Omit<Place, 'kind'>, findings: Findings, hidden: ReadonlySet<string>): void {
  const part = openPartText(findings, place)
  attempt(findings, { ...place, kind: 'body' }, () => part.listen(bytes, (root) => {
    const kind = kindOf(root)
    if (metadataRoots.has(root.name)) return { ...asides(part), text: (text) => part.say('metadata', `${text}\n`) }
    if (root.name === 'Relationships') return { ...asides(part), open: (tag) => externalTarget(tag, part.aside) }
    return kind === undefined ? asides(part) : withColumns(part, paragraphs(part, kind, hidden))
  }))
}

function kindOf ({ name, attributes }: Tag): PlaceKind | undefined {
  if (name === 'sld' && /^(0|false)$/.test(attributes['show'] ?? '')) return 'hidden'
  return Object.hasOwn(paragraphKinds, name) ? paragraphKinds[name] : undefined
}

function externalTarget ({ attributes }: Tag, say: (text: string) => void): void {
  if (attributes['TargetMode'] === 'External') say(attributes['Target'] ?? '')
}

/** The slides of a presentation in the order of their showing. */
function slidesOf (parts: Parts, main: string): string[] {
  const related = relationsOf(parts, main)
  const order: string[] = []
  eachTag(parts.get(main), ({ name, attributes }) => {
    const target = related.find(({ id }) => id === attributes['r:id'])?.target
    if (name === 'sldId' && target !== undefined) order.push(target)
  })
  return order
}

/** The slide that a part belongs to: its notes, comments, charts. */
function pagesOf (parts: Parts, slides: readonly string[]): Map<string, number> {
  const pages = new Map<string, number>()
  slides.forEach((slide, index) => {
    pages.set(slide, index + 1)
    for (const { type, target } of relationsOf(parts, slide)) {
      if (type !== 'slideLayout' && !pages.has(target)) pages.set(target, index + 1)
    }
  })
  return pages
}
