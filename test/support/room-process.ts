import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import type { Room } from '@lightwell/schema/rooms'
import { keyRing } from '@lightwell/secrets/key-ring'

/** One process that runs one room. */
export type RoomProcess = {
  room: Room
  address: string
  /** All that it has printed and logged. */
  output (): string
  /** Ends it, politely or at once, and gives its exit code, or the signal that ended it. */
  end (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Starts rooms as processes of their own, on one database and under one key; all end with the test. */
export function roomStarter (t: Pick<Test, 'teardown'>, url: string) {
  const key = randomBytes(32)
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-apart-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const env = {
    PATH: process.env['PATH'], PORT: '0', DATABASE_URL: url, LIGHTWELL_DATA: folder,
    LIGHTWELL_KEY: key.toString('base64'), LOG_LEVEL: 'debug',
  }
  return { keys: keyRing(key), start: (room: Room): Promise<RoomProcess> => startRoom(t, room, env) }
}

async function startRoom (t: Pick<Test, 'teardown'>, room: Room, env: NodeJS.ProcessEnv): Promise<RoomProcess> {
  // The hooks that tap gives to child processes cost each of them a second.
  const command = ['-u', 'NODE_OPTIONS', process.execPath, 'services/run.ts', room]
  const child = spawn('env', command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  let output = ''
  const open = new Promise<string>((resolve) => {
    for (const stream of [child.stdout.setEncoding('utf8'), child.stderr.setEncoding('utf8')]) {
      stream.on('data', (text: string) => {
        output += text
        const address = /API\s+(http\S+)\/v1/.exec(output)?.[1]
        if (address !== undefined) resolve(address)
      })
    }
  })
  const end: RoomProcess['end'] = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return await ended
  }
  t.teardown(() => end('SIGTERM'))
  const failed = ended.then((how) => {
    throw new Error(`${room} ended with ${how} before it was open: ${output}`)
  })
  return { room, address: await Promise.race([open, failed]), output: () => output, end }
}
