import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { systemClock } from '../../services/clock.ts'
import type { RoomProcess } from './room-process.ts'
import type { Call } from './story.ts'

/** The contract as far as a gateway needs it: every path is tagged with the room that serves it. */
export type Contract = { paths: Record<string, Record<string, { tags?: string[] }>> }

export type Gateway = { processes: readonly RoomProcess[], contract: Contract, keys: KeyRing }

/**
 * Sends each call to a process of the room that serves its path, to each of them in turn. One that is gone is passed
 * over, provided that it cannot have begun to act.
 */
export function callThrough ({ processes, contract, keys }: Gateway): Call {
  const turns = new Map<string, number>()
  return async (method, path, { as, body, headers = {} } = {}) => {
    const room = roomOf(contract, path)
    const serving = processes.filter((process) => process.room === room)
    const turn = (turns.get(room) ?? 0) % serving.length
    turns.set(room, turn + 1)
    const token = as === undefined || as.startsWith('lwr_') ? as : await staffToken(keys, as)
    const inTurn = [...serving.slice(turn), ...serving.slice(0, turn)]
    const answer = await firstAnswer(inTurn.map(({ address }) => address + path), {
      method,
      headers: {
        ...token !== undefined && { authorization: `Bearer ${token}` },
        ...body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' },
        ...headers,
      },
      ...body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) },
    })
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
}

async function staffToken (keys: KeyRing, handle: string): Promise<string> {
  return await issueDevelopmentToken(keys, handle, systemClock.now())
}

async function firstAnswer ([address, ...others]: readonly string[], options: RequestInit): Promise<Response> {
  if (address === undefined) throw new Error('No process that serves this path is left')
  try {
    return await fetch(address, options)
  } catch (error) {
    const isRefused = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'
    if (!isRefused && options.method !== 'GET') throw error
    return await firstAnswer(others, options)
  }
}

function roomOf ({ paths }: Contract, path: string): string {
  if (path === '/graphql') return 'oversight'
  const asked = (path.split('?', 1)[0] as string).split('/')
  const matching = Object.entries(paths).filter(([template]) => {
    const steps = template.split('/')
    return steps.length === asked.length && steps.every((step, at) => step.startsWith('{') || step === asked[at])
  })
  const rooms = new Set(matching.flatMap(([, verbs]) => Object.values(verbs).flatMap(({ tags }) => tags ?? [])))
  const [room] = rooms
  if (room === undefined || rooms.size > 1) throw new Error(`The contract names no one room for ${path}`)
  return room
}
