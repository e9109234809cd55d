import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { disclosureCopies, disclosures } from '@lightwell/schema/tables/decision-publications'
import { apiClients } from '@lightwell/schema/tables/intake'

/** A portal that copied what was released. */
export type Copy = typeof disclosureCopies.$inferSelect

/** The same with the name of the portal. */
export type NamedCopy = Copy & { clientName: string }

/** What a portal copied and has to remove. */
export type Takedown = { disclosureId: string, indexNumber: string, agencyCode: string, takenDownAt: Date, copiedAt: Date }

// So many portals are told of with an entry; a list beside it has all.
export const mostCopiesShown = 100

export async function findCopy (db: Reader, disclosureId: string, clientId: string): Promise<Copy | undefined> {
  const [row] = await db.select().from(disclosureCopies)
    .where(and(eq(disclosureCopies.disclosureId, disclosureId), eq(disclosureCopies.clientId, clientId)))
  return row
}

/** Writes what a portal says of its copy: that it has one, or has it no more. */
export async function saveCopy (tx: Transaction, row: Copy): Promise<void> {
  const { copiedAt, removedAt } = row
  await tx.insert(disclosureCopies).values(row)
    .onConflictDoUpdate({ target: [disclosureCopies.disclosureId, disclosureCopies.clientId], set: { copiedAt, removedAt } })
}

/** The portals that copied an entry, those that still have it first. */
export async function listCopies (db: Reader, disclosureId: string): Promise<NamedCopy[]> {
  const rows = await db.select({ copy: disclosureCopies, clientName: apiClients.name }).from(disclosureCopies)
    .innerJoin(apiClients, eq(apiClients.id, disclosureCopies.clientId)).where(eq(disclosureCopies.disclosureId, disclosureId))
    .orderBy(asc(isNotNull(disclosureCopies.removedAt)), asc(disclosureCopies.clientId)).limit(mostCopiesShown)
  return rows.map(({ copy, clientName }) => ({ ...copy, clientName }))
}

/** What was taken down and a portal has not said to have removed, one more than asked for. */
export async function listTakedowns (
  db: Reader, clientId: string, { after, limit }: { after: string | undefined, limit: number },
): Promise<Takedown[]> {
  const rows = await db.select({
    disclosureId: disclosures.id, indexNumber: disclosures.indexNumber, agencyCode: disclosures.agencyCode,
    takenDownAt: disclosures.takenDownAt, copiedAt: disclosureCopies.copiedAt,
  }).from(disclosureCopies).innerJoin(disclosures, eq(disclosures.id, disclosureCopies.disclosureId)).where(and(
    eq(disclosureCopies.clientId, clientId), isNull(disclosureCopies.removedAt), isNotNull(disclosures.takenDownAt),
    after === undefined ? undefined : gt(disclosureCopies.disclosureId, after),
  )).orderBy(asc(disclosureCopies.disclosureId)).limit(limit + 1)
  return rows as Takedown[]
}
