import type { Area } from '@lightwell/reading/reading'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { BlankPage } from './blank-page.ts'
import { finish } from './finish.ts'
import { openOriginal } from './open-original.ts'
import type { Original } from './original.ts'
import type { PictureReader } from './read-picture-text.ts'
import { type Removal, type RemovalFault, removalFaults } from './removal.ts'
import type { Removed } from './remove-from-sheet.ts'
import { areaOf, wholeOf } from './sheet.ts'
import { needlesOf, placesOf } from './words-left.ts'
import { type DonePage, writeRendition } from './write-rendition.ts'

/** A place on a page of a rendition; `number` is that of a removal. */
export type NumberedArea = Readonly<{ number: number, page: number, area: Area }>

/**
 * What one removal did. Numbers count from 1 in the order of the pages; `removal` is the place in the list that was sent.
 * `besides` are characters that a box covers so that the length of the words is not told.
 */
export type DoneRemoval = Readonly<{ number: number, removal: number, page: number, ground: string, besides: number }>

/** A redacted file. `stillThere` are words of a removal that can be read elsewhere in it. */
export type Rendition = Readonly<{
  bytes: Uint8Array
  sha256: string
  pages: number
  boxes: readonly NumberedArea[]
  removals: readonly DoneRemoval[]
  stillThere: readonly NumberedArea[]
}>

/** What was removed. It is for the proof alone and is never stored. */
export type RemovedWords = Readonly<{ number: number, words: string }>

export type Redaction =
  | Readonly<{ faults: readonly (RemovalFault | Readonly<{ code: 'page_blank', page: number }>)[] }>
  | Readonly<{ faults?: never, rendition: Rendition, removed: readonly RemovedWords[] }>

/**
 * Makes a rendition without what is removed: a PDF whose pages are pictures with the boxes burnt in, under an unseen text of
 * what is left to be seen. Nothing else of the original goes on into it. The same call gives the same bytes. With a reader
 * scans get a text too, and the words that an area takes from a scan are known to the proof.
 */
export async function redact (
  original: Original, removals: readonly Removal[], { reader, dpi = 200 }: { reader?: PictureReader, dpi?: number } = {},
): Promise<Redaction> {
  const open = await openOriginal(original)
  try {
    const faults = removalFaults(removals, open.passages, open.pages)
    if (faults.length > 0) return { faults }
    const done: Done = { pages: [], boxes: [], removed: [] }
    for await (const { sheet, burnt, removed } of open.redact(removals.map((removal, at) => ({ removal, at })), { dpi, reader })) {
      const page = done.pages.push(await finish(sheet, burnt, reader))
      done.boxes.push(...burnt.map(({ box, removal }) => ({ removal, page, area: areaOf(box, wholeOf(sheet.raster, sheet.dpi)) })))
      done.removed.push(...removed)
    }
    const bare = removals.findIndex((_, at) => !done.boxes.some(({ removal }) => removal === at))
    if (bare >= 0) return { faults: [{ code: 'nothing_there', removal: bare }] }
    return renditionOf(removals, done)
  } catch (error) {
    if (error instanceof BlankPage) return { faults: [{ code: 'page_blank', page: error.page }] }
    throw error
  } finally {
    await open.close()
  }
}

type PlacedBox = Readonly<{ removal: number, page: number, area: Area }>
type Done = { pages: DonePage[], boxes: PlacedBox[], removed: Removed[] }

function renditionOf (removals: readonly Removal[], { pages, boxes, removed }: Done): Redaction {
  const placed = boxes.toSorted((one, other) =>
    one.page - other.page || one.area.top - other.area.top || one.area.left - other.area.left)
  const order = [...new Set(placed.map(({ removal }) => removal))]
  const numberOf = (removal: number): number => order.indexOf(removal) + 1
  const words = removed.map(({ removal, words: own }) => ({ number: numberOf(removal), words: own }))
  const bytes = writeRendition(pages)
  return {
    removed: words,
    rendition: {
      bytes,
      sha256: sha256Hex(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
      pages: pages.length,
      boxes: placed.map(({ removal, page, area }) => ({ number: numberOf(removal), page, area })),
      removals: order.map((removal, at) => ({
        number: at + 1, removal, page: placed.find((box) => box.removal === removal)?.page ?? 0,
        ground: removals[removal]?.ground ?? '',
        besides: removed.find((one) => one.removal === removal)?.besides ?? 0,
      })),
      stillThere: words.flatMap(({ number, words: own }) => wordsLeft(pages, own).map((place) => ({ number, ...place }))),
    },
  }
}

function wordsLeft (pages: readonly DonePage[], words: string): { page: number, area: Area }[] {
  const needles = needlesOf(words)
  return pages.flatMap(({ glyphs, picture, dpi }, at) => needles.flatMap((needle) => placesOf(needle, glyphs))
    .map((box) => ({ page: at + 1, area: areaOf(box, wholeOf(picture, dpi)) })))
}
