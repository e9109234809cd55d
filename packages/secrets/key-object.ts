import { createSecretKey, type KeyObject } from 'node:crypto'

const known = new WeakMap<Buffer, KeyObject>()

/** A key as node:crypto takes it readily: from bare bytes it makes one at every use, which costs more than the use itself. */
export function keyObjectOf (key: Buffer): KeyObject {
  const made = known.get(key) ?? createSecretKey(key)
  known.set(key, made)
  return made
}
