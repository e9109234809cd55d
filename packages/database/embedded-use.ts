import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { owner, type Cluster } from './embedded-cluster.ts'
import type { RunningServer } from './embedded-server.ts'

/**
 * A session that a process keeps open for as long as it uses the server. It holds an advisory lock, shared among all
 * users; whoever gets that lock for himself alone is the last one, and may stop the server. A killed process loses its
 * session, and its share with it.
 */
export type Use = pg.Client

const usageLock = 0x116757e5

/** Joins the users of the server. Undefined while it cannot be joined: it still starts, or is just being stopped. */
export async function joinServer (cluster: Cluster, { port }: RunningServer): Promise<Use | undefined> {
  const use = new pg.Client({
    host: '127.0.0.1',
    port,
    user: owner,
    password: cluster.password,
    database: 'postgres',
    application_name: 'lightwell-use',
    connectionTimeoutMillis: 5000,
  })
  // The session breaks when the server is stopped under it; who needs the server notices by his own connections.
  use.on('error', () => {})
  try {
    await use.connect()
    await use.query('select pg_advisory_lock_shared($1)', [usageLock])
    return use
  } catch (error) {
    await use.end().catch(() => {})
    const lasting = error instanceof pg.DatabaseError && !error.code?.startsWith('57P')
    if (lasting) throw error
    return undefined
  }
}

/**
 * Gives up this process's share, and tells whether it was the last. Then the lock is held alone until the session ends,
 * so that whoever wants to join waits, and finds the server gone.
 */
export async function leaveServer (use: Use): Promise<boolean> {
  await use.query('select pg_advisory_unlock_shared($1)', [usageLock])
  const { rows } = await use.query('select pg_try_advisory_lock($1) as alone', [usageLock])
  return rows[0].alone && !await hasOtherClients(use)
}

/** Clients that joined nobody, such as a psql, count too. Pools report their end before their sockets are closed. */
async function hasOtherClients (use: Use): Promise<boolean> {
  const others = "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
  for (let tries = 0; tries < 20; tries++) {
    const { rowCount } = await use.query(others)
    if (rowCount === 0) return false
    await delay(50)
  }
  return true
}

/** Makes Lightwell's database when the cluster is new. */
export async function createDatabase (use: Use): Promise<void> {
  const { rowCount } = await use.query('select 1 from pg_database where datname = $1', [owner])
  if (rowCount === 0) await use.query(`create database ${owner}`).catch(ignoreRace)
}

function ignoreRace (error: { code?: string }): void {
  const raced = error.code === '42P04' || error.code === '23505'
  if (!raced) throw error
}
