import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { seenShare } from './character-counts.ts'
import type { ReadingContext } from '../context.ts'
import type { Findings } from '../findings.ts'
import { drawPdfPage } from '../draw-pdf-page.ts'
import { hasInk, hasInkIn } from './ink.ts'
import { hasContent } from './contents.ts'
import type { PageLine } from './lines.ts'
import type { PdfObjects } from './objects.ts'
import type { PageOperators } from './operators.ts'
import { picturesBeneath } from './pictures-beneath.ts'
import type { PageRead } from '../page/page-reader.ts'
import type { Raster } from '../page/raster.ts'
import type { Area, FaultCode, Piece, Place, PlaceKind } from '../reading.ts'

export type Layers = Awaited<ReturnType<PDFDocumentProxy['getOptionalContentConfig']>>

/** What looking at the pages of one PDF needs and remembers. */
export type PdfSight = {
  context: ReadingContext
  objects: PdfObjects
  /** The layers as the file shows them, and all of them shown. */
  layers: Layers
  allLayers: Layers
  /** Fonts whose characters were compared with what they draw, and those that draw something else. */
  comparedFonts: Set<string>
  falseFonts: Set<string>
}

type Said = { lines: readonly PageLine[], operators: PageOperators }

const dpiToRead = 200
const dpiToLook = 72
// An A0 sheet of 200 dots to the inch takes more; it is drawn with fewer.
const mostPixels = 40_000_000
// A frame with round corners has four.
const fewCurves = 12
// A sign of Chinese takes more, drawn in squares.
const fewSpecks = 200
// Of the characters that a page says it has, the part that must be found in what it draws.
const enoughSeen = 0.5
const enoughToCompare = 10

/**
 * Draws a page, and compares it with what it says: a line of text that leaves no ink, and a page without ink on which
 * something was drawn, are faults. The page reader reads those pages whose words may not all be text.
 */
export async function lookAtPage (page: PDFPageProxy, said: Said, sight: PdfSight): Promise<void> {
  const { findings } = sight.context
  const { lines, operators } = said
  const number = page.pageNumber
  const fault = (code: FaultCode, kind: PlaceKind): void => findings.fault({ code, place: { kind, page: number } })
  if (operators.lost > 0) fault('unread_part', 'picture')
  if (operators.marks === 0) {
    if (hasContent(sight.objects, page.ref?.num)) fault('blank_page', 'body')
    return
  }
  const eyes = needsEyes(number, said, sight)
  const drawn = await drawPdfPage(page, { dpi: eyes ? dpiToRead : dpiToLook, pixels: mostPixels, layers: sight.layers })
  if (lacksInk(drawn, lines)) fault('blank_page', 'body')
  if (eyes && hasInk(drawn)) await readByEye(page, drawn, said, sight)
  await readBeneath(page, drawn, operators, sight)
}

/** What is laid over a picture, or cuts it off, leaves it in the file as it was. */
async function readBeneath (page: PDFPageProxy, drawn: Raster, { bounds }: PageOperators, { allLayers, context }: PdfSight): Promise<void> {
  if (bounds === undefined) return
  const beneath = await picturesBeneath(page, drawn, bounds, { dpi: dpiToRead, pixels: mostPixels, layers: allLayers })
  if (beneath === undefined) return
  const { findings } = context
  const onPage: Findings = { ...findings, add: (piece) => findings.add(isOnPage(piece) ? piece : withoutArea(piece)) }
  const place = { kind: 'hidden', page: page.pageNumber, area: beneath.area } as const
  const { faults } = await readDrawn(beneath.raster, place, { ...context, findings: onPage })
  faults.forEach(findings.fault)
}

function isOnPage ({ place: { area } }: Piece): boolean {
  return area !== undefined && Math.min(area.left, area.top) >= 0 && Math.max(area.left + area.width, area.top + area.height) <= 1
}

function withoutArea (piece: Piece): Piece {
  const { area: _, ...place } = piece.place
  return { ...piece, place }
}

async function readByEye (page: PDFPageProxy, drawn: Raster, { lines, operators }: Said, sight: PdfSight): Promise<void> {
  const { findings } = sight.context
  const number = page.pageNumber
  const { pieces: seen, faults } = await readDrawn(drawn, { kind: 'picture', page: number }, sight.context)
  const agrees = compareFonts(operators.fonts, visibleOf(lines), seen, sight)
  // What the eye was not sure of was read as text all the same, where there is nothing else on the page.
  if (!agrees || mayDrawWords(operators)) faults.forEach(findings.fault)
  if (meansNothing(textOf(lines)) && textOf(seen).length < textOf(lines).length * enoughSeen) {
    findings.fault({ code: 'unsure_page', place: { kind: 'body', page: number } })
  }
  if (operators.hiddenPictures === 0) return
  const unveiled = await drawPdfPage(page, { dpi: dpiToRead, pixels: mostPixels, layers: sight.allLayers })
  const { faults: hiddenFaults } = await readDrawn(unveiled, { kind: 'picture', page: number }, sight.context)
  hiddenFaults.forEach(findings.fault)
}

function lacksInk (drawn: Raster, lines: readonly PageLine[]): boolean {
  const visible = visibleOf(lines)
  return visible.length === 0 ? !hasInk(drawn) : visible.some(({ area }) => !hasInkIn(drawn, area))
}

function visibleOf (lines: readonly PageLine[]): (PageLine & { area: Area })[] {
  return lines.filter((line): line is PageLine & { area: Area } => line.visible && line.area !== undefined)
}

/**
 * The first page, where marks stand, is always read by eye. So is a page with pictures, curves, patterns or stamps, one
 * without text or with characters that mean nothing, and one with a font that was compared on no page before it or that
 * drew something else than it said.
 */
function needsEyes (page: number, { lines, operators }: Said, { comparedFonts, falseFonts }: PdfSight): boolean {
  const text = textOf(lines)
  return page === 1 || text === '' || meansNothing(text) || mayDrawWords(operators) ||
    [...operators.fonts].some((font) => !comparedFonts.has(font) || falseFonts.has(font))
}

function mayDrawWords ({ pictures, curves, specks, hasOwnGlyphs, hasDoubles, ofAnnotations }: PageOperators): boolean {
  return pictures > 0 || curves > fewCurves || specks > fewSpecks || hasOwnGlyphs || hasDoubles || ofAnnotations.length > 0
}

/** Characters for private use and controls are what is left of a font that does not say what it draws. */
function meansNothing (text: string): boolean {
  return (text.match(/[\p{Co}\p{Cn}\p{Cc}\uFFFD]/gu)?.length ?? 0) > text.length / 50
}

function textOf (lines: readonly { text: string }[]): string {
  return lines.map(({ text }) => text).join('').replace(/\s/g, '')
}

/** Tells what the page reader finds on a drawn page, and answers with it; its faults are left to be judged. */
async function readDrawn (drawn: Raster, place: Place, { findings, pageReader }: ReadingContext): Promise<PageRead> {
  if (pageReader === undefined) return { pieces: [], faults: [{ code: 'unread_part', place }] }
  const read = await pageReader.readPicture(drawn, place)
  read.pieces.forEach(findings.add)
  return read
}

/**
 * Compares what a page says with what was seen on it, for each of its fonts; answers whether there was enough and it
 * agreed.
 */
function compareFonts (
  fonts: ReadonlySet<string>, visible: readonly PageLine[], seen: readonly Piece[], { comparedFonts, falseFonts }: PdfSight,
): boolean {
  const said = textOf(visible)
  const agrees = seenShare(said, seen.map(({ text }) => text)) >= enoughSeen
  for (const font of fonts) {
    comparedFonts.add(font)
    if (!agrees && said.length >= enoughToCompare) falseFonts.add(font)
  }
  return agrees && said.length >= enoughToCompare
}
