import type { ReadingContext } from './context.ts'
import { pictureMetadata } from './image-metadata.ts'
import { pictureSize } from './picture-size.ts'
import type { Place, ReadingFault } from './reading.ts'
import { readXmlFile } from './read-xml.ts'
import { isTiff } from './tiff/is-tiff.ts'

/**
 * Reads a picture: what is written beside its pixels, and by the page reader what stands in it. Answers how many pages it
 * has: one, or as many as are in a TIFF.
 */
export async function readPicture (bytes: Uint8Array, place: Place, context: ReadingContext): Promise<number> {
  if (isTiff(bytes)) {
    // What draws them takes long to load.
    const { readTiff } = await import('./tiff/read-tiff.ts')
    return await readTiff(bytes, place, context)
  }
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
  faults.filter(({ code }) => !isExpected(code, bytes, place)).forEach(findings.fault)
  onProgress({ page: 1, pages: 1 })
  return 1
}

/**
 * In a document a blank picture is a spacer or a background, and the little picture of its first page, which office programs
 * put in, is too small to be read. A file of its own was meant to show something.
 */
function isExpected (code: ReadingFault['code'], bytes: Uint8Array, { name }: Place): boolean {
  if (name === undefined) return false
  return code === 'blank_page' || code === 'unsure_page' && thumbnail.test(name) && isTiny(bytes)
}

const thumbnail = /(^|\/)(docProps|Thumbnails)\/thumbnail\.(png|jpe?g)$/i
// The side that the programs give it; a page has no more than 22 dots to the inch on it.
const thumbnailSide = 256

function isTiny (bytes: Uint8Array): boolean {
  const size = pictureSize(bytes)
  return size !== undefined && Math.max(size.width, size.height) <= thumbnailSide
}
