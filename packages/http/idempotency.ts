import canonicalize from 'canonicalize'
import { parseItem } from 'structured-headers'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { blindIndex } from '@lightwell/secrets/hashes'
import { sealText, unsealText, type SealingKey } from '@lightwell/secrets/seal'
import { actorOf, type Caller } from './caller.ts'
import { errors } from './errors.ts'
import { findAnswer, insertAnswer, takeScope } from './store.ts'

/** An answer that can be given again: what a write sends. */
export type Answer = { status: number, body: unknown, headers: Record<string, string> }

/** A key in its scope, and what it was sent with. */
export type Idempotency = { scope: string, fingerprint: string }

/** Reads the Idempotency-Key header: an RFC 8941 string, or the same bare. Throws 400 when it is neither. */
export function readKey (header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  const key = typeof header === 'string' ? unquote(header.trim()) : undefined
  if (key === undefined || !/^[\x20-\x7e]{16,255}$/.test(key)) throw errors.keyMalformed()
  return key
}

function unquote (text: string): string | undefined {
  if (!text.startsWith('"')) return text
  try {
    const [value] = parseItem(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

/** Binds a key to caller, method and path (an anonymous caller's to the key alone) and to what was sent with it. */
export function idempotencyOf (
  deps: Deps, caller: Caller, request: { method: string, path: string, key: string, content: unknown },
): Idempotency {
  const { method, path, key, content } = request
  return {
    scope: blindIndex(deps.keys, 'scope', JSON.stringify([actorFor(caller), method, path, key])),
    fingerprint: blindIndex(deps.keys, 'scope', canonicalize(content ?? null) as string),
  }
}

function actorFor (caller: Caller): string {
  switch (caller.kind) {
    case 'applicant': return `applicant:${caller.requestIds[0]}`
    case 'consulted': return `consulted:${caller.consultationId}`
    default: return actorOf(caller)
  }
}

/**
 * Does a thing once. The answer is saved in the transaction of the thing itself: after a crash there is either both or
 * neither, so a key is never left taken. The same key while the first call runs is 409, with other content 422.
 */
export async function once (
  deps: Deps, tx: Transaction, { scope, fingerprint }: Idempotency, act: () => Promise<Answer>,
): Promise<Answer> {
  if (!await takeScope(tx, scope)) throw errors.keyInUse()
  const key = answerKey(deps)
  const saved = await findAnswer(tx, scope)
  if (saved !== undefined) {
    if (saved.fingerprint !== fingerprint) throw errors.keyReused()
    const answer = JSON.parse(unsealText(key, saved.sealedAnswer, scope)) as Answer
    return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } }
  }
  const answer = await act()
  const sealedAnswer = sealText(key, JSON.stringify(answer), scope)
  await insertAnswer(tx, { scope, fingerprint, sealedAnswer, savedAt: deps.clock.now() })
  return answer
}

function answerKey (deps: Deps): SealingKey {
  return { id: deps.keys.id, key: deps.keys.key('answer') }
}
