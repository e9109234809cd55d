import { eq } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { publications } from '@lightwell/schema/tables/decision-publications'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import { isOpen } from '../rules/case-open.ts'

/** What a record belongs to: a request or a publication proposal. Both walk the same chain. */
export type RecordCase = {
  kind: 'request' | 'publication'
  id: string
  agencyCode: string
  clientId: string | null
  zone: string
  regimeVersion: string
  reviewLevels: number
  /** What makes the chain of its records longer. */
  flags: readonly string[]
  /** Whether it can still be worked on, as far as its own row tells. */
  isOpen: boolean
}

/** The case of an id, be it a request or a publication proposal. */
export async function findRecordCase (db: Reader, id: string): Promise<RecordCase | undefined> {
  const [request] = await db.select({
    id: requests.id, agencyCode: requests.agencyCode, clientId: requests.apiClientId, zone: requests.zone,
    regimeVersion: requests.regimeVersion, reviewLevels: agencies.reviewLevels, status: requests.status,
  }).from(requests).innerJoin(agencies, eq(agencies.code, requests.agencyCode)).where(eq(requests.id, id))
  if (request !== undefined) {
    const { status, ...row } = request
    return { kind: 'request', ...row, flags: [], isOpen: isOpen(status) }
  }
  const [publication] = await db.select({
    id: publications.id, agencyCode: publications.agencyCode, zone: publications.zone,
    regimeVersion: publications.regimeVersion, reviewLevels: agencies.reviewLevels, state: publications.state,
    flags: publications.flags,
  }).from(publications).innerJoin(agencies, eq(agencies.code, publications.agencyCode)).where(eq(publications.id, id))
  if (publication === undefined) return undefined
  const { state, ...row } = publication
  return { kind: 'publication', ...row, clientId: null, isOpen: state === 'open' || state === 'proposed' }
}
