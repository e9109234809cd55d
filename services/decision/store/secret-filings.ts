import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { housePapers } from '@lightwell/schema/tables/decision-papers'
import { secretFilings } from '@lightwell/schema/tables/decision-register'

export type SecretFiling = typeof secretFilings.$inferSelect

/** A filed form of a registered secret, with its number and hashes. */
export type ListedSecretFiling = Awaited<ReturnType<typeof listListed>>[number]

export async function insertSecretFiling (tx: Transaction, row: SecretFiling): Promise<void> {
  await tx.insert(secretFilings).values(row)
}

export async function findSecretFiling (db: Reader, id: string): Promise<ListedSecretFiling | undefined> {
  const [row] = await listListed(db).where(eq(secretFilings.id, id))
  return row
}

/** Notes who received a form. The caller holds its case. */
export async function saveSecretReceipt (tx: Transaction, { id, ...row }: SecretFiling): Promise<void> {
  const { secrecyReceivedBy, secrecyReceivedAt, officeReceivedBy, officeReceivedAt } = row
  await tx.update(secretFilings).set({ secrecyReceivedBy, secrecyReceivedAt, officeReceivedBy, officeReceivedAt })
    .where(eq(secretFilings.id, id))
}

export type SecretFilingList = {
  agencies: 'all' | readonly string[], awaiting: 'secrecy' | 'office' | undefined, after: string | undefined, limit: number
}

/** The filed forms of agencies, oldest first, one more than asked for; of those that wait to be received, those alone. */
export async function listSecretFilings (
  db: Reader, { agencies, awaiting, after, limit }: SecretFilingList,
): Promise<ListedSecretFiling[]> {
  return await listListed(db).where(and(
    agencies === 'all' ? undefined : inArray(secretFilings.agencyCode, [...agencies]),
    awaiting === 'secrecy' ? isNull(secretFilings.secrecyReceivedAt) : undefined,
    awaiting === 'office' ? isNull(secretFilings.officeReceivedAt) : undefined,
    after === undefined ? undefined : gt(secretFilings.id, after),
  )).orderBy(asc(secretFilings.id)).limit(limit + 1)
}

function listListed (db: Reader) {
  return db.select({
    filing: secretFilings,
    paper: { number: housePapers.number, sha256: housePapers.sha256, pdfSha256: housePapers.pdfSha256 },
  }).from(secretFilings).innerJoin(housePapers, eq(housePapers.id, secretFilings.paperId)).$dynamic()
}
