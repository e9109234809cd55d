import type { ReadingContext } from './context.ts'
import { fileKind } from './file-kind.ts'
import { readEncodedFiles } from './encoded-files.ts'
import { attempt, type Findings } from './findings.ts'
import { looseText } from './loose-text.ts'
import { readOffice } from './office/read-office.ts'
import { readOpenDocument } from './office/read-open-document.ts'
import { readOfd } from './ofd/read-ofd.ts'
import { textOfXml } from './xml.ts'
import { openZip, type Zip, type ZipEntry } from './zip.ts'

const isXml = /\.(xml|rels|vml)$/i
const isPrinterSetup = /printerSettings\d*\.bin$/i
const smallBytes = 64 << 10
// The names that programs give to the parts of a document are ASCII and short.
const ownName = /[^\x20-\x7e]|\d{11}/

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
  for (const entry of zip.entries) {
    tellBeside(entry, findings)
    if (entry.name.endsWith('/')) continue
    const content = unpack(entry, context)
    if (content === undefined) continue
    if (family !== 'archive' && isXmlPart(entry.name, content) && !parts.has(entry.name)) parts.set(entry.name, content)
    else files.push([entry.name, content])
  }
  const pages = readParts(family, { parts, files: files.map(([name]) => name) }, context)
  for (const [name, content] of parts) {
    tellName(name, context)
    await readEncodedFiles(textOfXml(content) ?? '', context)
  }
  for (const [name, content] of files) await readEntry(name, content, family, context)
  return pages
}

type Family = 'office' | 'open_document' | 'fixed_layout' | 'archive'

function familyOf ({ entries }: Zip): Family {
  const has = (name: string): boolean => entries.some((entry) => entry.name === name)
  // Whatever else is in it: what its pages do not lead to is a fault.
  if (has('OFD.xml')) return 'fixed_layout'
  if (has('[Content_Types].xml')) return 'office'
  return has('META-INF/manifest.xml') && has('content.xml') ? 'open_document' : 'archive'
}

/** Tells what an archive says of an entry, whatever is in it: its folders have names too, and should have no bytes. */
function tellBeside ({ name, comment, extra, size }: ZipEntry, findings: Findings): void {
  const place = { kind: 'attachment', name } as const
  findings.add({ place, text: comment })
  if (extra.length > 0) findings.add({ place: { ...place, kind: 'hidden' }, text: looseText(extra) })
  if (!name.endsWith('/')) return
  findings.add({ place, text: name })
  if (size > 0) findings.fault({ code: 'unread_part', place })
}

/** Tells the name of a part or of a picture, which has none where it is shown. */
function tellName (name: string, { findings }: ReadingContext): void {
  if (ownName.test(name)) findings.add({ place: { kind: 'attachment', name }, text: name })
}

function unpack (entry: ZipEntry, { findings }: ReadingContext): Uint8Array | undefined {
  const place = { kind: 'attachment', name: entry.name } as const
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

type Unpacked = { parts: ReadonlyMap<string, Uint8Array>, files: readonly string[] }

function readParts (family: Family, { parts, files }: Unpacked, context: ReadingContext): number | undefined {
  switch (family) {
    case 'archive': return undefined
    case 'open_document': return readOpenDocument(parts, context.findings)
    case 'fixed_layout': return readOfd(parts, files, context)
    case 'office': return readOffice(parts, context.findings)
  }
}

async function readEntry (name: string, content: Uint8Array, family: Family, context: ReadingContext): Promise<void> {
  const kind = fileKind(content)
  if (kind === undefined && family === 'office' && isPrinterSetup.test(name) && content.length < smallBytes) {
    return context.findings.add({ place: { kind: 'hidden', name }, text: looseText(content) })
  }
  const isPicture = kind === 'picture' || kind === 'svg'
  if (isPicture) tellName(name, context)
  await context.readInner(content, { kind: isPicture ? 'picture' : 'attachment', name })
}
