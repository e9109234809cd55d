import type { FastifyRequest } from 'fastify'
import type { Transaction } from '@lightwell/database/connect'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import { errors } from './errors.ts'

/**
 * The strong ETag of a case at a version, for If-Match alone. It does not tell whether a reading still holds: a case becomes
 * late, and what its reader may do changes, without an event.
 */
export function etagOf (version: number): string {
  return `"${version}"`
}

/** What a caller has read, by If-Match. */
export function ifMatchOf (request: FastifyRequest): string | undefined {
  return request.headers['if-match']
}

/** What a caller has read, where he must say it: a PUT replaces the whole. Throws 428 when he does not. */
export function requiredIfMatchOf (request: FastifyRequest): string {
  const ifMatch = ifMatchOf(request)
  if (ifMatch === undefined) throw errors.ifMatchRequired()
  return ifMatch
}

/** Throws 412 when a case has changed since the caller read it (strong comparison, RFC 9110 section 13.1.1). */
export function matchVersion (head: Pick<CaseHead, 'version'>, ifMatch: string | undefined): void {
  matchTag(head.version, ifMatch)
}

/** The same of what is not a case: a calendar has its version's name for a tag. */
export function matchTag (version: number | string, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  if (!tags.includes(`"${version}"`)) throw errors.stale()
}

/**
 * Locks a case, provided it still is what the caller has read. Authorize before: a hidden case must be answered like one
 * that does not exist. Throws 404 when there is none, 412 when it has changed.
 */
export async function lockMatchingCase (tx: Transaction, caseId: string, ifMatch: string | undefined): Promise<CaseHead> {
  const head = await lockCase(tx, caseId)
  if (head === undefined) throw errors.notFound()
  matchVersion(head, ifMatch)
  return head
}
