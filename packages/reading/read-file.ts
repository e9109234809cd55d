import { readEncodedFiles } from './encoded-files.ts'
import { openExpansion } from './expansion.ts'
import type { Progress, ReadingContext } from './context.ts'
import { fileKind } from './file-kind.ts'
import { openFindings, ReadingStop, within, type Findings } from './findings.ts'
import type { ReadingLimits } from './limits.ts'
import { looseText } from './loose-text.ts'
import type { PageReader } from './page/page-reader.ts'
import { readHtml } from './read-html.ts'
import { readPicture, readSvg } from './read-picture.ts'
import { readText } from './read-text.ts'
import { readXmlFile } from './read-xml.ts'
import { readZip } from './read-zip.ts'
import type { Piece, Reading, ReadingFault } from './reading.ts'
import { endsAsZip } from './zip.ts'

/** What was said of a file when it was sent. Its name is read for what it says, and not believed. */
export type FileHints = Readonly<{ fileName?: string }>

export type ReadFileDeps = Readonly<{
  limits: ReadingLimits
  /** Reads pictures. Without it each picture is a fault. */
  pageReader?: PageReader
  onProgress?: (progress: Progress) => void
  onPiece?: (piece: Piece) => void
  onFault?: (fault: ReadingFault) => void
}>

/**
 * Reads all that a file says, by what it is and not by what it is called. It answers for every file, whatever is
 * wrong with it: what could not be read is a fault. Only time and memory are not watched here; `openReaders` does.
 */
export async function readFile (bytes: Uint8Array, hints: FileHints, deps: ReadFileDeps): Promise<Reading> {
  const { limits, pageReader, onProgress = () => {} } = deps
  const pieces: Piece[] = []
  const faults: ReadingFault[] = []
  const findings = openFindings(limits, (piece) => {
    pieces.push(piece)
    deps.onPiece?.(piece)
  }, (fault) => {
    faults.push(fault)
    deps.onFault?.(fault)
  })
  const expansion = openExpansion(limits)
  let pages: number | undefined
  const context = (inner: Findings, depth: number): ReadingContext => ({
    findings: inner,
    expansion,
    limits,
    pageReader,
    onProgress: depth === 0 ? onProgress : () => {},
    async readInner (content, place) {
      const name = place.name
      const kind = fileKind(content)
      if (place.kind === 'picture' && (kind === 'picture' || kind === 'svg')) {
        const read = kind === 'svg' ? readSvg : readPicture
        return guarded(inner, () => read(content, place, context(inner, depth)))
      }
      if (depth >= limits.depth) throw new ReadingStop('explodes')
      const outside = within(inner, name)
      outside.add({ place: { kind: 'attachment' }, text: name })
      await guarded(outside, () => readByKind(content, context(outside, depth + 1)))
    },
  })
  try {
    if (bytes.length > limits.bytes) throw new ReadingStop('too_large')
    findings.add({ place: { kind: 'metadata', name: 'file name' }, text: hints.fileName ?? '' })
    await guarded(findings, async () => {
      pages = await readByKind(bytes, context(findings, 0))
    })
  } catch (error) {
    findings.fault({ code: error instanceof ReadingStop ? error.code : 'broken' })
  }
  return { pieces, faults, ...pages === undefined ? {} : { pages } }
}

/** A file that breaks its reader is broken; what is too much for the whole file ends it. */
async function guarded (findings: Findings, read: () => Promise<void | number | undefined>): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (error instanceof ReadingStop) throw error
    findings.fault({ code: 'broken' })
  }
}

async function readByKind (bytes: Uint8Array, context: ReadingContext): Promise<number | undefined> {
  const kind = fileKind(bytes)
  if (kind !== 'zip') await readArchiveAtEnd(bytes, context)
  switch (kind) {
    case 'pdf': return readPdfFile(bytes, context)
    case 'zip': return readZip(bytes, context)
    case 'picture': return readPicture(bytes, { kind: 'picture', page: 1 }, context)
    case 'svg': return readSvg(bytes, { kind: 'picture', page: 1 }, context)
    case 'html': return void await readHtml(bytes, context)
    case 'xml': return void await readXmlFile(bytes, context)
    case undefined: return void await readText(bytes, context)
    case 'office_97': case 'unknown': return void await readUnknown(bytes, kind, context)
  }
}

async function readUnknown (bytes: Uint8Array, kind: 'office_97' | 'unknown', context: ReadingContext): Promise<void> {
  const { findings } = context
  findings.fault({ code: isEncryptedOffice(bytes, kind) ? 'encrypted' : 'unknown_type' })
  findings.add({ place: { kind: 'hidden' }, text: looseText(bytes) })
  // What a mail brings is a file of its own.
  if (kind === 'unknown') await readEncodedFiles(Buffer.from(bytes).toString('latin1'), context)
}

async function readPdfFile (bytes: Uint8Array, context: ReadingContext): Promise<number | undefined> {
  // Loading what reads and draws PDFs takes longer than reading most other files.
  const { readPdf } = await import('./pdf/read-pdf.ts')
  return await readPdf(bytes, context)
}

/** A file of another kind may be an archive too, for who looks at its end. */
async function readArchiveAtEnd (bytes: Uint8Array, context: ReadingContext): Promise<void> {
  if (!endsAsZip(bytes)) return
  context.findings.fault({ code: 'unread_part', place: { kind: 'hidden' } })
  await guarded(context.findings, () => readZip(bytes, context))
}

const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

function isEncryptedOffice (bytes: Uint8Array, kind: 'office_97' | 'unknown'): boolean {
  return kind === 'office_97' && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(encryptedPackage)
}
