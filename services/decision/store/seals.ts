import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Database, Reader, Transaction } from '@lightwell/database/connect'
import { recordContents, records } from '@lightwell/schema/tables/decision'
import { manualChecks } from '@lightwell/schema/tables/decision-checks'
import { destructions, unsealings } from '@lightwell/schema/tables/decision-seals'
import type { StoredRecord } from './records.ts'

/** A seal that is said to be a false alarm, and whether a second person confirmed it. */
export type Unsealing = typeof unsealings.$inferSelect

/** What the secrecy duty found on bytes that could not be read. */
export type ManualCheck = typeof manualChecks.$inferSelect

/** What is left of a record whose key was destroyed. */
export type Destruction = typeof destructions.$inferSelect

export async function insertUnsealing (tx: Transaction, row: Unsealing): Promise<void> {
  await tx.insert(unsealings).values(row)
}

export async function findUnsealing (db: Reader, recordId: string): Promise<Unsealing | undefined> {
  const [row] = await db.select().from(unsealings).where(eq(unsealings.recordId, recordId))
  return row
}

export async function confirmUnsealing (
  tx: Transaction, { recordId, confirmedBy, confirmedAs, confirmedAt, confirmation }: Unsealing,
): Promise<void> {
  await tx.update(unsealings).set({ confirmedBy, confirmedAs, confirmedAt, confirmation }).where(eq(unsealings.recordId, recordId))
}

export async function insertManualCheck (tx: Transaction, row: ManualCheck): Promise<void> {
  await tx.insert(manualChecks).values(row)
}

/** The check by hand of the bytes that a record has. */
export async function findManualCheck (
  db: Reader, { id, sha256 }: Pick<StoredRecord, 'id' | 'sha256'>,
): Promise<ManualCheck | undefined> {
  const [row] = await db.select().from(manualChecks).where(and(eq(manualChecks.recordId, id), eq(manualChecks.sha256, sha256)))
  return row
}

/** Those of these records whose bytes were looked through by hand and found clean. */
export async function listFoundClean (db: Reader, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.select({ id: records.id }).from(records)
    .innerJoin(manualChecks, and(eq(manualChecks.recordId, records.id), eq(manualChecks.sha256, records.sha256)))
    .where(and(inArray(records.id, [...ids]), eq(manualChecks.finding, 'clean')))
  return new Set(rows.map(({ id }) => id))
}

/** Changes what the seal of a record is about: when it was sealed and by whom unsealed, and its words. */
export async function saveSeal (
  tx: Transaction, { id, sealedAt, unsealedBy, scanState, title, origin, marks, declaredMarking }: StoredRecord,
): Promise<void> {
  await tx.update(records).set({ sealedAt, unsealedBy, scanState, title, origin, marks, declaredMarking }).where(eq(records.id, id))
}

/** Keeps the sealed words of a record beside its bytes, or nothing of them any more. */
export async function saveWords (tx: Transaction, recordId: string, sealedWords: Buffer | null): Promise<void> {
  await tx.update(recordContents).set({ sealedWords }).where(eq(recordContents.recordId, recordId))
}

/** Takes the key and the bytes of a record out of the database, by an order that is kept. */
export async function insertDestruction (tx: Transaction, row: Destruction): Promise<void> {
  await tx.insert(destructions).values(row)
  await tx.update(recordContents).set({ sealedKey: null, sealedBytes: Buffer.alloc(0), sealedWords: null })
    .where(eq(recordContents.recordId, row.recordId))
}

export async function findDestruction (db: Reader, recordId: string): Promise<Destruction | undefined> {
  const [row] = await db.select().from(destructions).where(eq(destructions.recordId, recordId))
  return row
}

/** The records that were destroyed and whose half key may still be there, oldest first. */
export async function listKeysToDestroy (db: Database, limit: number): Promise<string[]> {
  const rows = await db.select({ recordId: destructions.recordId }).from(destructions)
    .where(isNull(destructions.keyGoneAt)).orderBy(asc(destructions.destroyedAt)).limit(limit)
  return rows.map(({ recordId }) => recordId)
}

/** Notes that the half key of a destroyed record is gone. */
export async function noteKeyGone (db: Database, recordId: string, keyGoneAt: Date): Promise<void> {
  await db.update(destructions).set({ keyGoneAt }).where(and(eq(destructions.recordId, recordId), isNull(destructions.keyGoneAt)))
}
