import type { FastifyRequest } from 'fastify'
import type { Transaction } from '@lightwell/database/connect'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import type { EventType } from '@lightwell/events/contracts'
import { errors } from './errors.ts'
import { hasHappened } from './store.ts'

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
  if (!isMatch(version, ifMatch)) throw errors.stale()
}

function isMatch (version: number | string, ifMatch: string | undefined): boolean {
  return ifMatch === undefined || ifMatch.trim() === '*' || tagsOf(ifMatch).includes(`"${version}"`)
}

function tagsOf (ifMatch = ''): string[] {
  return ifMatch.split(',').map((tag) => tag.trim())
}

/**
 * Locks a case, provided it still is what the caller has read, or was only read since. Authorize before: a hidden case must be
 * answered like one that does not exist. Throws 404 when there is none, 412 when it has changed.
 */
export async function lockMatchingCase (tx: Transaction, caseId: string, ifMatch: string | undefined): Promise<CaseHead> {
  const head = await lockCase(tx, caseId)
  if (head === undefined) throw errors.notFound()
  if (!isMatch(head.version, ifMatch) && !await wasOnlyRead(tx, head, ifMatch)) throw errors.stale()
  return head
}

// That somebody read a paper or a record stands in the history like everything else, and changes nothing that a writer was shown.
const readings = ['lightwell.notice.read.v1', 'lightwell.record.opened.v1'] as const satisfies readonly EventType[]

/** Whether nothing has happened to a held case but readings since the caller read it. */
async function wasOnlyRead (tx: Transaction, { id, version }: CaseHead, ifMatch: string | undefined): Promise<boolean> {
  const read = tagsOf(ifMatch).map((tag) => Number(/^"(\d{1,9})"$/.exec(tag)?.[1] ?? 0)).filter((seen) => seen < version)
  const last = Math.max(0, ...read)
  return last > 0 && !await hasHappened(tx, id, { after: last, beside: readings })
}
