import { createHmac, randomBytes } from 'node:crypto'
import { namedHash } from './hashes.ts'
import type { KeyRing } from './key-ring.ts'

/** The prefix tells what kind of token it is before anything is looked up. */
export const tokenPrefixes = { request: 'lwr_', portal: 'lwp_', letter: 'lwl_', feed: 'lwf_' } as const

/** A new token: 256 random bits behind the prefix of its kind. Only its hash is stored. */
export function newToken (kind: keyof typeof tokenPrefixes): { token: string, hash: string } {
  const token = tokenPrefixes[kind] + randomBytes(32).toString('base64url')
  return { token, hash: namedHash(token) }
}

/** The sample portal's key: derived, so that the token command can print it without a database. Development only. */
export function samplePortalKey (ring: KeyRing): string {
  return tokenPrefixes.portal + createHmac('sha256', ring.key('sample')).update('portal').digest('base64url')
}
