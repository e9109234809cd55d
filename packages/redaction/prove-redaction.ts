import { sha256Hex } from '@lightwell/secrets/hashes'
import { bannedWords, countForms, countIn } from './banned-words.ts'
import { readRendition } from './read-rendition.ts'
import type { PictureReader } from './read-picture-text.ts'
import type { RemovedWords, Rendition } from './redact.ts'
import { renditionStreams, type RenditionStream } from './rendition-streams.ts'
import { rareCharacters, structureFaults } from './structure-faults.ts'

/**
 * What is checked: that the file is made of nothing but page pictures and unseen text (`structure`), that removed words lie
 * in none of its bytes (`bytes`), in no text that a program extracts (`text`) and in none that can be read from its
 * pictures, all of which were read (`reading`), and that every box is one colour with no character under it (`boxes`).
 */
export type Check = 'structure' | 'bytes' | 'text' | 'boxes' | 'reading'

/** That what was removed is gone, as data to keep: it counts and never quotes. It passed when no check found a fault. */
export type Proof = Readonly<{
  sha256: string, pages: number, boxes: number, removals: number, faults: Readonly<Record<Check, number>>, passed: boolean
}>

/** Reads a rendition again as whoever gets it could, and looks for what was removed. */
export async function proveRedaction (
  { bytes, boxes }: Pick<Rendition, 'bytes' | 'boxes'>, removed: readonly RemovedWords[],
  { reader }: { reader: PictureReader },
): Promise<Proof> {
  const banned = bannedWords(removed.map(({ words }) => words))
  const streams = renditionStreams(bytes)
  const pages = await readRendition(bytes, { boxes, widths: (streams ?? []).flatMap(widthOf), reader })
  const layer = pages.map(({ text }) => text).join('\n')
  const faults = {
    structure: streams === undefined ? 1 : structureFaults(streams),
    bytes: countForms(bytes, banned) + (streams ?? []).reduce((sum, stream) => sum + countForms(stream.bytes, banned), 0),
    text: countIn(layer, layer, banned) + unheldCharacters(streams ?? [], layer),
    boxes: pages.reduce((sum, page) => sum + page.openBoxes, 0) + boxes.filter(({ page }) => page > pages.length).length,
    reading: countIn(pages.map(({ read }) => read).join('\n'), layer, banned) + pages.filter(({ unread }) => unread).length,
  }
  return {
    sha256: sha256Hex(Buffer.from(bytes)), pages: pages.length, boxes: boxes.length,
    removals: new Set(boxes.map(({ number }) => number)).size,
    faults, passed: boxes.length > 0 && Object.values(faults).every((count) => count === 0),
  }
}

/** Characters that the font's map lists and no text has. */
function unheldCharacters (streams: readonly RenditionStream[], layer: string): number {
  const map = streams.find(({ kind }) => kind === 'map')
  return [...rareCharacters(Buffer.from(map?.bytes ?? []).toString('latin1')).keys()].filter((one) => !layer.includes(one)).length
}

function widthOf ({ kind, entry }: RenditionStream): number[] {
  return kind === 'picture' ? [Number(/\/Width (\d+)/.exec(entry)?.[1])] : []
}
