import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

/** A process that runs the deadline room by the clock of a test. */
export type DeadlineProcess = {
  /** Sets its clock; resolves when it holds there. */
  set (instant: string): Promise<void>
  /** Sets its clock and kills it before it has done what is due then. */
  kill (instant: string): Promise<void>
  end (): Promise<void>
}

const child = fileURLToPath(new URL('deadline-child.ts', import.meta.url))

/** Starts one, with its clock at an instant. */
export async function startDeadlineProcess (
  t: Pick<Test, 'teardown'>, url: string, now: string,
): Promise<DeadlineProcess> {
  // The hooks that tap gives to child processes cost each of them a second.
  const running = spawn('env', ['-u', 'NODE_OPTIONS', process.execPath, child, url, now], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(running, 'close')
  const lines = createInterface({ input: running.stdout })[Symbol.asyncIterator]()
  const end = async (): Promise<void> => {
    running.stdin.end()
    await ended
  }
  t.teardown(end)
  await lines.next()
  return {
    async set (instant) {
      running.stdin.write(`${instant}\n`)
      for (let said = await lines.next(); !said.done && said.value !== instant;) said = await lines.next()
    },
    async kill (instant) {
      running.stdin.write(`${instant}\n`)
      await lines.next()
      running.kill('SIGKILL')
      await ended
    },
    end,
  }
}
