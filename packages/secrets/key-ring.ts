import { createHash, hkdfSync } from 'node:crypto'

/** What a derived key is for; keys of different purposes tell nothing about each other. */
export type Purpose = 'wrap' | 'index' | 'answer' | 'content' | 'issuer' | 'sample' | 'scope'

/** The keys made from one root key. `id` stands in front of everything made with them, so that keys can rotate. */
export type KeyRing = {
  readonly id: string
  key (purpose: Purpose): Buffer
}

/** Reads a root key of 32 bytes, in base64, base64url or hexadecimal; undefined when it is none of these. */
export function parseRootKey (text: string): Buffer | undefined {
  const trimmed = text.trim()
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  return key.length === 32 ? key : undefined
}

/** Derives the working keys (HKDF-SHA-256, one label a purpose) from the root key. */
export function keyRing (root: Buffer): KeyRing {
  const derived = new Map<string, Buffer>()
  const key = (purpose: string): Buffer => {
    const known = derived.get(purpose)
    if (known !== undefined) return known
    const made = Buffer.from(hkdfSync('sha256', root, 'lightwell', purpose, 32))
    derived.set(purpose, made)
    return made
  }
  return { id: createHash('sha256').update(key('id')).digest('hex').slice(0, 8), key }
}
