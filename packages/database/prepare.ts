import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { applyGrants } from './grants.ts'
import { migrateDatabase } from './migrate.ts'
import { createRoles } from './roles.ts'

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

// One lock for the whole preparation: processes that start together take turns.
const preparationLock = 0x11_67_77_e1

/** Brings a database to this release: roles, then migrations, then grants. Harmless when repeated or raced. */
export async function prepareDatabase (url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [preparationLock])
    await createRoles(client)
    await migrateDatabase(url, { migrationsFolder })
    await applyGrants(client)
  } finally {
    await client.end()
  }
}
