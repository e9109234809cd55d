import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ReadingContext } from '../context.ts'
import { decodeText } from '../decode-text.ts'
import { ReadingStop, type Findings } from '../findings.ts'
import { looseText } from '../loose-text.ts'
import { openPdf } from '../open-pdf.ts'
import { readPdfDocument } from './read-document.ts'
import { pageLines } from './lines.ts'
import { pdfObjects, type PdfObjects } from './objects.ts'
import { readPdfPage } from './read-page.ts'
import { countPageObjects, strayStreams, wordsOfFurniture } from './stray-streams.ts'
import { pdfNames, pdfStrings } from './strings.ts'
import { tellOutside } from './tell-outside.ts'
import { unseenForms } from './unseen-forms.ts'

const mostVersions = 20
// The content of a page writes its words by the numbers of glyphs.
const drawsText = /\b(?:T[jJ]|Do|BT)\b/

/**
 * Reads a PDF: its pages, what stands beside them, the files in it, its earlier versions, and every string that no
 * place gave. Answers how many pages it has. What its program would pass over in silence is a fault: streams that do
 * not unpack, pages that cannot be drawn, pictures that cannot be decoded, objects that nothing leads to.
 */
export async function readPdf (bytes: Uint8Array, context: ReadingContext): Promise<number | undefined> {
  const { limits, expansion } = context
  const objects = pdfObjects(bytes, { expansion, pixels: limits.pixels, expandedBytes: limits.expandedBytes })
  const told: string[] = []
  const findings: Findings = {
    add (piece) {
      told.push(piece.text)
      context.findings.add(piece)
    },
    fault: context.findings.fault,
  }
  if (!objects.whole) findings.fault({ code: 'broken', place: { kind: 'hidden' } })
  if (objects.encrypted) findings.fault({ code: 'encrypted' })
  const document = await openOrFault(bytes, limits.pixels, findings)
  if (document === undefined) return undefined
  try {
    await readOpened(document, objects, { ...context, findings })
    await readVersions(bytes, objects, { ...context, findings }, told)
    tellOutside(objects.outside, findings)
    tellStrings(objects, findings, told)
    return document.numPages
  } finally {
    await document.loadingTask.destroy()
  }
}

async function openOrFault (bytes: Uint8Array, pixels: number, findings: Findings): Promise<PDFDocumentProxy | undefined> {
  try {
    return await openPdf(bytes, pixels)
  } catch (error) {
    findings.fault({ code: error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken' })
    return undefined
  }
}

async function readOpened (document: PDFDocumentProxy, objects: PdfObjects, context: ReadingContext): Promise<void> {
  const { findings, expansion, limits, onProgress } = context
  if (document.numPages > limits.pages) throw new ReadingStop('too_many_pages')
  const allLayers = await document.getOptionalContentConfig()
  for (const [id] of allLayers) allLayers.setVisibility(id, true)
  const sight = {
    context, objects, allLayers, layers: await document.getOptionalContentConfig(),
    comparedFonts: new Set<string>(), falseFonts: new Set<string>(),
  }
  for (let number = 1; number <= document.numPages; number++) {
    expansion.page()
    onProgress({ page: number, pages: document.numPages })
    try {
      const page = await document.getPage(number)
      await readPdfPage(page, sight)
      page.cleanup()
    } catch (error) {
      if (error instanceof ReadingStop) throw error
      findings.fault({ code: 'broken', place: { kind: 'body', page: number } })
    }
  }
  await readPdfDocument(document, { objects, context })
  if (countPageObjects(objects) > document.numPages) findings.fault({ code: 'unread_part', place: { kind: 'hidden' } })
  if (objects.encrypted) return
  tellStrayStreams(objects, findings)
  for (const { words, isPlain } of unseenForms(objects)) {
    const place = { kind: 'hidden', name: 'forms' } as const
    findings.add({ place, text: words.join('\n') })
    if (!isPlain) findings.fault({ code: 'unread_part', place })
  }
}

/** Scripts and other texts are told; of anything else only what is found easily. */
function tellStrayStreams (objects: PdfObjects, findings: Findings): void {
  const place = { kind: 'hidden', name: 'streams' } as const
  findings.add({ place, text: wordsOfFurniture(objects).join('\n') })
  for (const { stream } of strayStreams(objects, earlierEnds(objects).length > 0)) {
    const bytes = stream?.read?.()
    const decoded = bytes === undefined ? undefined : decodeText(bytes)
    const isScript = decoded?.sure === true && !drawsText.test(decoded.text)
    if (!isScript) findings.fault({ code: 'unread_part', place })
    findings.add({ place, text: isScript ? decoded.text : looseText(bytes ?? new Uint8Array()) })
  }
}

function earlierEnds ({ ends, linear }: PdfObjects): number[] {
  // A file made for the web has an end after its first page too.
  return ends.slice(linear ? 1 : 0, -1)
}

/** A PDF that was changed keeps what it said before: each earlier version ends at an end of file of its own. */
async function readVersions (
  bytes: Uint8Array, objects: PdfObjects, { findings, expansion, limits }: ReadingContext, told: readonly string[],
): Promise<void> {
  const earlier = earlierEnds(objects)
  if (earlier.length > mostVersions) findings.fault({ code: 'unread_part', place: { kind: 'hidden' } })
  const known = new Set(told)
  for (const [version, end] of earlier.slice(-mostVersions).entries()) {
    const place = { kind: 'hidden', name: `version ${version + 1}` } as const
    const unread = { add: () => {}, fault: () => findings.fault({ code: 'unread_part', place }) }
    const document = await openOrFault(bytes.subarray(0, end), limits.pixels, unread)
    if (document === undefined) continue
    try {
      for (let number = 1; number <= document.numPages; number++) {
        expansion.page()
        const lines = await pageLines(await document.getPage(number))
        const gone = lines.filter(({ text }) => !known.has(text)).map(({ text }) => text)
        findings.add({ place: { ...place, page: number }, text: gone.join('\n') })
      }
    } finally {
      await document.loadingTask.destroy()
    }
  }
}

/**
 * Strings of the objects that nothing above has told: texts in places that are new, or that only some programs show.
 */
function tellStrings ({ objects, roots, spoken, encrypted }: PdfObjects, findings: Findings, told: readonly string[]): void {
  if (encrypted) return
  const known = new Set(told.flatMap((text) => text.split('\n')))
  const texts = [...roots, ...objects.map(({ text }) => text)]
  const strings = [...spoken, ...texts.flatMap(pdfStrings), ...texts.flatMap(pdfNames)]
  const lines = new Set(strings.flatMap((string) => string.split('\n')).filter((line) => !known.has(line)))
  findings.add({ place: { kind: 'hidden', name: 'strings' }, text: [...lines].join('\n') })
}
