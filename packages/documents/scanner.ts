import type { FileHints } from '@lightwell/reading/read-file'
import { openReaders, type Readers } from '@lightwell/reading/readers'
import type { ReadingFault } from '@lightwell/reading/reading'
import { conclude, type FoundInFile } from './conclude-scan.ts'

/** What a file was found to be and to hold. It was read whole when there are no faults. It never holds the text itself. */
export type FileScan = FoundInFile & Readonly<{ faults: readonly ReadingFault[], pages?: number }>

/** How far the reading of a file has come. */
export type ScanProgress = Readonly<{ page: number, pages?: number }>

export type ScanOptions = { onProgress?: (progress: ScanProgress) => void, signal?: AbortSignal }

/**
 * Reads files for marks and for personal data, in threads beside the one that serves callers. It answers for every file,
 * whatever is wrong with it; only `signal`, and closing the scanner, reject.
 */
export type Scanner = {
  /** For a caller who waits. What nobody waits for never stands before it. */
  scanAtOnce (bytes: Uint8Array, hints: FileHints, options?: ScanOptions): Promise<FileScan>
  /** For what is kept until it was read. */
  scanInTurn (bytes: Uint8Array, hints: FileHints, options?: ScanOptions): Promise<FileScan>
  close (): Promise<void>
}

/**
 * Opens a scanner: one thread for those who wait, and so many for what is read in its turn, which give way to those who are
 * served. A thread starts with the first file for it.
 */
export function openScanner ({ workers }: { workers: number }): Scanner {
  const concluding = new URL('./conclude-scan.ts', import.meta.url)
  const atOnce = openReaders({ workers: 1, conclude: concluding })
  const inTurn = openReaders({ workers, conclude: concluding, inBackground: true })
  return {
    scanAtOnce: (bytes, hints, options) => scanBy(atOnce, bytes, hints, options),
    scanInTurn: (bytes, hints, options) => scanBy(inTurn, bytes, hints, options),
    async close () {
      await Promise.all([atOnce.close(), inTurn.close()])
    },
  }
}

async function scanBy (readers: Readers, bytes: Uint8Array, hints: FileHints, options: ScanOptions = {}): Promise<FileScan> {
  // The reader takes what it is given; the bytes are still needed here.
  const { concluded, faults, pages, ...partial } = await readers.read(new Uint8Array(bytes), hints, options)
  // What ended a thread ended its conclusions too: what had been read until then still counts.
  const found = concluded as FoundInFile | undefined ?? conclude(partial)
  return { ...found, faults, ...pages !== undefined && { pages } }
}
