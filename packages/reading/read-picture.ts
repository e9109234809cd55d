import type { ReadingContext } from './context.ts'
import { pictureMetadata } from './image-metadata.ts'
import type { Place } from './reading.ts'
import { readXmlFile } from './read-xml.ts'

/** Reads a picture: what is written beside its pixels, and by the page reader what stands in it. It is one page. */
export async function readPicture (bytes: Uint8Array, place: Place, context: ReadingContext): Promise<number> {
  const { text, whole } = pictureMetadata(bytes)
  context.findings.add({ place: { ...place, kind: 'metadata' }, text })
  if (!whole) context.findings.fault({ code: 'unread_part', place })
  return readPixels(bytes, place, context)
}

/** Reads a drawing: its XML, and what it looks like. */
export async function readSvg (bytes: Uint8Array, place: Place, context: ReadingContext): Promise<number> {
  await readXmlFile(bytes, context)
  return readPixels(bytes, place, context)
}

async function readPixels (bytes: Uint8Array, place: Place, context: ReadingContext): Promise<number> {
  const { findings, expansion, pageReader, onProgress } = context
  expansion.page()
  if (pageReader === undefined) {
    findings.fault({ code: 'unread_part', place })
    return 1
  }
  const { pieces, faults } = await pageReader.readPicture({ bytes }, place)
  pieces.forEach(findings.add)
  // In a document a blank picture is a spacer or a background; a file of its own that is blank was meant to show
  // something.
  faults.filter(({ code }) => code !== 'blank_page' || place.name === undefined).forEach(findings.fault)
  onProgress({ page: 1, pages: 1 })
  return 1
}
