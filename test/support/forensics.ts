import { inflateRawSync, inflateSync } from 'node:zlib'
import { openPdf } from '@lightwell/reading/open-pdf'

/** All that somebody finds in a PDF who looks for what it does not show. */
export type Forensics = Readonly<{
  /** What programs extract: text, annotations, fields, attachments, properties, outlines, scripts, layers. */
  text: string
  beside: string
  /** The bytes of the file, and of each stream that can be unpacked. */
  bytes: readonly Buffer[]
  /** The characters that the maps of its fonts list one by one. */
  mapped: readonly string[]
  /** Entries that a file of page pictures and text has no use for. */
  entries: readonly string[]
  versions: number
}>

const needless = /\/(Metadata|Info|ID|EmbeddedFiles?|Filespec|AF|JavaScript|JS|OpenAction|AA|AcroForm|XFA|Annots?|OCProperties|OCG|Outlines|Names|Dests|Thumb|PieceInfo|StructTreeRoot|MarkInfo|Lang|Title|Author|Producer|Creator|Prev|XRefStm|ObjStm|Encrypt|Perms|DSS|Collection|Version|Threads|ActualText|Alt|SMask|Mask)\b/g

/** Looks into a PDF with pdf.js and at its bytes, sharing nothing with what wrote it. */
export async function lookInto (file: Uint8Array): Promise<Forensics> {
  const document = await openPdf(file, 100_000_000)
  const text: string[] = []
  const { info, metadata } = await document.getMetadata()
  const beside: unknown[] = [
    info, metadata?.getRaw(), await document.getAttachments(), await document.getFieldObjects(), await document.getOutline(),
    await document.getJSActions(), await document.getOpenAction(), await document.getDestinations(),
    [...await document.getOptionalContentConfig()],
  ]
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    for (const item of (await page.getTextContent({ disableNormalization: true })).items) if ('str' in item) text.push(item.str)
    beside.push(await page.getAnnotations(), await page.getStructTree(), await page.getXfa())
  }
  await document.loadingTask.destroy()
  const buffer = Buffer.from(file)
  const streams = streamsOf(buffer)
  const outside = buffer.toString('latin1').replace(/stream\r?\n[\s\S]*?endstream/g, '')
  return {
    text: text.join(''),
    beside: JSON.stringify(beside),
    bytes: [buffer, ...streams],
    mapped: streams.map((stream) => stream.toString('latin1')).filter((stream) => stream.includes('begincmap')).flatMap(mappedIn),
    entries: outside.match(needless) ?? [],
    versions: outside.split('%%EOF').length - 1,
  }
}

function streamsOf (file: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 7)) {
    const content = file.subarray(at + 7, file.indexOf('endstream', at))
    for (const unpack of [inflateSync, inflateRawSync]) {
      try {
        found.push(unpack(content))
      } catch {
        // No deflated stream begins here.
      }
    }
  }
  return found
}

function mappedIn (map: string): string[] {
  const single = [...map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].flatMap(([, block = '']) =>
    [...block.matchAll(/<[0-9a-fA-F]+>\s*<([0-9a-fA-F]+)>/g)].map(([, units = '']) => units))
  return single.map((units) => Buffer.from(units, 'hex').swap16().toString('utf16le'))
}

/** The ways in which a word may be found among bytes. */
export function hides (bytes: readonly Buffer[], word: string): boolean {
  const wide = Buffer.from(word, 'utf16le')
  const forms = [Buffer.from(word), wide, Buffer.from(wide).swap16()]
  const digits = forms.map((form) => form.toString('hex'))
  return bytes.some((part) => forms.some((form) => part.includes(form))
    || digits.some((hex) => part.includes(hex) || part.includes(hex.toUpperCase())))
}
