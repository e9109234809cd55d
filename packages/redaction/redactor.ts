import type { PassageRange, Passages } from './read-passages.ts'
import type { FileChoice, PieceRemoval, RedactedFile } from './redact-file.ts'
import type { Removal, RemovalFault } from './removal.ts'
import { openWorkThread, type WorkLimits } from './work-thread.ts'

/** What the thread is asked. */
export type RedactionTask =
  | Readonly<{ bytes: Uint8Array, range: PassageRange }>
  | Readonly<{ bytes: Uint8Array, checked: readonly (Removal | PieceRemoval)[] }>
  | Readonly<{ bytes: Uint8Array }> & FileChoice

/**
 * Redacts files in a thread beside the one that serves callers, and reads in another what can be chosen in them, or which
 * places of a choice they do not have. All reject with `WorkStopped` where a file takes too long or too much, or cannot be
 * opened.
 */
export type Redactor = {
  read (bytes: Uint8Array, range: PassageRange): Promise<Passages>
  check (bytes: Uint8Array, checked: readonly (Removal | PieceRemoval)[]): Promise<readonly RemovalFault[]>
  redact (bytes: Uint8Array, chosen: FileChoice['chosen'], title?: FileChoice['title']): Promise<RedactedFile>
  close (): Promise<void>
}

const memoryBytes = 1536 << 20
const defaultLimits = { read: { seconds: 60, memoryBytes }, redact: { seconds: 900, memoryBytes } }

/** Opens a redactor; its threads start with their first files. */
export function openRedactor (limits: Readonly<Record<'read' | 'redact', WorkLimits>> = defaultLimits): Redactor {
  const module = new URL('./redaction-worker.ts', import.meta.url)
  const reading = openWorkThread<RedactionTask, unknown>(module, limits.read)
  const redacting = openWorkThread<RedactionTask, RedactedFile>(module, limits.redact)
  return {
    read: async (bytes, range) => await reading.run({ bytes, range }) as Passages,
    check: async (bytes, checked) => await reading.run({ bytes, checked }) as readonly RemovalFault[],
    redact: (bytes, chosen, title = { text: '', isGiven: false }) => redacting.run({ bytes, chosen, title }),
    async close () {
      await Promise.all([reading.close(), redacting.close()])
    },
  }
}
