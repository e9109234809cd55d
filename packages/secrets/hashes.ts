import { createHash, createHmac } from 'node:crypto'
import { keyObjectOf } from './key-object.ts'
import type { KeyRing, Purpose } from './key-ring.ts'
import type { SealingKey } from './seal.ts'

/** The SHA-256 of bytes in lower-case hexadecimal, as records and notices are named. */
export function sha256Hex (bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A hash that names its algorithm, as it stands in the event chain. */
export function namedHash (bytes: Buffer | string): string {
  return `sha256.${createHash('sha256').update(bytes).digest('base64url')}`
}

/** A keyed hash that finds equal values and tells nothing about them: `HS256.<key id>.<base64url>`. */
export function blindIndex (ring: KeyRing, purpose: Purpose, value: string): string {
  return `HS256.${ring.id}.${createHmac('sha256', keyObjectOf(ring.key(purpose))).update(value).digest('base64url')}`
}

/** A keyed hash under a case's own key: it can be checked while the key lives, and means nothing afterwards. */
export function keyedHash (by: SealingKey, value: string): string {
  return `HS256.${by.id}.${createHmac('sha256', keyObjectOf(by.key)).update(value).digest('base64url')}`
}
