import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Transaction } from '@lightwell/database/connect'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import { errors } from './errors.ts'

/** The strong ETag of a case at a version. */
export function etagOf (version: number): string {
  return `"${version}"`
}

/** Whether the caller already has what this ETag names (RFC 9110 section 13.1.2, weak comparison). */
export function isUnchanged (request: FastifyRequest, etag: string): boolean {
  const known = request.headers['if-none-match']
  if (known === undefined) return false
  return known.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}

/** Answers 304: what the caller has is what there is. */
export async function sendUnchanged (reply: FastifyReply): Promise<void> {
  await reply.code(304).send()
}

/** What a caller has read, by If-Match. */
export function ifMatchOf (request: FastifyRequest): string | undefined {
  return request.headers['if-match']
}

/** Throws 412 when a case has changed since the caller read it (strong comparison, RFC 9110 section 13.1.1). */
export function matchVersion (head: CaseHead, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  if (!tags.includes(etagOf(head.version))) throw errors.stale()
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
