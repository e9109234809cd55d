import type pg from 'pg'
import { roleOf, rooms } from '@lightwell/schema/rooms'

const duplicateObject = '42710'
const uniqueViolation = '23505'

/**
 * Creates the rooms' roles where they are missing and lets the login take them. Roles belong to the whole cluster, so
 * two databases or two starts may race here; whoever comes second finds the role there.
 */
export async function createRoles (client: pg.Client): Promise<void> {
  for (const role of rooms.map(roleOf)) {
    const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
    if (found.rowCount === 0) await createRole(client, role)
    // Since PostgreSQL 16 the creator of a role is its member, but may take it on only with a grant of his own.
    await client.query(`grant ${role} to current_user`)
  }
}

async function createRole (client: pg.Client, role: string): Promise<void> {
  try {
    await client.query(`create role ${role} nologin`)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== duplicateObject && code !== uniqueViolation) throw error
  }
}
