import { v7 as uuidv7 } from 'uuid'
import { sql } from 'drizzle-orm'
import { dayIn } from '@lightwell/calendar/zoned'
import { connect, type Transaction } from '@lightwell/database/connect'
import { agencyColumns, profileRow } from '@lightwell/http/register/agency-rows'
import { roleOf } from '@lightwell/schema/rooms'
import { secretLists } from '@lightwell/schema/tables/decision-units'
import { agencies, agencyProfiles, apiClients, people, posts } from '@lightwell/schema/tables/intake'
import { qualifications } from '@lightwell/schema/tables/intake-staff'
import type { World } from './world.ts'

const foundingLock = 0x11_67_77_e2

// A statement has room for 65,535 values.
const rowsAtOnce = 2_000

/** The key of a program that files for citizens: told once, and kept as its hash. */
export type ClientKey = { name: string, key: string }

export type Founding = {
  now: Date
  /** Makes the key of a client. */
  newKey (): { token: string, hash: string }
}

/**
 * Loads a world without faults into an empty house, and gives the keys of its clients. A house that has an agency is
 * left alone and gives undefined: a post that was revoked since stays revoked.
 */
export async function foundWorld (
  databaseUrl: string, world: World, founding: Founding,
): Promise<ClientKey[] | undefined> {
  const { db, close } = connect(databaseUrl, 'intake', { max: 1 })
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${foundingLock})`)
      const settled = await tx.select({ code: agencies.code }).from(agencies).limit(1)
      return settled.length === 0 ? await insertWorld(tx, world, founding) : undefined
    })
  } finally {
    await close()
  }
}

async function insertWorld (tx: Transaction, world: World, { now, newKey }: Founding): Promise<ClientKey[]> {
  await insertAgencies(tx, world, now)
  const staff = world.people.map((person) => ({ id: uuidv7(), ...person }))
  for (const some of inBatches(staff)) await tx.insert(people).values(some)
  const idOf = new Map(staff.map(({ handle, id }) => [handle, id]))
  const held = world.posts.map(({ agency, duty, level = null, holder, deputy }) => ({
    id: uuidv7(), agencyCode: agency, duty, level, holderId: idOf.get(holder) as string,
    deputyId: deputy === undefined ? null : idOf.get(deputy) as string,
  }))
  for (const some of inBatches(held)) await tx.insert(posts).values(some)
  const trained = (world.qualifications ?? []).map(({ person, ...rest }) => ({
    id: uuidv7(), personId: idOf.get(person) as string, ...rest, recordedBy: 'system', recordedAt: now,
  }))
  for (const some of inBatches(trained)) await tx.insert(qualifications).values(some)
  const clients = (world.clients ?? []).map(({ name }) => ({ name, ...newKey() }))
  for (const { name, hash } of clients) await tx.insert(apiClients).values({ id: uuidv7(), name, keyHash: hash })
  await insertLists(tx, world, now)
  return clients.map(({ name, token }) => ({ name, key: token }))
}

async function insertAgencies (tx: Transaction, { agencies: entries }: World, now: Date): Promise<void> {
  for (const some of inBatches(entries)) {
    await tx.insert(agencies).values(some.map((entry) => ({ code: entry.code, ...agencyColumns(entry) })))
    await tx.insert(agencyProfiles).values(some.map((entry) => profileRow(entry, {
      agencyCode: entry.code, version: 1, fromOn: entry.fromOn ?? dayIn(now, entry.zone), recordedBy: 'system', recordedAt: now,
    })))
  }
}

/** The lists are the safe's: their rows are written in its role, in the same transaction. */
async function insertLists (tx: Transaction, { secretLists: lists = [] }: World, now: Date): Promise<void> {
  await tx.execute(sql`select set_config('role', ${roleOf('decision')}, true)`)
  const rows = lists.map(({ agency, filedOn = null, ...said }) => ({
    id: uuidv7(), agencyCode: agency, version: 1, ...said, filedOn, recordedBy: 'system', recordedAt: now,
  }))
  for (const some of inBatches(rows)) await tx.insert(secretLists).values(some)
}

function inBatches<Row> (rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) => rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce))
}
