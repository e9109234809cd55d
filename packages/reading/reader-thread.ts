import { Worker } from 'node:worker_threads'
import type { Progress } from './context.ts'
import { holdsTooMuch } from './holds-too-much.ts'
import type { ReadingLimits } from './limits.ts'
import type { FileHints } from './read-file.ts'
import type { FromReader, ReaderData, ToReader } from './reader-messages.ts'
import type { FaultCode, Piece, Reading, ReadingFault } from './reading.ts'

/** A file to read, given away: its bytes are gone from here when they are handed over. */
export type ReaderTask = {
  bytes: Uint8Array
  hints: FileHints
  onProgress?: ((progress: Progress) => void) | undefined
  signal?: AbortSignal | undefined
}

/** A thread that reads one file at a time. `ended` is true once it had to be ended; then another takes its place. */
export type ReaderThread = {
  readonly ended: boolean
  read (task: ReaderTask): Promise<ReadToEnd>
  end (): Promise<void>
}

/** What a file says, and what was concluded from it where that was asked for. */
export type ReadToEnd = Reading & Readonly<{ concluded?: unknown }>

type Ending = { pages: number, concluded: unknown } | { code: FaultCode } | { aborted: unknown }

const lookEveryMilliseconds = 200

export type ReaderThreadOptions = {
  limits: ReadingLimits
  /** A module whose `conclude` says in the thread what follows from a reading. */
  conclude?: URL | undefined
  /** Whether it gives way to all other work of the machine. */
  inBackground: boolean
}

/**
 * Starts a thread. A file that takes it beyond its memory or its time ends it, with what was found until then; so
 * does a signal that aborts.
 */
export function startReaderThread ({ limits, conclude, inBackground }: ReaderThreadOptions): ReaderThread {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memoryBytes / 2 ** 20) },
    workerData: { inBackground } satisfies ReaderData,
  })
  worker.unref()
  let ended = false
  // How a file ends for which the thread is gone: it broke by itself, or was ended.
  let closed: Ending = { code: 'broken' }
  const started = Promise.withResolvers<void>()
  let hear: (message: FromReader) => void = () => started.resolve()
  let stop: (ending: Ending) => void = () => {}
  worker.on('message', (message: FromReader) => hear(message))
  worker.on('error', ({ code }: NodeJS.ErrnoException) => {
    stop({ code: code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out_of_memory' : 'broken' })
  })
  worker.on('exit', () => {
    ended = true
    started.resolve()
    stop({ code: 'broken' })
  })

  async function end (): Promise<void> {
    ended = true
    closed = { aborted: new Error('The readers are closed.') }
    stop(closed)
    await worker.terminate()
  }

  async function run (task: ReaderTask, pieces: Piece[], faults: ReadingFault[]): Promise<Ending> {
    // Starting is no part of the time that a file may take.
    await started.promise
    if (ended) return closed
    const { promise, resolve } = Promise.withResolvers<Ending>()
    stop = resolve
    hear = listener(task, pieces, faults, resolve)
    const unwatch = watch(worker, task, limits, resolve)
    try {
      const bytes = ownBytes(task.bytes)
      worker.postMessage({ bytes, hints: task.hints, limits, conclude: conclude?.href } satisfies ToReader, [bytes.buffer])
      return await promise
    } finally {
      unwatch()
    }
  }

  return {
    get ended () {
      return ended
    },
    end,
    async read (task) {
      const pieces: Piece[] = []
      const faults: ReadingFault[] = []
      worker.ref()
      const ending = await run(task, pieces, faults)
      worker.unref()
      if ('pages' in ending) {
        const { pages, concluded } = ending
        return { pieces, faults, ...pages !== 0 && { pages }, ...concluded !== undefined && { concluded } }
      }
      await end()
      if ('aborted' in ending) throw ending.aborted
      return { pieces, faults: [...faults, { code: ending.code }] }
    },
  }
}

type Resolve = (ending: Ending) => void

function listener (task: ReaderTask, pieces: Piece[], faults: ReadingFault[], resolve: Resolve): (message: FromReader) => void {
  return (message) => {
    if ('piece' in message) pieces.push(message.piece)
    else if ('fault' in message) faults.push(message.fault)
    else if ('progress' in message) task.onProgress?.(message.progress)
    else if ('done' in message) resolve({ pages: message.done, concluded: message.concluded })
  }
}

/** Watches time, memory and the signal of a task; answers how to stop watching. */
function watch (worker: Worker, { signal }: ReaderTask, limits: ReadingLimits, resolve: Resolve): () => void {
  const abort = (): void => resolve({ aborted: signal?.reason })
  signal?.addEventListener('abort', abort)
  if (signal?.aborted === true) abort()
  const late = setTimeout(() => resolve({ code: 'too_slow' }), limits.seconds * 1000)
  const look = setInterval(async () => {
    if (await holdsTooMuch(worker, limits.memoryBytes)) resolve({ code: 'out_of_memory' })
  }, lookEveryMilliseconds)
  return () => {
    clearTimeout(late)
    clearInterval(look)
    signal?.removeEventListener('abort', abort)
  }
}

/** Bytes that can be given away: a small buffer shares its memory with others. */
function ownBytes (bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isOwn = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
  return isOwn ? new Uint8Array(bytes.buffer as ArrayBuffer) : new Uint8Array(bytes)
}
