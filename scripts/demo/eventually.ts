import { setTimeout as pause } from 'node:timers/promises'

const attempts = 50
const pauseMs = 100

/** Asks again while what is answered does not hold yet: another room acts a moment later. Five seconds at most. */
export async function eventually<T> (read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  let value = await read()
  for (let attempt = 1; attempt < attempts && !holds(value); attempt += 1) {
    await pause(pauseMs)
    value = await read()
  }
  return value
}
