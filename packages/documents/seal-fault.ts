import { drawPdfPage } from '@lightwell/reading/draw-pdf-page'
import { openPdf } from '@lightwell/reading/open-pdf'

/** Why what a signing service gave back is not the approved paper with a seal, and nothing else. */
export type SealFault = 'other_bytes' | 'no_signature' | 'signed_in_part' | 'other_pages' | 'more_than_a_seal' | 'not_readable'

type Pdf = Awaited<ReturnType<typeof openPdf>>

// What acts by itself, brings files along or hides objects; and names that are written so as not to be read.
const needless = /\/(?:OpenAction|AA|JavaScript|JS|Launch|EmbeddedFiles?|Filespec|XFA|ObjStm|Encrypt)\b|\/[^\s/<>[\]()]*#/
const pixels = 4_000_000
const dpi = 72

/**
 * What is wrong with a sealed paper; undefined where it is the approved one, byte for byte, with one signature appended that
 * covers all of it. Since an update of a file may also draw its pages anew, these are held against each other as they are seen.
 * Whether the signature itself is good is for its reader to verify: this house has no keys to do so.
 */
export async function sealFault (approved: Uint8Array, sealed: Uint8Array): Promise<SealFault | undefined> {
  const [before, after] = [Buffer.from(approved), Buffer.from(sealed)]
  if (after.length <= before.length || !after.subarray(0, before.length).equals(before)) return 'other_bytes'
  const signed = signatureFault(after, before.length)
  if (signed !== undefined) return signed
  if (needless.test(after.toString('latin1', before.length).replace(/\bstream\r?\n[^]*?endstream/g, ''))) return 'more_than_a_seal'
  try {
    return await pagesFault(before, after)
  } catch {
    return 'not_readable'
  }
}

/** One signature, behind the approved bytes, over everything but itself. */
function signatureFault (file: Buffer, approvedLength: number): SealFault | undefined {
  const ranges = [...file.toString('latin1', approvedLength).matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)]
  if (ranges.length === 0) return 'no_signature'
  const [start, length, next, rest] = (ranges[0] ?? []).slice(1).map(Number) as [number, number, number, number]
  const isWhole = ranges.length === 1 && start === 0 && length >= approvedLength && next > length && next + rest === file.length &&
    /^<[0-9A-Fa-f\s]*>$/.test(file.toString('latin1', length, next))
  return isWhole ? undefined : 'signed_in_part'
}

async function pagesFault (before: Buffer, after: Buffer): Promise<SealFault | undefined> {
  const [approved, sealed] = [await openPdf(before, pixels), await openPdf(after, pixels)]
  try {
    if (!await isSealAlone(sealed)) return 'more_than_a_seal'
    return await isDrawnAlike(approved, sealed) ? undefined : 'other_pages'
  } finally {
    await approved.loadingTask.destroy()
    await sealed.loadingTask.destroy()
  }
}

/** What lies upon the pages of a sealed paper is fields for a signature alone. */
async function isSealAlone (sealed: Pdf): Promise<boolean> {
  for (let number = 1; number <= sealed.numPages; number += 1) {
    const annotations = await (await sealed.getPage(number)).getAnnotations()
    if (annotations.some(({ subtype, fieldType }) => subtype !== 'Widget' || fieldType !== 'Sig')) return false
  }
  return true
}

async function isDrawnAlike (approved: Pdf, sealed: Pdf): Promise<boolean> {
  if (approved.numPages !== sealed.numPages) return false
  for (let number = 1; number <= approved.numPages; number += 1) {
    const [one, other] = [await seen(approved, number), await seen(sealed, number)]
    if (one.text !== other.text || !one.drawn.equals(other.drawn)) return false
  }
  return true
}

/** The words of a page and how it looks without what lies upon it. */
async function seen (document: Pdf, number: number): Promise<{ text: string, drawn: Buffer }> {
  const page = await document.getPage(number)
  const { items } = await page.getTextContent({ disableNormalization: true })
  const { width, height, rgba } = await drawPdfPage(page, { dpi, pixels, annotations: false })
  return {
    text: JSON.stringify([page.view, page.rotate, items.map((item) => 'str' in item ? [item.str, item.transform] : [])]),
    drawn: Buffer.concat([Buffer.from(`${width}x${height}`), Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength)]),
  }
}
