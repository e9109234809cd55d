import { drizzle, NodePgSession, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { roleOf, type Room } from '@lightwell/schema/rooms'

/** Drizzle over a pool that runs as one room's role. */
export type Database = NodePgDatabase

/** An open transaction. Everything a command writes goes through it. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** What reads may run on: the pool, or the transaction that is open. */
export type Reader = Database | Transaction

export type Connection = { db: Database, pool: pg.Pool, close (): Promise<void> }

/**
 * Opens a room's pool. Every connection takes the room's role as it starts, so a write or read that the room
 * was not granted fails in the database.
 */
export function connect (url: string, room: Room, { max = 20 } = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: `-c role=${roleOf(room)} -c timezone=UTC -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s`,
    application_name: `lightwell-${room}`,
  })
  // An idle connection that breaks is replaced by the pool at its next use; without a listener it would end the process.
  pool.on('error', () => {})
  // So would one that breaks while a transaction holds it; its statements fail, and that is told where they are awaited.
  pool.on('connect', (client) => { client.on('error', () => {}) })
  const db: Database = drizzle(pool, { casing: 'snake_case' })
  const dialect = new PgDialect({ casing: 'snake_case' })
  // Drizzle's own way never gives back a connection on which `begin` fails: a few cut lines would empty the pool for good.
  db.transaction = async (work, config) => {
    const client = await pool.connect()
    try {
      return await new NodePgSession<Record<string, never>, Record<string, never>>(client, dialect, undefined).transaction(work, config)
    } finally {
      client.release()
    }
  }
  return { db, pool, close: () => pool.end() }
}
