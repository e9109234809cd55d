import { defaultLimits } from './limits.ts'
import type { FileHints } from './read-file.ts'
import { startReaderThread, type ReaderTask, type ReaderThread, type ReaderThreadOptions, type ReadToEnd } from './reader-thread.ts'

/** Threads that read files, each one file at a time; what comes while all are busy waits its turn. */
export type Readers = {
  /**
   * Reads a file. It answers for every file; only `signal`, and closing the readers, reject it. The bytes are given
   * away: they are gone from their array afterwards.
   */
  read (bytes: Uint8Array, hints?: FileHints, options?: Pick<ReaderTask, 'onProgress' | 'signal'>): Promise<ReadToEnd>
  close (): Promise<void>
}

type Waiting = { task: ReaderTask, resolve: (reading: Promise<ReadToEnd>) => void, reject: (reason: unknown) => void }

/**
 * Opens readers. A thread is started when there is a file for it, and is kept for the next. `conclude` names a module
 * with a function of that name, which says in the thread what follows from a reading: so long texts are looked
 * through there. Readers `inBackground` give way to all other work of the machine, where it can tell its threads apart (Linux).
 */
export function openReaders (
  { workers = 2, limits = defaultLimits, inBackground = false, conclude }: Partial<ReaderThreadOptions> & { workers?: number } = {},
): Readers {
  const idle: ReaderThread[] = []
  const busy = new Set<ReaderThread>()
  const queue: Waiting[] = []
  let closed = false

  function next (): void {
    while (queue.length > 0 && busy.size < workers) {
      const { task, resolve, reject } = queue.shift()!
      if (task.signal?.aborted === true) reject(task.signal.reason)
      else resolve(readIn(idle.pop() ?? startReaderThread({ limits, conclude, inBackground }), task))
    }
  }

  async function readIn (thread: ReaderThread, task: ReaderTask): Promise<ReadToEnd> {
    busy.add(thread)
    try {
      return await thread.read(task)
    } finally {
      busy.delete(thread)
      if (!thread.ended) idle.push(thread)
      next()
    }
  }

  return {
    read (bytes, hints = {}, { onProgress, signal } = {}) {
      if (closed) return Promise.reject(new Error('The readers are closed.'))
      return new Promise((resolve, reject) => {
        queue.push({ task: { bytes, hints, onProgress, signal }, resolve, reject })
        next()
      })
    },
    async close () {
      closed = true
      for (const { reject } of queue.splice(0)) reject(new Error('The readers are closed.'))
      await Promise.all([...idle, ...busy].map((thread) => thread.end()))
    },
  }
}
