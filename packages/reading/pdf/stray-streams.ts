import { decodeText } from '../decode-text.ts'
import type { PdfObject, PdfObjects } from './objects.ts'
import { latestOf, reachedNumbers, referencesIn } from './references.ts'

const isPage = /\/Type\s*\/(?:Page|Template)(?![a-zA-Z])/
const ownContent = /\/Contents\s*(?:(\d+)\s+\d+\s+R|\[)/
const isDrawable = /\/Subtype\s*\/(Image|Form)\b/
const isImage = /\/Subtype\s*\/Image\b|\/Width\b[^]*\/Height\b|\/Height\b[^]*\/Width\b/
const isWritten = /\/Type\s*\/(?:Metadata|EmbeddedFile)\b|\/Subtype\s*\/XML\b/
// Tables of the file, fonts, colours, functions and patterns tell nothing without a page; metadata are read as XML,
// attached files as files.
const furniture = new RegExp([
  '/Type\\s*/(XRef|ObjStm|CMap|Metadata|EmbeddedFile)\\b',
  '/(FontFile\\d?|Length1|CMapName|Alternate|FunctionType|ShadingType|PatternType)\\b',
  '/Subtype\\s*/(CIDFontType0C|Type1C|OpenType|XML)\\b', '/N\\s+[134]\\b', '/Width\\b', '/Subtype\\s*/(Image|Form)\\b',
].join('|'))
const furnitureOfFile = /\/Type\s*\/(?:XRef|ObjStm)\b/
const tablesOfFile = /\/Type\s*\/(?:XRef|ObjStm|CMap)\b|\/Subtype\s*\/(?:Image|Form)\b/
const words = /\p{Script=Han}|\d{15}/u
const furnitureOfFonts = /\/(Length1|FontFile\d?|CMapName)\b/
// What leads to streams that say nothing of what they are: the content of pages, glyphs, maps of fonts, files.
const telling = /\/(?:Contents|ToUnicode|CIDToGIDMap|CIDSet|DestOutputProfile|CharProcs|EF)\s*(\d+\s+\d+\s+R|\[[^\]]*\]|<<[^>]*>>)/g
const indexed = /\/(?:Indexed|I)\b[^\]]*?\s\d+\s+(\d+\s+\d+\s+R)\s*\]/g
const resources = /\/XObject\s*(?:<<([^>]*)>>|(\d+\s+\d+\s+R))/g
const masks = /\/S?Mask\s+(\d+)\s+\d+\s+R/g
const named = /\/([^\s/<>[\]()%]+)\s+(\d+)\s+\d+\s+R/g
const drawing = /\/([^\s/<>[\]()%]+)\s+Do\b/g

/**
 * The streams of a PDF that no reading of its pages and files comes to: those that nothing leads to, pictures and
 * forms that no content draws, as are left behind when pages are taken out or changed, texts that are packed in ways which
 * are not unpacked, and data that programs keep for themselves. `readsEarlier` says that its earlier versions are read.
 */
export function strayStreams (found: PdfObjects, readsEarlier: boolean): PdfObject[] {
  const latest = latestOf(found.objects)
  const shown = new Set(latest)
  const reached = reachedNumbers(readsEarlier ? found : { ...found, objects: latest })
  const known = toldNumbers(found)
  const drawn = drawnNumbers(latest)
  return found.objects.filter(({ stream }) => stream?.isXml === false).filter((object) => {
    const { number, text, stream } = object
    const isLatest = shown.has(object)
    if (isImage.test(text) || drawn.get(number) === false) return drawn.get(number) !== true || !isLatest
    if (isWritten.test(text) && stream?.read === undefined) return true
    if (!readsEarlier && !isLatest) return !furnitureOfFile.test(text)
    if (reached.has(number)) return !known.has(number) && !furniture.test(text)
    return isDrawable.test(text) || !furniture.test(text)
  })
}

/** Streams that say that they are fonts, functions or colours, and are a text of words. */
export function wordsOfFurniture ({ objects }: PdfObjects): string[] {
  return objects.flatMap(({ text, stream }) => {
    if (stream?.read === undefined || stream.isXml || !furniture.test(text) || tablesOfFile.test(text)) return []
    const decoded = decodeText(stream.read())
    return decoded?.sure === true && words.test(decoded.text) ? [decoded.text] : []
  })
}

/** How many objects of a PDF are pages, in its page tree or out of it, or have content as pages do. */
export function countPageObjects ({ objects }: PdfObjects): number {
  const streams = new Set(objects.filter(({ stream }) => stream !== undefined).map(({ number }) => number))
  const hasContent = (text: string): boolean => {
    const [found, number] = ownContent.exec(text) ?? []
    return found !== undefined && (number === undefined || streams.has(Number(number)))
  }
  return new Set(objects.filter(({ text }) => isPage.test(text) || hasContent(text)).map(({ number }) => number)).size
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

/**
 * Whether pictures and forms are drawn: what stands among the resources of pages is, if its name is one that a content
 * draws, and so is the mask of a picture.
 */
export function drawnNumbers (objects: readonly PdfObject[]): Map<number, boolean> {
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
    for (const [, digits] of text.matchAll(masks)) isDrawn.set(Number(digits), true)
  }
  return isDrawn
}

/** The names of pictures and forms that the contents of the file draw. */
function drawnNames (objects: readonly PdfObject[]): Set<string> {
  const contents = objects.flatMap(({ stream, text }) => furnitureOfFonts.test(text) ? [] : stream?.read?.() ?? [])
  return new Set(contents.flatMap((content) =>
    [...content.toString('latin1').matchAll(drawing)].map(([, name = '']) => plainName(name))))
}

/** A name without the numbers that stand for some of its characters. */
function plainName (name: string): string {
  return name.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}
