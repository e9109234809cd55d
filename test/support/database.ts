import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { databaseUrl, template } from './template.ts'

/** Gives this test file a database of its own, a copy of the migrated template, and drops it when the test ends. */
export async function cloneDatabase (t: Pick<Test, 'teardown'>): Promise<{ url: string }> {
  const server = process.env['LIGHTWELL_TEST_URL']
  if (server === undefined) throw new Error('This test needs a database. Run it with: npm test -- <file>')
  const database = `lightwell_test_${randomBytes(6).toString('hex')}`
  await ask(server, `create database ${database} template ${template} strategy file_copy`)
  // Not by force: a pool tells that it ended before its sockets are closed, and would die of the broken ones.
  t.teardown(() => ask(server, `drop database if exists ${database}`).catch(() => {}))
  return { url: databaseUrl(server, database) }
}

async function ask (server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
