import type { FastifyRequest } from 'fastify'
import type { Transaction } from '@lightwell/database/connect'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import { errors } from './errors.ts'

/** The strong ETag of a case at a version. */
export function etagOf (version: number): string {
  return `"${version}"`
}

/** What a caller has read, by If-Match. */
export function ifMatchOf (request: FastifyRequest): string | undefined {
  return request.headers['if-match']
}

/**
 * Locks a case, provided it still is what the caller has read. Throws 404 when there is none, 412 when it has changed
 * (strong comparison, RFC 9110 section 13.1.1).
 */
export async function lockMatchingCase (tx: Transaction, caseId: string, ifMatch: string | undefined): Promise<CaseHead> {
  const head = await lockCase(tx, caseId)
  if (head === undefined) throw errors.notFound()
  if (ifMatch === undefined || ifMatch.trim() === '*') return head
  const tags = ifMatch.split(',').map((tag) => tag.trim())
  if (!tags.includes(etagOf(head.version))) throw errors.stale()
  return head
}
