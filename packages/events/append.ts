import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { runPrepared, type Prepared } from '@lightwell/database/prepared'
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
  await runPrepared(tx, statementFor(head.version === 0, consumers[fact.type].length), [
    head.id, head.version + 1, hash, envelope.id, envelope.type, envelope.time, bytes,
    ...head.version === 0 ? [head.kind, head.agencyCode] : [], ...consumers[fact.type],
  ])
  head.version += 1
  head.lastHash = hash
  note(tx, head.id, consumers[fact.type])
  return envelope
}

/** What the transaction appended so far. */
export function appendedBy (tx: Transaction): Appended {
  return appended.get(tx) ?? { consumers: new Set(), cases: new Set() }
}

const statements = new Map<string, Prepared>()

// $1 to $7 are the case, its new version and hash, and the event's id, type, time and bytes; then come the kind and the
// agency of a case that begins, and the rooms that the event is owed to.
function statementFor (begins: boolean, rooms: number): Prepared {
  const name = `append ${begins ? 'first' : 'next'} ${rooms}`
  const known = statements.get(name)
  if (known !== undefined) return known
  const statement = { name, text: textFor(begins, rooms) }
  statements.set(name, statement)
  return statement
}

function textFor (begins: boolean, rooms: number): string {
  const moveHead = begins
    ? 'insert into case_heads (id, kind, agency_code, version, last_hash) values ($1, $8, $9, $2, $3)'
    : 'update case_heads set version = $2, last_hash = $3 where id = $1'
  const insertEvent = `insert into events (id, case_id, version, type, occurred_at, bytes, hash)
    values ($4, $1, $2, $5, $6, $7, $3)`
  if (rooms === 0) return `with head as (${moveHead}) ${insertEvent}`
  const owed = Array.from({ length: rooms }, (_, at) =>
    `($4::uuid, $${(begins ? 10 : 8) + at}, $1::uuid, $2::int, 'pending', 0, $6::timestamptz)`).join(', ')
  return `with head as (${moveHead}), event as (${insertEvent})
    insert into deliveries (event_id, consumer, case_id, version, state, attempts, next_attempt_at) values ${owed}`
}

function note (tx: Transaction, caseId: string, rooms: readonly Room[]): void {
  const noted = appendedBy(tx)
  noted.cases.add(caseId)
  for (const room of rooms) noted.consumers.add(room)
  appended.set(tx, noted)
}

/** Throws when the data of an event does not fit its contract: that is a bug, not an input. */
export function assertContract<T extends EventType> (type: T, data: EventData<T>): void {
  const check = checks.get(type) ?? TypeCompiler.Compile(contracts[type])
  checks.set(type, check)
  if (check.Check(data)) return
  // The path and the rule are named, never the value.
  const first = check.Errors(data).First()
  throw new Error(`Event ${type} breaks its contract at ${first?.path || '/'}: ${first?.message}`)
}
