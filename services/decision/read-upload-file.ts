import type { FileScan } from '@lightwell/documents/scanner'
import type { Deps } from '@lightwell/events/deps'
import type { FileHints } from '@lightwell/reading/read-file'

const patienceMs = 1_500

/**
 * Reads a file while its sender waits. Plain text is always read; of the rest what takes longer than he can be kept
 * waiting, as pictures always do, answers undefined: it is kept unread, and read in its turn.
 */
export async function readUploadFile (
  { scanner }: Pick<Deps, 'scanner'>, { bytes, mediaType }: { bytes: Buffer, mediaType: string }, hints: FileHints = {},
): Promise<FileScan | undefined> {
  if (mediaType === 'text/plain') return await scanner.scanAtOnce(bytes, hints)
  if (mediaType.startsWith('image/')) return undefined
  const signal = AbortSignal.timeout(patienceMs)
  return await scanner.scanAtOnce(bytes, hints, { signal }).catch((error: unknown) => {
    if (signal.aborted) return undefined
    throw error
  })
}
