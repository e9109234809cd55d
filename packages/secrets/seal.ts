import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { keyObjectOf } from './key-object.ts'
import type { KeyRing } from './key-ring.ts'

const algorithm = 'A256GCM'
const nonceBytes = 12
const tagBytes = 16

/** A ciphertext that cannot be opened: another key, another place, or changed bytes. Never says which. */
export class UnsealError extends Error {
  constructor () {
    super('This value cannot be unsealed')
    this.name = 'UnsealError'
  }
}

/** A key by its id, as it stands in front of what it sealed. */
export type SealingKey = { id: string, key: Buffer }

/**
 * The ring's key that seals other keys and small values. With a half key it is one of its own: it takes both to open what
 * it seals, so that destroying the half destroys that, wherever copies of it are.
 */
export function wrappingKey (ring: KeyRing, half?: Buffer): SealingKey {
  const key = ring.key('wrap')
  return { id: ring.id, key: half === undefined ? key : createHmac('sha256', keyObjectOf(key)).update(half).digest() }
}

/**
 * Seals text with AES-256-GCM as `A256GCM.<key id>.<base64url of nonce, ciphertext, tag>`. `place` names the row and
 * column the value belongs to: moved to another row it no longer opens.
 */
export function sealText (by: SealingKey, text: string, place: string): string {
  return `${algorithm}.${by.id}.${sealBytes(by, Buffer.from(text, 'utf8'), place).toString('base64url')}`
}

/** Opens what `sealText` sealed. Throws UnsealError. */
export function unsealText (by: SealingKey, sealed: string, place: string): string {
  const [name, keyId, body] = sealed.split('.')
  if (name !== algorithm || keyId !== by.id || body === undefined) throw new UnsealError()
  return unsealBytes(by, Buffer.from(body, 'base64url'), place).toString('utf8')
}

/** Seals bytes as nonce, ciphertext, tag; the algorithm and key id stand beside the key that sealed them. */
export function sealBytes (by: SealingKey, plain: Buffer, place: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyObjectOf(by.key), nonce).setAAD(Buffer.from(place, 'utf8'))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `sealBytes` sealed. Throws UnsealError. */
export function unsealBytes (by: SealingKey, sealed: Buffer, place: string): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new UnsealError()
  const decipher = createDecipheriv('aes-256-gcm', keyObjectOf(by.key), sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(place, 'utf8'))
    .setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
  } catch {
    throw new UnsealError()
  }
}
