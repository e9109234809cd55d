import type { ReadingContext } from './context.ts'
import { fileKind } from './file-kind.ts'
import { attempt } from './findings.ts'
import { looseText } from './loose-text.ts'
import { readOffice } from './office/read-office.ts'
import { readOpenDocument } from './office/read-open-document.ts'
import { openZip, type Zip, type ZipEntry } from './zip.ts'

const isXml = /\.(xml|rels|vml)$/i
const isPrinterSetup = /printerSettings\d*\.bin$/i
const smallBytes = 64 << 10

/**
 * Reads a ZIP file: an Office document, an OpenDocument, or an archive of files. Answers how many pages it has. Bytes
 * that the archive does not list are a fault, and so is every part that is neither XML nor a file that can be read.
 */
export async function readZip (bytes: Uint8Array, context: ReadingContext): Promise<number | undefined> {
  const { findings } = context
  const zip = openZip(bytes, context.expansion)
  findings.add({ place: { kind: 'metadata' }, text: zip.comment })
  if (!zip.wellPacked) findings.fault({ code: 'unread_part', place: { kind: 'hidden' } })
  const family = familyOf(zip)
  const parts = new Map<string, Uint8Array>()
  const files: [string, Uint8Array][] = []
  for (const entry of zip.entries.filter(({ name }) => !name.endsWith('/'))) {
    const content = unpack(entry, context)
    if (content === undefined) continue
    if (family !== 'archive' && isXmlPart(entry.name, content) && !parts.has(entry.name)) parts.set(entry.name, content)
    else files.push([entry.name, content])
  }
  const pages = readParts(family, parts, context)
  for (const [name, content] of files) await readEntry(name, content, family, context)
  return pages
}

type Family = 'office' | 'open_document' | 'fixed_layout' | 'archive'

function familyOf ({ entries }: Zip): Family {
  const has = (name: string): boolean => entries.some((entry) => entry.name === name)
  if (has('[Content_Types].xml')) return 'office'
  if (has('META-INF/manifest.xml') && has('content.xml')) return 'open_document'
  return has('OFD.xml') ? 'fixed_layout' : 'archive'
}

function unpack (entry: ZipEntry, { findings }: ReadingContext): Uint8Array | undefined {
  const place = { kind: 'attachment', name: entry.name } as const
  findings.add({ place, text: entry.comment })
  if (entry.fault !== undefined) return void findings.fault({ code: entry.fault, place })
  let content: Uint8Array | undefined
  attempt(findings, place, () => {
    content = entry.read()
  })
  return content
}

function isXmlPart (name: string, content: Uint8Array): boolean {
  return fileKind(content) === 'xml' || isXml.test(name)
}

function readParts (family: Family, parts: ReadonlyMap<string, Uint8Array>, { findings }: ReadingContext): number | undefined {
  if (family === 'archive') return undefined
  if (family === 'open_document') return readOpenDocument(parts, findings)
  // Of an OFD the text is read, but not what its pages draw.
  if (family === 'fixed_layout') findings.fault({ code: 'unknown_type' })
  return readOffice(parts, findings)
}

async function readEntry (name: string, content: Uint8Array, family: Family, context: ReadingContext): Promise<void> {
  const kind = fileKind(content)
  if (kind === undefined && family === 'office' && isPrinterSetup.test(name) && content.length < smallBytes) {
    return context.findings.add({ place: { kind: 'hidden', name }, text: looseText(content) })
  }
  await context.readInner(content, { kind: kind === 'picture' || kind === 'svg' ? 'picture' : 'attachment', name })
}
