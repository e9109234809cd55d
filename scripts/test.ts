// Runs the tests: npm test, or npm test -- test/some.test.ts. Starts one throwaway PostgreSQL for all of them, unless
// LIGHTWELL_TEST_URL names a server to use, and closes with the line "N passed, N failed".
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@lightwell/database/embedded'
import { makeTemplate } from '../test/support/make-template.ts'
import { throwawayFolder } from '../test/support/throwaway-folder.ts'

type Totals = { passed: number, failed: number, skipped: number }
type Server = { url: string, stop (): Promise<void> }

const tap = fileURLToPath(import.meta.resolve('../node_modules/tap/dist/esm/run.mjs'))

let interrupted: NodeJS.Signals | undefined
let running: ChildProcess | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = signal
    if (running?.pid !== undefined && running.exitCode === null) process.kill(-running.pid, 'SIGKILL')
  })
}

const given = process.env['LIGHTWELL_TEST_URL']
const server = given === undefined ? await startThrowawayServer() : { url: given, stop: async () => {} }
try {
  await makeTemplate(server.url)
  process.exitCode = interrupted === undefined ? await runTests(server, process.argv.slice(2)) : 1
} finally {
  await server.stop()
}
if (interrupted !== undefined) process.exitCode = 128 + constants.signals[interrupted]

async function startThrowawayServer (): Promise<Server> {
  const folder = throwawayFolder()
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const embedded = await startEmbeddedPostgres({ folder, durable: false, settings: { max_wal_size: '128MB' } })
    return { url: embedded.url, stop: () => embedded.discard().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

/** Passes on what tap prints, and answers with its exit code, or 1 when no assertion passed. */
async function runTests ({ url }: Server, args: string[]): Promise<number> {
  // Every file starts a process of its own; what Node made of the sources is made once.
  const compiled = throwawayFolder()
  const env = { ...process.env, LIGHTWELL_TEST_URL: url, NODE_COMPILE_CACHE: compiled }
  // In a process group of its own, which an interrupt ends: tap alone would finish its files before it heeds a signal.
  running = spawn(process.execPath, [tap, '--reporter=tap', ...args], {
    env, detached: true, stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(running, 'close') as Promise<[number | null]>
  let totals: Totals = { passed: 0, failed: 0, skipped: 0 }
  for await (const line of createInterface({ input: running.stdout! })) {
    console.log(line)
    totals = readTotals(line) ?? totals
  }
  const [code] = await ended
  rmSync(compiled, { recursive: true, force: true })
  // A run that broke without a failed assertion, such as one for a file that is not there, has failed all the same.
  if (code !== 0) totals.failed = Math.max(totals.failed, 1)
  console.log(closingLine(totals))
  return totals.passed === 0 ? 1 : code ?? 1
}

/** tap closes with a line such as "# { total: 3, pass: 1, fail: 1, skip: 1 }"; counts of nothing are left out. */
function readTotals (line: string): Totals | undefined {
  if (!line.startsWith('# { total: ')) return undefined
  const count = (name: string): number => Number(new RegExp(`\\b${name}: (\\d+)`).exec(line)?.[1] ?? 0)
  return { passed: count('pass'), failed: count('fail'), skipped: count('skip') + count('todo') }
}

function closingLine ({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
