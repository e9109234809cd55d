import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Room } from '@lightwell/schema/rooms'
import type { CaseHead } from './case-head.ts'
import { consumers } from './consumers.ts'
import { contracts, type EventData, type EventType } from './contracts.ts'
import { sealEnvelope, sourceOf, type Envelope } from './envelope.ts'

/** A fact to be recorded. `actor` is `staff:<id>`, `portal:<id>`, `applicant`, `anonymous` or `system`. */
export type Fact<T extends EventType> = {
  type: T
  room: Room
  actor: string
  at: Date
  data: EventData<T>
}

/** What a transaction has appended: who must be woken after its commit, and which cases are then still moving. */
export type Appended = { consumers: Set<Room>, cases: Set<string> }

const appended = new WeakMap<Transaction, Appended>()
const checks = new Map<EventType, TypeCheck<(typeof contracts)[EventType]>>()

/**
 * Appends one event under the case-head lock, with the deliveries it owes, in one statement. The state it tells of is
 * written in the same transaction. Throws when the data does not fit its contract: that is a bug, not an input.
 */
export async function append<T extends EventType> (tx: Transaction, head: CaseHead, fact: Fact<T>): Promise<Envelope<T>> {
  assertContract(fact.type, fact.data)
  const envelope: Envelope<T> = {
    specversion: '1.0', id: uuidv7(), source: sourceOf(fact.room), type: fact.type, subject: head.id,
    time: fact.at.toISOString(), datacontenttype: 'application/json', sequence: String(head.version + 1),
    actor: fact.actor, prevhash: head.lastHash, data: fact.data,
  }
  const { bytes, hash } = sealEnvelope(envelope as Envelope)
  await tx.execute(statement(head, envelope as Envelope, bytes, hash))
  head.version += 1
  head.lastHash = hash
  note(tx, head.id, consumers[fact.type])
  return envelope
}

/** What the transaction appended so far. */
export function appendedBy (tx: Transaction): Appended {
  return appended.get(tx) ?? { consumers: new Set(), cases: new Set() }
}

function statement (head: CaseHead, event: Envelope, bytes: Buffer, hash: string) {
  const version = head.version + 1
  const rooms = consumers[event.type]
  const moveHead = head.version === 0
    ? sql`insert into case_heads (id, kind, agency_code, version, last_hash)
          values (${head.id}, ${head.kind}, ${head.agencyCode}, ${version}, ${hash})`
    : sql`update case_heads set version = ${version}, last_hash = ${hash} where id = ${head.id}`
  const insertEvent = sql`insert into events (id, case_id, version, type, occurred_at, bytes, hash)
    values (${event.id}, ${head.id}, ${version}, ${event.type}, ${event.time}, ${bytes}, ${hash})`
  if (rooms.length === 0) return sql`with head as (${moveHead}) ${insertEvent}`
  const owed = sql.join(rooms.map((room) =>
    sql`(${event.id}::uuid, ${room}, ${head.id}::uuid, ${version}::int, 'pending', 0, ${event.time}::timestamptz)`), sql`, `)
  return sql`with head as (${moveHead}), event as (${insertEvent})
    insert into deliveries (event_id, consumer, case_id, version, state, attempts, next_attempt_at) values ${owed}`
}

function note (tx: Transaction, caseId: string, rooms: readonly Room[]): void {
  const noted = appendedBy(tx)
  noted.cases.add(caseId)
  for (const room of rooms) noted.consumers.add(room)
  appended.set(tx, noted)
}

function assertContract<T extends EventType> (type: T, data: EventData<T>): void {
  const check = checks.get(type) ?? TypeCompiler.Compile(contracts[type])
  checks.set(type, check)
  if (check.Check(data)) return
  // The path and the rule are named, never the value.
  const first = check.Errors(data).First()
  throw new Error(`Event ${type} breaks its contract at ${first?.path || '/'}: ${first?.message}`)
}
