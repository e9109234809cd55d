import pg from 'pg'
import { prepareDatabase } from '@lightwell/database/prepare'

/** The migrated database that every test file gets a copy of. */
export const template = 'lightwell_template'

/** The address of another database on the same server. */
export function databaseUrl (server: string, database: string): string {
  const url = new URL(server)
  url.pathname = database
  return url.href
}

/** Makes the template anew, migrated, with roles and grants. Nobody may be connected to it while it is copied. */
export async function makeTemplate (server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`drop database if exists ${template} with (force)`)
    await client.query(`create database ${template} template template0 encoding 'UTF8'`)
  } finally {
    await client.end()
  }
  await prepareDatabase(databaseUrl(server, template))
}
