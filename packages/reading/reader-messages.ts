import type { Progress } from './context.ts'
import type { ReadingLimits } from './limits.ts'
import type { FileHints } from './read-file.ts'
import type { Piece, ReadingFault } from './reading.ts'

/** How a reading thread is started. */
export type ReaderData = { inBackground: boolean }

/** A file for a reading thread, and the module whose `conclude` says what follows from all that was read. */
export type ToReader = { bytes: Uint8Array<ArrayBuffer>, hints: FileHints, limits: ReadingLimits, conclude: string | undefined }

/**
 * What a reading thread tells: once that it has started; what it found and how far it is; and at the end how many
 * pages there were (0 for none), and what follows.
 */
export type FromReader =
  { ready: true } | { piece: Piece } | { fault: ReadingFault } | { progress: Progress } | { done: number, concluded?: unknown }
