import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { assertContract, type Fact } from './append.ts'
import type { CaseHead } from './case-head.ts'
import { consumers } from './consumers.ts'
import type { EventType } from './contracts.ts'
import { sealEnvelope, sourceOf, type Envelope } from './envelope.ts'

/**
 * Locks those of many cases that nobody else holds, in the order of their ids, so that a sweep waits for no writer and no
 * writer for long. By id.
 */
export async function lockFreeCases (tx: Transaction, ids: readonly string[]): Promise<Map<string, CaseHead>> {
  const { rows } = await tx.execute<CaseHead>(sql`
    select id, kind, agency_code as "agencyCode", version, last_hash as "lastHash" from case_heads
    where id = any(${sql.param(ids)}::uuid[]) order by id for update skip locked`)
  return new Map(rows.map((head) => [head.id, head]))
}

/**
 * Appends one event to each of many cases that this transaction holds, in one statement: what `append` does to one. Only
 * for types that no room consumes.
 */
export async function appendMany<T extends EventType> (
  tx: Transaction, facts: readonly { head: CaseHead, fact: Fact<T> }[],
): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(({ head, fact }) => {
    if (consumers[fact.type].length > 0) throw new Error(`${fact.type} is owed to a room, and is appended alone`)
    return next(head, fact)
  })
  const column = (name: keyof typeof rows[number]) => sql.param(rows.map((row) => row[name]))
  const ids = column('caseId')
  // The bytes of all go as they are, one after another: an array of them would be spelled out and read back digit by digit.
  const all = Buffer.concat(rows.map(({ bytes }) => bytes))
  const lengths = rows.map(({ bytes }) => bytes.length)
  let end = 0
  const ends = lengths.map((length) => end += length)
  await tx.execute(sql`
    with fact as (
      select * from unnest(${ids}::uuid[], ${column('version')}::int[], ${column('hash')}::text[],
        ${column('id')}::uuid[], ${column('type')}::text[], ${column('at')}::timestamptz[], ${sql.param(lengths)}::int[],
        ${sql.param(ends)}::int[]) as f (case_id, version, hash, id, type, at, length, ends)),
    head as (
      update case_heads h set version = f.version, last_hash = f.hash from fact f
      where h.id = f.case_id and h.id = any(${ids}::uuid[]))
    insert into events (id, case_id, version, type, occurred_at, bytes, hash)
    select id, case_id, version, type, at, substr(${all}::bytea, ends - length + 1, length), hash from fact`)
}

function next<T extends EventType> (head: CaseHead, fact: Fact<T>) {
  assertContract(fact.type, fact.data)
  const at = fact.at.toISOString()
  const envelope: Envelope<T> = {
    specversion: '1.0', id: uuidv7(), source: sourceOf(fact.room), type: fact.type, subject: head.id,
    time: at, datacontenttype: 'application/json', sequence: String(head.version + 1),
    actor: fact.actor, prevhash: head.lastHash, data: fact.data,
  }
  const { bytes, hash } = sealEnvelope(envelope as Envelope)
  head.version += 1
  head.lastHash = hash
  return { caseId: head.id, version: head.version, hash, id: envelope.id, type: fact.type as string, at, bytes }
}
