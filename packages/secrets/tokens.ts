import { createHmac, randomBytes } from 'node:crypto'
import { namedHash } from './hashes.ts'
import type { KeyRing } from './key-ring.ts'

/** The prefix tells what kind of token it is before anything is looked up. */
export const tokenPrefixes = { request: 'lwr_', portal: 'lwp_' } as const

/** A new access token of one request: 256 random bits. Only its hash is stored. */
export function newAccessToken (): { token: string, hash: string } {
  const token = tokenPrefixes.request + randomBytes(32).toString('base64url')
  return { token, hash: namedHash(token) }
}

/** The sample portal's key: derived, so that the token command can print it without a database. Development only. */
export function samplePortalKey (ring: KeyRing): string {
  return tokenPrefixes.portal + createHmac('sha256', ring.key('sample')).update('portal').digest('base64url')
}
