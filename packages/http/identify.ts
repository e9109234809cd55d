import type { Deps } from '@lightwell/events/deps'
import { namedHash } from '@lightwell/secrets/hashes'
import { tokenPrefixes } from '@lightwell/secrets/tokens'
import type { Caller } from './caller.ts'
import { errors } from './errors.ts'
import type { StaffVerifier } from './staff-token.ts'
import { findClientByKey, findConsultationByToken, findPerson, findRequestsByToken } from './store.ts'

/** Finds out who is calling from the bearer token of an Authorization header. Throws 401 when it does not hold. */
export async function identify (deps: Deps, verifyStaff: StaffVerifier, authorization: string): Promise<Caller> {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw errors.unauthenticated()
  return await callerOf(deps, verifyStaff, token)
}

async function callerOf (deps: Deps, verifyStaff: StaffVerifier, token: string): Promise<Caller> {
  if (token.startsWith(tokenPrefixes.request)) {
    const requestIds = await findRequestsByToken(deps.db, namedHash(token))
    if (requestIds.length === 0) throw errors.unauthenticated()
    return { kind: 'applicant', requestIds }
  }
  if (token.startsWith(tokenPrefixes.letter)) {
    const consultationId = await findConsultationByToken(deps.db, namedHash(token))
    if (consultationId === undefined) throw errors.unauthenticated()
    return { kind: 'consulted', consultationId }
  }
  if (token.startsWith(tokenPrefixes.portal)) {
    const clientId = await findClientByKey(deps.db, namedHash(token))
    if (clientId === undefined) throw errors.unauthenticated()
    return { kind: 'portal', clientId }
  }
  return await staffOf(deps, verifyStaff, token)
}

async function staffOf (deps: Deps, verifyStaff: StaffVerifier, token: string): Promise<Caller> {
  const now = deps.clock.now()
  const handle = await verifyStaff(token, now).catch(() => undefined)
  const person = handle === undefined ? undefined : await findPerson(deps.db, handle, now)
  if (person === undefined) throw errors.unauthenticated()
  return { kind: 'staff', personId: person.id, posts: person.posts }
}
