import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import type { Room } from '@lightwell/schema/rooms'
import { keyRing } from '@lightwell/secrets/key-ring'
import { systemClock } from '../../services/clock.ts'
import type { Call } from './story.ts'

/** One process that runs one room. */
export type RoomProcess = {
  room: Room
  address: string
  /** All that it has printed and logged. */
  output (): string
  /** Ends it, politely or at once, and gives its exit code, or the signal that ended it. */
  end (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals>
}

/** The contract as far as a router needs it: each path names the room that serves it. */
export type Contract = { paths: Record<string, Record<string, { tags?: string[] }>> }

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where rooms can be started as processes of their own, on one database and under one key. */
export function roomStarter (t: Pick<Test, 'teardown'>, url: string) {
  const key = randomBytes(32)
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-apart-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const env = {
    PATH: process.env['PATH'], DATABASE_URL: url, PORT: '0', LIGHTWELL_KEY: key.toString('base64'), LIGHTWELL_DATA: folder,
    LOG_LEVEL: 'debug',
  }
  return {
    keys: keyRing(key),
    start: async (room: Room): Promise<RoomProcess> => await startRoom(t, room, env),
  }
}

async function startRoom (t: Pick<Test, 'teardown'>, room: Room, env: NodeJS.ProcessEnv): Promise<RoomProcess> {
  const child = spawn(process.execPath, ['services/run.ts', room], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  let output = ''
  const open = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
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

/**
 * Sends each call to a process of the room that serves its path, to each of them in turn, as a gateway does. A process
 * that is gone is passed over, provided that it cannot have begun to act.
 */
export function callThrough (processes: readonly RoomProcess[], contract: Contract, keys: ReturnType<typeof keyRing>): Call {
  let turn = 0
  return async (method, path, { as, body, headers = {} } = {}) => {
    const serving = processes.filter(({ room }) => room === roomOf(contract, path))
    const token = as === undefined || as.startsWith('lwr_') ? as : await issueDevelopmentToken(keys, as, systemClock.now())
    const options = {
      method,
      headers: {
        ...token !== undefined && { authorization: `Bearer ${token}` },
        ...body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' },
        ...headers,
      },
      ...body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) },
    }
    turn += 1
    const inTurn = serving.map((_process, at) => serving[(turn + at) % serving.length] as RoomProcess)
    const answer = await firstAnswer(inTurn.map(({ address }) => address + path), options)
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
}

async function firstAnswer ([address, ...others]: readonly string[], options: RequestInit): Promise<Response> {
  if (address === undefined) throw new Error('No process serves this path')
  try {
    return await fetch(address, options)
  } catch (error) {
    const refused = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'
    if (!refused && options.method !== 'GET') throw error
    return await firstAnswer(others, options)
  }
}

function roomOf ({ paths }: Contract, path: string): string {
  if (path === '/graphql') return 'oversight'
  const asked = (path.split('?', 1)[0] as string).split('/')
  const matches = Object.entries(paths).filter(([template]) => {
    const steps = template.split('/')
    return steps.length === asked.length && steps.every((step, at) => step.startsWith('{') || step === asked[at])
  })
  const rooms = new Set(matches.flatMap(([, verbs]) => Object.values(verbs).flatMap(({ tags }) => tags ?? [])))
  const [room] = rooms
  if (room === undefined || rooms.size > 1) throw new Error(`The contract names no one room for ${path}`)
  return room
}
