import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ReadingContext } from '../context.ts'
import { deepStrings } from './deep-strings.ts'
import { readEncodedFiles } from '../encoded-files.ts'
import { fileKind } from '../file-kind.ts'
import type { Findings } from '../findings.ts'
import { pictureMetadata } from '../image-metadata.ts'
import { looseText } from '../loose-text.ts'
import type { PdfObjects, PdfStream } from './objects.ts'
import { pdfStrings } from './strings.ts'

type Found = { objects: PdfObjects, context: ReadingContext }

const fileReference = /\/EF\s*(?:<<([^>]*)>>|(\d+)\s+\d+\s+R)/g
const numbers = /(\d+)\s+\d+\s+R/g

/** Reads what a PDF says beside its pages: properties, outline, layers, scripts, and the files attached to it. */
export async function readPdfDocument (document: PDFDocumentProxy, { objects, context }: Found): Promise<void> {
  const { findings } = context
  const { info, metadata } = await document.getMetadata() as { info: object, metadata: { getRaw (): string } | null }
  findings.add({ place: { kind: 'metadata' }, text: deepStrings(info).join('\n') })
  const xmp = metadata?.getRaw() ?? ''
  findings.add({ place: { kind: 'metadata', name: 'xmp' }, text: wordsOfXml(xmp) })
  for (const xml of objects.xml.filter((text) => text.trim() !== xmp.trim())) {
    findings.add({ place: { kind: 'hidden', name: 'xml' }, text: wordsOfXml(xml) })
    await readEncodedFiles(xml, context)
  }
  const hidden = [
    await document.getOutline(), await document.getPageLabels(), await document.getDestinations(),
    await document.getJSActions(), await document.getOpenAction(), [...await document.getOptionalContentConfig()].map(([, { name }]) => [name]),
  ]
  findings.add({ place: { kind: 'hidden' }, text: hidden.flatMap(deepStrings).join('\n') })
  await readEncodedFiles(xmp, context)
  for (const jpeg of objects.jpegs) tellJpeg(jpeg, findings)
  await readAttachments(objects, context)
}

/** The text between the tags, and in quotes within them. */
function wordsOfXml (xml: string): string {
  const attributes = [...xml.matchAll(/="([^"]*)"/g)].map(([, value]) => value)
  return `${xml.replace(/<[^>]*>/g, '\n')}\n${attributes.join('\n')}`.replace(/\s*\n\s*/g, '\n')
}

const kindsOfFiles = new Set(['zip', 'pdf', 'office_97', 'picture'])

/** Whether a stream is a file, whatever leads to it. */
function isFile ({ read }: PdfStream): boolean {
  return read !== undefined && kindsOfFiles.has(fileKind(read()) ?? '')
}

/** Tells what is written beside the pixels of a picture; that it breaks off is found when it is drawn. */
function tellJpeg (jpeg: Uint8Array, findings: Findings): void {
  const place = { kind: 'hidden', name: 'pictures' } as const
  const end = jpeg.findLastIndex((byte) => byte !== 0 && byte !== 0x0a && byte !== 0x0d && byte !== 0x20) + 1
  try {
    const { text, whole } = pictureMetadata(jpeg.subarray(0, end))
    findings.add({ place, text })
    if (!whole) findings.fault({ code: 'unread_part', place })
  } catch {
    findings.add({ place, text: looseText(jpeg) })
  }
}

/** The attached files by their numbers, as what leads to them calls them. */
function namesOfFiles (objects: PdfObjects['objects']): Map<number, string> {
  const names = new Map<number, string>()
  for (const { text } of objects) {
    for (const [, own, elsewhere] of text.matchAll(fileReference)) {
      const references = own ?? objects.filter(({ number }) => number === Number(elsewhere)).map((object) => object.text).join(' ')
      for (const [, number] of references.matchAll(numbers)) names.set(Number(number), pdfStrings(text).join(' '))
    }
  }
  return names
}

async function readAttachments ({ objects, encrypted }: PdfObjects, { findings, readInner }: ReadingContext): Promise<void> {
  const names = namesOfFiles(objects)
  for (const { number, text, stream } of objects) {
    if (stream === undefined || !(names.has(number) || /\/Type\s*\/EmbeddedFile\b/.test(text) || isFile(stream))) continue
    const name = names.get(number) ?? 'attachment'
    const place = { kind: 'attachment', name } as const
    if (stream.read === undefined || encrypted) findings.fault({ code: 'unread_part', place })
    else await readInner(stream.read(), place)
  }
}
