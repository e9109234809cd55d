import type { Room } from '@lightwell/schema/rooms'
import { listenForWakes } from './listen.ts'

/** Tells delivery loops, here and in other processes, that there is work. A hint only: the slow poll guarantees. */
export type Waker = {
  wake (rooms: Iterable<Room>): void
  /** Resolves when `room` is woken or `withinMs` has passed. */
  sleep (room: Room, withinMs: number): Promise<void>
  close (): Promise<void>
}

// NOTIFY inside a transaction makes commits queue for one lock, so it is sent after the commit, and gathered.
const gatherMs = 5

/** Starts listening on a connection of its own. */
export function startWaker (url: string): Waker {
  const sleepers = new Sleepers()
  const listener = listenForWakes(url, (room) => sleepers.rouse(room))
  const toSend = new Set<Room>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function send (): Promise<void> {
    const rooms = [...toSend]
    toSend.clear()
    await listener.notify(rooms)
    timer = toSend.size > 0 && !closed ? setTimeout(send, gatherMs) : undefined
  }

  return {
    wake (rooms) {
      for (const room of rooms) {
        sleepers.rouse(room)
        toSend.add(room)
      }
      if (toSend.size > 0 && !closed) timer ??= setTimeout(send, gatherMs)
    },
    sleep: (room, withinMs) => closed ? Promise.resolve() : sleepers.sleep(room, withinMs),
    async close () {
      closed = true
      clearTimeout(timer)
      sleepers.rouseAll()
      await listener.close()
    },
  }
}

/** The loops that sleep in this process. A room roused while nobody sleeps lets its next sleeper go at once. */
class Sleepers {
  readonly #waiting = new Map<Room, Set<() => void>>()
  readonly #missed = new Set<Room>()

  rouse (room: Room): void {
    const waiting = this.#waiting.get(room)
    if (waiting === undefined || waiting.size === 0) {
      this.#missed.add(room)
      return
    }
    for (const wakeUp of waiting) wakeUp()
  }

  rouseAll (): void {
    for (const room of this.#waiting.keys()) this.rouse(room)
  }

  sleep (room: Room, withinMs: number): Promise<void> {
    if (this.#missed.delete(room)) return Promise.resolve()
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(room) ?? new Set()
      this.#waiting.set(room, waiting)
      const late = setTimeout(wakeUp, withinMs)
      function wakeUp (): void {
        clearTimeout(late)
        waiting.delete(wakeUp)
        resolve()
      }
      waiting.add(wakeUp)
    })
  }
}
