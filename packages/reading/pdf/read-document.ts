import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { ReadingContext } from '../context.ts'
import { deepStrings } from './deep-strings.ts'
import type { PdfObjects } from './objects.ts'
import { pdfStrings } from './strings.ts'

type Found = { objects: PdfObjects, context: ReadingContext }

const fileReference = /\/EF\s*<<([^>]*)>>/g
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
  }
  const hidden = [
    await document.getOutline(), await document.getPageLabels(), await document.getDestinations(),
    await document.getJSActions(), await document.getOpenAction(), [...await document.getOptionalContentConfig()].map(([, { name }]) => [name]),
  ]
  findings.add({ place: { kind: 'hidden' }, text: hidden.flatMap(deepStrings).join('\n') })
  await readAttachments(objects, context)
}

/** The text between the tags, and in quotes within them. */
function wordsOfXml (xml: string): string {
  const attributes = [...xml.matchAll(/="([^"]*)"/g)].map(([, value]) => value)
  return `${xml.replace(/<[^>]*>/g, '\n')}\n${attributes.join('\n')}`.replace(/\s*\n\s*/g, '\n')
}

async function readAttachments ({ objects, encrypted }: PdfObjects, { findings, readInner }: ReadingContext): Promise<void> {
  const names = new Map<number, string>()
  for (const { text } of objects) {
    for (const [, references = ''] of text.matchAll(fileReference)) {
      for (const [, number] of references.matchAll(numbers)) names.set(Number(number), pdfStrings(text).join(' '))
    }
  }
  for (const { number, text, stream } of objects) {
    if (stream === undefined || !(names.has(number) || /\/Type\s*\/EmbeddedFile\b/.test(text))) continue
    const name = names.get(number) ?? 'attachment'
    const place = { kind: 'attachment', name } as const
    if (stream.read === undefined || encrypted) findings.fault({ code: 'unread_part', place })
    else await readInner(stream.read(), place)
  }
}
