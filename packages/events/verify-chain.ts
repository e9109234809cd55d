import { asc, eq } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { caseHeads, events } from '@lightwell/schema/tables/common'
import { namedHash } from '@lightwell/secrets/hashes'
import { chainStart, readEnvelope, type Envelope } from './envelope.ts'

/** What is wrong with a chain, at which version. An empty list is a chain that holds. */
export type ChainFault = {
  version: number
  code: 'hash_differs' | 'previous_differs' | 'version_missing' | 'row_differs' | 'head_differs'
}

/** A stored event: its row and the bytes that were hashed. */
export type StoredEvent = typeof events.$inferSelect
type Head = Pick<typeof caseHeads.$inferSelect, 'version' | 'lastHash'>

/** The whole history of a case in order, and what is wrong with it, recomputed from the stored bytes. */
export async function readChain (db: Reader, caseId: string): Promise<{ chain: StoredEvent[], faults: ChainFault[] }> {
  const [head] = await db.select().from(caseHeads).where(eq(caseHeads.id, caseId))
  const chain = await db.select().from(events).where(eq(events.caseId, caseId)).orderBy(asc(events.version))
  return { chain, faults: chainFaults(chain, head) }
}

/** The faults of a chain; pure. `head` is the case's head row, whose last hash closes the chain. */
export function chainFaults (stored: readonly StoredEvent[], head: Head | undefined): ChainFault[] {
  const faults: ChainFault[] = []
  let previous = chainStart
  let version = 0
  for (const event of stored) {
    version += 1
    if (event.version !== version) faults.push({ version, code: 'version_missing' })
    const fault = eventFault(event, previous)
    if (fault !== undefined) faults.push({ version: event.version, code: fault })
    previous = event.hash
    version = event.version
  }
  if (head?.version !== version || head.lastHash !== previous) faults.push({ version, code: 'head_differs' })
  return faults
}

function eventFault (event: StoredEvent, previous: string): ChainFault['code'] | undefined {
  if (namedHash(event.bytes) !== event.hash) return 'hash_differs'
  const envelope = readable(event.bytes)
  if (envelope?.prevhash !== previous) return envelope === undefined ? 'row_differs' : 'previous_differs'
  return tellsTheSame(event, envelope) ? undefined : 'row_differs'
}

/** The event of stored bytes; undefined for bytes that are none, put there together with their hash. */
function readable (bytes: Buffer): Envelope | undefined {
  try {
    return readEnvelope(bytes)
  } catch {
    return undefined
  }
}

function tellsTheSame (event: StoredEvent, envelope: Envelope): boolean {
  return envelope.id === event.id && envelope.type === event.type && envelope.subject === event.caseId &&
    envelope.sequence === String(event.version) && envelope.time === event.occurredAt.toISOString()
}
