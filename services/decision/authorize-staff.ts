import type { Reader } from '@lightwell/database/connect'
import type { Caller, HeldPost } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, permission, type Resource, type Subject, type Verb } from '@lightwell/http/policy'
import { findRequest, type RequestCase } from './store/cases.ts'
import { findDecision, type Decision } from './store/decisions.ts'
import { findDisclosure, type ListedDisclosure } from './store/disclosures.ts'
import { findPublication, type Publication } from './store/publications.ts'
import { findRecordCase, type RecordCase } from './store/record-cases.ts'
import { findRecord, type StoredRecord } from './store/records.ts'

/** A staff member who may do a thing, and the posts that let him. */
export type Acting = { staff: Caller & { kind: 'staff' }, posts: readonly HeldPost[] }

/** What a staff member wants to do with what. */
export type Wish<R extends Resource> = { caller: Caller, resource: R, verb: Verb<R> }

/**
 * A request that this staff member may do this with. Like its siblings it throws 401 without a token, 404 where there is
 * nothing for him, 403 where he may only read it; ask it before anything else is told, the version of the case included.
 */
export async function requestFor<R extends Resource> (
  db: Reader, id: string, wish: Wish<R>,
): Promise<Acting & { request: RequestCase }> {
  requireToken(wish.caller)
  const request = await findRequest(db, id)
  if (request === undefined) throw errors.notFound()
  const { agencyCode, clientId } = request
  return { request, ...authorizeStaff({ agencyCode, requestId: id, clientId }, wish) }
}

/** A request or publication proposal that this staff member may do this with. */
export async function recordCaseFor<R extends Resource> (
  db: Reader, id: string, wish: Wish<R>,
): Promise<Acting & { of: RecordCase }> {
  requireToken(wish.caller)
  const of = await findRecordCase(db, id)
  if (of === undefined) throw errors.notFound()
  const { agencyCode, clientId } = of
  return { of, ...authorizeStaff({ agencyCode, requestId: id, clientId }, wish) }
}

/** A publication that this staff member may do this with. */
export async function publicationFor<R extends Resource> (
  db: Reader, id: string, wish: Wish<R>,
): Promise<Acting & { publication: Publication }> {
  requireToken(wish.caller)
  const publication = await findPublication(db, id)
  if (publication === undefined) throw errors.notFound()
  return { publication, ...authorizeStaff({ agencyCode: publication.agencyCode }, wish) }
}

/** What was made public, for a staff member who may do this with it: that it is there is known to everyone. */
export async function disclosureFor (
  db: Reader, id: string, { caller, verb }: Omit<Wish<'disclosure'>, 'resource'>,
): Promise<Acting & { disclosure: ListedDisclosure }> {
  requireToken(caller)
  const disclosure = await findDisclosure(db, id)
  if (disclosure === undefined) throw errors.notFound()
  const { allowed, posts } = permission(caller, 'disclosure', verb, { agencyCode: disclosure.agencyCode })
  if (!allowed || caller.kind !== 'staff') throw errors.notAllowed()
  return { disclosure, staff: caller, posts }
}

/** A record that this staff member may do this with. */
export async function recordFor<R extends Resource> (
  db: Reader, id: string, wish: Wish<R>,
): Promise<Acting & { record: StoredRecord }> {
  requireToken(wish.caller)
  const record = await findRecord(db, id)
  if (record === undefined) throw errors.notFound()
  return { record, ...authorizeStaff({ agencyCode: record.agencyCode, requestId: record.caseId }, wish) }
}

/** A decision that this staff member may do this with. */
export async function decisionFor<R extends Resource> (
  db: Reader, id: string, wish: Wish<R>,
): Promise<Acting & { decision: Decision }> {
  requireToken(wish.caller)
  const decision = await findDecision(db, id)
  if (decision === undefined) throw errors.notFound()
  return { decision, ...authorizeStaff({ agencyCode: decision.agencyCode, requestId: decision.caseId }, wish) }
}

/** Whether an act through these posts is a deputy's: one who holds a post of his own acts through that. */
export function actsAsDeputy (posts: readonly HeldPost[]): boolean {
  return posts.every((post) => post.asDeputy)
}

function authorizeStaff<R extends Resource> (subject: Subject, { caller, resource, verb }: Wish<R>): Acting {
  const posts = authorize(caller, resource, verb, subject)
  if (caller.kind !== 'staff') throw errors.notFound()
  return { staff: caller, posts }
}

/** Nobody learns without a token whether a thing exists. */
export function requireToken (caller: Caller): void {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
}
