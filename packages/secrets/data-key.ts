import { randomBytes } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'
import { sealText, unsealText, wrappingKey, type SealingKey } from './seal.ts'

/** A key for one request or record. Destroying `sealed` destroys everything sealed with it. */
export type DataKey = SealingKey & { sealed: string }

/** Makes a data key and seals it under the ring, and under a half key where there is one, bound to `place`. */
export function newDataKey (ring: KeyRing, place: string, half?: Buffer): DataKey {
  const key = randomBytes(32)
  return { id: 'own', key, sealed: sealText(wrappingKey(ring, half), key.toString('base64url'), place) }
}

/** Opens a data key again. Throws UnsealError. */
export function openDataKey (ring: KeyRing, sealed: string, place: string, half?: Buffer): SealingKey {
  return { id: 'own', key: Buffer.from(unsealText(wrappingKey(ring, half), sealed, place), 'base64url') }
}
