import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

const migrationLock = 0x1167d0be
const lockNotAvailable = '55P03'

/**
 * Applies the migrations that the database does not have yet, all in one transaction. Processes that start together
 * take turns at an advisory lock, because Drizzle's migrator takes none. `schema_migrations` says what was applied.
 */
export async function migrateDatabase (url: string, { migrationsFolder }: { migrationsFolder: string }): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'lightwell-migrate' })
  await client.connect()
  try {
    await takeTurn(client)
    const record = { migrationsSchema: 'public', migrationsTable: 'schema_migrations' }
    await migrate(drizzle(client), { migrationsFolder, ...record })
  } finally {
    // The session's end gives the lock back.
    await client.end()
  }
}

async function takeTurn (client: pg.Client): Promise<void> {
  try {
    await client.query("set lock_timeout = '60s'")
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query('set lock_timeout = default')
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== lockNotAvailable) throw error
    throw new Error('Another process has been migrating this database for more than a minute.', { cause: error })
  }
}
