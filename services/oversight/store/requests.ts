import { and, desc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { agencies, requests } from '@lightwell/schema/tables/intake'
import { inScope, type Scope } from './scope.ts'

// Listed one by one: what tells of the applicant is not granted to this room.
const columns = {
  id: requests.id, receiptNumber: requests.receiptNumber, agencyCode: requests.agencyCode, status: requests.status,
  kind: requests.kind, channel: requests.channel, receivedOn: requests.receivedOn,
}

/** A request without anything personal. */
export type RequestRow = Pick<typeof requests.$inferSelect, keyof typeof columns>

export type Agency = Pick<typeof agencies.$inferSelect, 'code' | 'nameZh' | 'nameEn'>

/** What narrows a list of requests; days of receipt are both included. */
export type RequestWish = {
  scope: Scope
  status?: readonly RequestRow['status'][] | null | undefined
  receivedFrom?: string | null | undefined
  receivedTo?: string | null | undefined
}

/** The request with this id, this receipt number, or both. */
export async function findRequest (
  db: Reader, { id, receiptNumber }: { id?: string | undefined, receiptNumber?: string | undefined }, scope: Scope,
): Promise<RequestRow | undefined> {
  const [row] = await db.select(columns).from(requests).where(and(
    id === undefined ? undefined : eq(requests.id, id),
    receiptNumber === undefined ? undefined : eq(requests.receiptNumber, receiptNumber),
    inScope(sql`${requests.agencyCode}`, scope)))
  return row
}

/** Requests by id. */
export async function findRequests (
  db: Reader, ids: readonly string[], scope: Scope,
): Promise<Map<string, RequestRow>> {
  const rows = await db.select(columns).from(requests)
    .where(and(inArray(requests.id, [...ids]), inScope(sql`${requests.agencyCode}`, scope)))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Requests, latest filed first, after the one with the id `after`. */
export async function listRequests (
  db: Reader, { scope, status, receivedFrom, receivedTo }: RequestWish,
  { limit, after }: { limit: number, after: string | undefined },
): Promise<RequestRow[]> {
  return await db.select(columns).from(requests).where(and(
    inScope(sql`${requests.agencyCode}`, scope),
    status ? inArray(requests.status, [...status]) : undefined,
    receivedFrom ? gte(requests.receivedOn, receivedFrom) : undefined,
    receivedTo ? lte(requests.receivedOn, receivedTo) : undefined,
    after === undefined ? undefined : lt(requests.id, after),
  )).orderBy(desc(requests.id)).limit(limit)
}

/** Agencies by code. */
export async function findAgencies (db: Reader, codes: readonly string[]): Promise<Map<string, Agency>> {
  const rows = await db.select({ code: agencies.code, nameZh: agencies.nameZh, nameEn: agencies.nameEn }).from(agencies)
    .where(inArray(agencies.code, [...codes]))
  return new Map(rows.map((row) => [row.code, row]))
}
