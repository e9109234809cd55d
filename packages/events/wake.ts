import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Room } from '@lightwell/schema/rooms'

/** Tells delivery loops, here and in other processes, that there is work. A hint only: the slow poll guarantees. */
export type Waker = {
  wake (rooms: Iterable<Room>): void
  /** Resolves when one of `rooms` is woken or `withinMs` has passed. */
  sleep (room: Room, withinMs: number): Promise<void>
  close (): Promise<void>
}

const channel = 'lightwell_deliveries'
// NOTIFY inside a transaction makes commits queue for one lock, so it is sent after the commit, and gathered.
const gatherMs = 5
const reconnectMs = 1_000

/** Starts listening on a connection of its own. */
export function startWaker (url: string): Waker {
  const sleepers = new Map<Room, Set<() => void>>()
  const missed = new Set<Room>()
  const toSend = new Set<Room>()
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function rouse (room: Room): void {
    const waiting = sleepers.get(room)
    if (waiting === undefined || waiting.size === 0) {
      missed.add(room)
      return
    }
    for (const wakeUp of waiting) wakeUp()
    waiting.clear()
  }

  function send (): void {
    timer = undefined
    const rooms = [...toSend].join(',')
    toSend.clear()
    client?.query('select pg_notify($1, $2)', [channel, rooms]).catch(() => {})
  }

  async function listen (): Promise<void> {
    while (!closed) {
      const next = new pg.Client({ connectionString: url, application_name: 'lightwell-waker' })
      const ended = new Promise<void>((resolve) => next.once('end', () => resolve()))
      next.on('error', () => {})
      next.on('notification', ({ payload }) => (payload ?? '').split(',').forEach((room) => rouse(room as Room)))
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
      if (!closed) await pause(reconnectMs)
    }
  }

  const listening = listen()
  return {
    wake (rooms) {
      for (const room of rooms) {
        rouse(room)
        toSend.add(room)
      }
      if (toSend.size > 0) timer ??= setTimeout(send, gatherMs)
    },
    sleep (room, withinMs) {
      if (closed || missed.delete(room)) return Promise.resolve()
      return new Promise((resolve) => {
        const waiting = sleepers.get(room) ?? new Set()
        sleepers.set(room, waiting)
        const late = setTimeout(wakeUp, withinMs)
        function wakeUp (): void {
          clearTimeout(late)
          waiting.delete(wakeUp)
          resolve()
        }
        waiting.add(wakeUp)
      })
    },
    async close () {
      closed = true
      clearTimeout(timer)
      for (const room of sleepers.keys()) rouse(room)
      await client?.end().catch(() => {})
      await listening
    },
  }
}
