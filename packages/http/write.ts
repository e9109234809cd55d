import type { FastifyReply } from 'fastify'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { settle } from '@lightwell/events/settle'
import { transact } from '@lightwell/events/transact'
import { idempotencyOf, once, readKey, type Answer } from './idempotency.ts'

/** 201 with the new thing and where it stands. */
export function created (location: string, body: unknown): Answer {
  return { status: 201, body, headers: { location } }
}

/** 200 with the thing as it is now. */
export function done (body: unknown): Answer {
  return { status: 200, body, headers: {} }
}

export type WriteOptions = {
  /** What the idempotency fingerprint covers; the parsed body where nothing else is given. */
  content?: unknown
  /** Whether the answer waits (briefly) for the other rooms to act on it. A filing does not: its 201 says all. */
  settled?: boolean
}

/**
 * The door of every write: one transaction holds the idempotency key, the state, the events and the saved answer, and
 * the answer goes out after the commit.
 */
export async function write (
  deps: Deps, reply: FastifyReply, work: (tx: Transaction) => Promise<Answer>,
  { content = reply.request.body, settled = true }: WriteOptions = {},
): Promise<void> {
  const { request } = reply
  const key = readKey(request.headers['idempotency-key'])
  const path = request.url.split('?', 1)[0] as string
  const { result: answer, appended } = await transact(deps, async (tx) => {
    if (key === undefined) return await work(tx)
    const idempotency = idempotencyOf(deps, request.caller, { method: request.method, path, key, content })
    return await once(deps, tx, idempotency, () => work(tx))
  })
  if (settled) await settle(deps, appended)
  await reply.code(answer.status).headers(answer.headers).send(answer.body)
}
