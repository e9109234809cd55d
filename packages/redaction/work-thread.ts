import { Worker } from 'node:worker_threads'
import { holdsTooMuch } from '@lightwell/reading/holds-too-much'

/** How much one task may take. */
export type WorkLimits = Readonly<{ seconds: number, memoryBytes: number }>

/** Why a task came to no end: it took too long or too much, or broke by itself. */
export class WorkStopped extends Error {
  readonly code: 'too_slow' | 'out_of_memory' | 'broken'

  constructor (code: WorkStopped['code']) {
    super(code)
    this.name = 'WorkStopped'
    this.code = code
  }
}

/** What a thread tells of a task. What broke it may hold words of a file and stays where it is. */
export type FromWork<Result> = { done: Result } | { broken: true }

/** A thread that does one task after the other. */
export type WorkThread<Task, Result> = {
  /** Rejects with `WorkStopped` where the task came to no end; the next one gets a new thread. */
  run (task: Task): Promise<Result>
  close (): Promise<void>
}

const lookEveryMilliseconds = 200

/** Opens a thread for a module that answers tasks; it starts with the first of them. */
export function openWorkThread<Task, Result> (module: URL, limits: WorkLimits): WorkThread<Task, Result> {
  let worker: Worker | undefined
  let before: Promise<unknown> = Promise.resolve()
  let closed = false

  async function runNow (task: Task): Promise<Result> {
    if (closed) throw new Error('The thread is closed.')
    const own = worker ??= start(module, limits)
    own.ref()
    try {
      return await doneBy(own, task, limits)
    } catch (error) {
      worker = undefined
      await own.terminate()
      throw error
    } finally {
      own.unref()
    }
  }

  return {
    run (task) {
      const next = before.then(() => runNow(task))
      before = next.catch(() => {})
      return next
    },
    async close () {
      closed = true
      await worker?.terminate()
    },
  }
}

function start (module: URL, { memoryBytes }: WorkLimits): Worker {
  const worker = new Worker(module, {
    stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: Math.ceil(memoryBytes / 2 ** 20) },
  })
  // One that breaks between two tasks is seen by the next.
  worker.on('error', () => {})
  return worker
}

async function doneBy<Task, Result> (worker: Worker, task: Task, { seconds, memoryBytes }: WorkLimits): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>()
  const stop = (code: WorkStopped['code']): void => reject(new WorkStopped(code))
  const hear = (message: FromWork<Result>): void => 'done' in message ? resolve(message.done) : stop('broken')
  const fail = ({ code }: NodeJS.ErrnoException): void => stop(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out_of_memory' : 'broken')
  const end = (): void => stop('broken')
  worker.on('message', hear).on('error', fail).on('exit', end)
  const late = setTimeout(() => stop('too_slow'), seconds * 1000)
  const look = setInterval(async () => {
    if (await holdsTooMuch(worker, memoryBytes)) stop('out_of_memory')
  }, lookEveryMilliseconds)
  try {
    worker.postMessage(task, [])
    return await promise
  } finally {
    clearTimeout(late)
    clearInterval(look)
    worker.off('message', hear).off('error', fail).off('exit', end)
  }
}
