import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify, SignJWT } from 'jose'
import type { KeyRing } from '@lightwell/secrets/key-ring'

const audience = 'lightwell'
const developmentIssuer = 'urn:lightwell:development'
const lifetimeMs = 12 * 3_600_000
const algorithms = ['EdDSA', 'ES256', 'RS256', 'PS256']
// A PKCS#8 document of an Ed25519 private key is this prefix and the 32 bytes of the seed (RFC 8410).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Checks a staff token (RFC 9068) and gives its subject: a person's handle. Throws when the token does not hold. */
export type StaffVerifier = (token: string, now: Date) => Promise<string>

/** The built-in issuer's key, derived from the root key: processes that share the root accept each other's tokens. */
function developmentKey (ring: KeyRing): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, ring.key('issuer')]), format: 'der', type: 'pkcs8' })
}

/** Issues a staff token for 12 hours from the built-in development issuer. */
export async function issueDevelopmentToken (ring: KeyRing, handle: string, now: Date): Promise<string> {
  return await new SignJWT({ client_id: 'lightwell-development' })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
    .setIssuer(developmentIssuer).setAudience(audience).setSubject(handle)
    .setIssuedAt(now).setExpirationTime(new Date(now.getTime() + lifetimeMs))
    .setJti(`${handle}-${now.getTime()}`)
    .sign(developmentKey(ring))
}

/** Verifies tokens of the built-in development issuer. */
export function developmentVerifier (ring: KeyRing): StaffVerifier {
  const key = createPublicKey(developmentKey(ring))
  return async (token, now) => {
    const { payload } = await jwtVerify(token, key, { ...rules(developmentIssuer, now), algorithms: ['EdDSA'] })
    return subjectOf(payload.sub)
  }
}

/** Verifies tokens of an OpenID Connect issuer by the keys its discovery document names. Throws IssuerError. */
export async function issuerVerifier (issuer: string): Promise<StaffVerifier> {
  const keys = createRemoteJWKSet(new URL(await keysAddressOf(issuer)))
  return async (token, now) => {
    const { payload } = await jwtVerify(token, keys, { ...rules(issuer, now), algorithms })
    return subjectOf(payload.sub)
  }
}

/** The issuer of staff tokens cannot be used; a sentence for the person who starts the service. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError'
}

async function keysAddressOf (issuer: string): Promise<string> {
  try {
    const address = new URL('.well-known/openid-configuration', issuer.endsWith('/') ? issuer : `${issuer}/`)
    const { jwks_uri: keysAddress } = await (await fetch(address)).json() as { jwks_uri: string }
    return new URL(keysAddress).href
  } catch (error) {
    throw new IssuerError(`The issuer at OIDC_ISSUER, ${issuer}, does not give its discovery document.`, { cause: error })
  }
}

function rules (issuer: string, now: Date) {
  return { issuer, audience, typ: 'at+jwt', currentDate: now, requiredClaims: ['exp', 'sub', 'iat'] }
}

function subjectOf (subject: string | undefined): string {
  if (!subject) throw new Error('The token names nobody')
  return subject
}
