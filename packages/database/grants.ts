import type pg from 'pg'
import { columnNames, ownership, type Ownership } from '@lightwell/schema/ownership'
import { roleOf, rooms, type Room } from '@lightwell/schema/rooms'

/**
 * Takes every right back and grants anew what `packages/schema` declares, so that a right dropped from the
 * declaration is dropped from the database. Runs in one transaction: no moment without rights is ever seen.
 */
export async function applyGrants (client: pg.Client): Promise<void> {
  await client.query('begin')
  const roles = rooms.map(roleOf).join(', ')
  await client.query(`revoke all on all tables in schema public from public, ${roles}`)
  await client.query('revoke create on schema public from public')
  await client.query(`grant usage on schema public to ${roles}`)
  for (const owned of ownership) {
    await client.query(rooms.flatMap((room) => grantsOf(owned, room)).join(';'))
  }
  await client.query('commit')
}

function grantsOf (owned: Ownership, room: Room): string[] {
  const { name, table } = owned
  const role = roleOf(room)
  const readable = columnNames(table).filter((column) => owned.hidden[column]?.includes(room) ?? true)
  const statements: string[] = []
  if (readable.length > 0) statements.push(`grant select (${readable.join(', ')}) on ${name} to ${role}`)
  if (!owned.writers.includes(room)) return statements
  for (const verb of owned.writes) {
    const columns = verb === 'update' && owned.updatable ? ` (${owned.updatable.join(', ')})` : ''
    statements.push(`grant ${verb}${columns} on ${name} to ${role}`)
  }
  return statements
}
