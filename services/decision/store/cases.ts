import { eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reader } from '@lightwell/database/connect'
import { caseHeads } from '@lightwell/schema/tables/common'
import { agencies, requests } from '@lightwell/schema/tables/intake'

/** A request as this room needs it, with the agency that answers it. */
export type RequestCase = NonNullable<Awaited<ReturnType<typeof findRequest>>>

const parents = alias(agencies, 'parents')

/** The request of a case. Columns are named one by one: the rest are hidden from this room. */
export async function findRequest (db: Reader, id: string) {
  const [row] = await db.select({
    id: requests.id,
    agencyCode: requests.agencyCode,
    agencyNameZh: agencies.nameZh,
    agencyNameEn: agencies.nameEn,
    parentNameZh: parents.nameZh,
    parentNameEn: parents.nameEn,
    reviewLevels: agencies.reviewLevels,
    clientId: requests.apiClientId,
    receiptNumber: requests.receiptNumber,
    regimeVersion: requests.regimeVersion,
    zone: requests.zone,
    kind: requests.kind,
    status: requests.status,
    registeredAt: requests.registeredAt,
    receivedOn: requests.receivedOn,
    applicantKind: requests.applicantKind,
    applicantName: requests.applicantName,
    applicantIdTail: requests.applicantIdTail,
    description: requests.description,
    deliveryFormat: requests.deliveryFormat,
    deliveryMethod: requests.deliveryMethod,
    language: requests.language,
  }).from(requests).innerJoin(agencies, eq(agencies.code, requests.agencyCode))
    .leftJoin(parents, eq(parents.code, agencies.parentCode)).where(eq(requests.id, id))
  return row
}

/** The version of a case, as its ETag shows it. */
export async function findVersion (db: Reader, caseId: string): Promise<number> {
  const [head] = await db.select({ version: caseHeads.version }).from(caseHeads).where(eq(caseHeads.id, caseId))
  if (head === undefined) throw new Error(`The case ${caseId} has no head`)
  return head.version
}
