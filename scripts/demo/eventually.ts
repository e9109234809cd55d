import { setTimeout as pause } from 'node:timers/promises'

const attempts = 50
const pauseMs = 100

/** Reads until what is read holds, for what another room does a moment later. Gives the last reading after five seconds. */
export async function eventually<T> (read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  let value = await read()
  for (let attempt = 1; attempt < attempts && !holds(value); attempt += 1) {
    await pause(pauseMs)
    value = await read()
  }
  return value
}
