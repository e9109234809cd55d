import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Room } from '@lightwell/schema/rooms'

const channel = 'lightwell_deliveries'
const reconnectMs = 1_000

export type Listener = {
  /** Tells the other processes that listen. Lost when the connection is down; then they poll. */
  notify (rooms: readonly Room[]): Promise<void>
  close (): Promise<void>
}

/** The server's process behind a connection, by which its notifications are known; pg keeps it without declaring it. */
function processIdOf (client: pg.Client): number | null {
  return (client as unknown as { processID: number | null }).processID
}

/** Listens on a connection of its own, and on a new one whenever it breaks. */
export function listenForWakes (url: string, onWake: (room: Room) => void): Listener {
  let client: pg.Client | undefined
  let closed = false

  async function listenOnce (): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'lightwell-waker' })
    const ended = new Promise<void>((resolve) => next.once('end', () => resolve()))
    next.on('error', () => {})
    next.on('notification', ({ processId, payload }) => {
      // What this process sent it has acted on already.
      if (processId !== processIdOf(next)) (payload ?? '').split(',').forEach((room) => onWake(room as Room))
    })
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      client = next
      if (closed) await next.end()
      await ended
    } catch {
      await next.end().catch(() => {})
    }
    client = undefined
  }

  async function listen (): Promise<void> {
    while (!closed) {
      await listenOnce()
      if (!closed) await pause(reconnectMs)
    }
  }

  const listening = listen()
  return {
    async notify (rooms) {
      await client?.query('select pg_notify($1, $2)', [channel, rooms.join(',')]).catch(() => {})
    },
    async close () {
      closed = true
      await client?.end().catch(() => {})
      await listening
    },
  }
}
