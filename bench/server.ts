import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@lightwell/database/embedded'

/** A durable PostgreSQL of the bench's own (fsync on, on disk), with commit times kept. */
export async function startBenchDatabase (): Promise<{ url: string, stop (): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-bench-'))
  const embedded = await startEmbeddedPostgres({ folder, durable: true, settings: { track_commit_timestamp: 'on' } })
  return {
    url: embedded.url,
    async stop () {
      await embedded.discard()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The service as a process of its own on a database, with a data folder of its own. */
export async function startService (databaseUrl: string): Promise<{ address: string, folder: string, stop (): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-bench-'))
  const service = spawn(process.execPath, [fileURLToPath(new URL('../services/run.ts', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0', LIGHTWELL_DATA: folder, LIGHTWELL_LIMITS: 'off', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await addressOf(service)
  return {
    address,
    folder,
    async stop () {
      service.kill('SIGTERM')
      await once(service, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A bare Fastify with one route that reads JSON and answers nothing, as a process of its own: what HTTP itself costs. */
export async function startEmptyService (): Promise<{ address: string, stop (): Promise<void> }> {
  const service = spawn(process.execPath, [fileURLToPath(new URL('empty-service.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await addressOf(service)
  return {
    address,
    async stop () {
      service.kill('SIGTERM')
      await once(service, 'exit')
    },
  }
}

async function addressOf (service: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: service.stdout! })) {
    const address = /API\s+(http\S+)\/v1/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('The service ended before it said where it listens')
}
