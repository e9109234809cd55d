import type { PdfObject, PdfObjects } from './objects.ts'
import { reachedNumbers, referencesIn } from './references.ts'

const isPage = /\/Type\s*\/Page(?![a-zA-Z])/
const isDrawable = /\/Subtype\s*\/(Image|Form)\b/
// Tables of the file, fonts, colours, functions and patterns tell nothing without a page; metadata are read as XML,
// attached files as files.
const furniture = new RegExp([
  '/Type\\s*/(XRef|ObjStm|CMap|Metadata|EmbeddedFile)\\b',
  '/(FontFile\\d?|Length1|CMapName|Alternate|FunctionType|ShadingType|PatternType)\\b',
  '/Subtype\\s*/(CIDFontType0C|Type1C|OpenType|XML)\\b', '/N\\s+[134]\\b', '/Width\\b', '/Subtype\\s*/(Image|Form)\\b',
].join('|'))
const furnitureOfFonts = /\/(Length1|FontFile\d?|CMapName)\b/
// What leads to streams that say nothing of what they are: the content of pages, glyphs, maps of fonts, files.
const telling = /\/(?:Contents|ToUnicode|CIDToGIDMap|CIDSet|DestOutputProfile|CharProcs|EF)\s*(\d+\s+\d+\s+R|\[[^\]]*\]|<<[^>]*>>)/g
const indexed = /\/(?:Indexed|I)\b[^\]]*?\s\d+\s+(\d+\s+\d+\s+R)\s*\]/g
const resources = /\/XObject\s*(?:<<([^>]*)>>|(\d+\s+\d+\s+R))/g
const named = /\/([^\s/<>[\]()%]+)\s+(\d+)\s+\d+\s+R/g
const drawn = /\/([^\s/<>[\]()%]+)\s+Do\b/g

/**
 * The streams of a PDF that no reading of its pages and files comes to: those that nothing leads to, pictures and
 * forms that no content draws, as are left behind when pages are taken out, and data that programs keep for
 * themselves.
 */
export function strayStreams (found: PdfObjects): PdfObject[] {
  const reached = reachedNumbers(found)
  const known = toldNumbers(found)
  const undrawn = undrawnNumbers(found)
  return found.objects.filter(({ number, text, stream }) => {
    if (stream === undefined || stream.isXml) return false
    if (undrawn.has(number)) return true
    if (reached.has(number)) return !known.has(number) && !furniture.test(text)
    return isDrawable.test(text) || !furniture.test(text)
  })
}

/** How many objects of a PDF are pages, in its page tree or out of it. */
export function countPageObjects ({ objects }: PdfObjects): number {
  return new Set(objects.filter(({ text }) => isPage.test(text)).map(({ number }) => number)).size
}

/** The streams that something leads to by a key that says what they are. */
function toldNumbers ({ objects }: PdfObjects): Set<number> {
  const byNumber = Map.groupBy(objects, ({ number }) => number)
  const led = objects.flatMap(({ text }) => [telling, indexed].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, references = '']) => referencesIn(references))))
  // A list of them, or a table of glyphs, may be an object of its own.
  const listed = led.flatMap((number) => byNumber.get(number) ?? []).filter(({ stream }) => stream === undefined)
  return new Set([...led, ...listed.flatMap(({ text }) => referencesIn(text))])
}

/** Pictures and forms that stand among the resources of pages under names that no content draws. */
function undrawnNumbers ({ objects }: PdfObjects): Set<number> {
  const byNumber = Map.groupBy(objects, ({ number }) => number)
  const used = drawnNames(objects)
  const isDrawn = new Map<number, boolean>()
  for (const { text } of objects) {
    for (const [, own, elsewhere = ''] of text.matchAll(resources)) {
      const tables = referencesIn(elsewhere).flatMap((number) => byNumber.get(number) ?? [])
      const table = own ?? tables.map((object) => object.text).join(' ')
      for (const [, name = '', digits] of table.matchAll(named)) {
        const number = Number(digits)
        isDrawn.set(number, isDrawn.get(number) === true || used.has(plainName(name)))
      }
    }
  }
  return new Set([...isDrawn].filter(([, is]) => !is).map(([number]) => number))
}

/** The names of pictures and forms that the contents of the file draw. */
function drawnNames (objects: readonly PdfObject[]): Set<string> {
  const contents = objects.flatMap(({ stream, text }) => furnitureOfFonts.test(text) ? [] : stream?.read?.() ?? [])
  return new Set(contents.flatMap((content) =>
    [...content.toString('latin1').matchAll(drawn)].map(([, name = '']) => plainName(name))))
}

/** A name without the numbers that stand for some of its characters. */
function plainName (name: string): string {
  return name.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}
