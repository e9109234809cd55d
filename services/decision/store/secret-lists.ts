import { and, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { SecretMatter } from '@lightwell/http/register/secret-list-entry'
import { secretLists } from '@lightwell/schema/tables/decision-units'

type Row = typeof secretLists.$inferSelect

/** The list of secret matters of a unit in one of its versions. */
export type SecretList = Omit<Row, 'matters'> & { matters: readonly SecretMatter[] }

/** A list without its matters, of which it only tells how many there are. */
export type ListedSecretList = Omit<Row, 'matters'> & { matters: number }

const summary = {
  id: secretLists.id, agencyCode: secretLists.agencyCode, version: secretLists.version, fromOn: secretLists.fromOn,
  issuedBy: secretLists.issuedBy, document: secretLists.document, filedOn: secretLists.filedOn,
  recordedBy: secretLists.recordedBy, recordedAt: secretLists.recordedAt,
  matters: sql<number>`jsonb_array_length(${secretLists.matters})`,
}

/** The lists of a unit, newest first, those before a version; one more than asked for. */
export async function listSecretLists (
  db: Reader, agencyCode: string, { before, limit }: { before: number | undefined, limit: number },
): Promise<ListedSecretList[]> {
  return await db.select(summary).from(secretLists)
    .where(and(eq(secretLists.agencyCode, agencyCode), before === undefined ? undefined : lt(secretLists.version, before)))
    .orderBy(desc(secretLists.version)).limit(limit + 1)
}

/** The list that is in force in a unit on a day. */
export async function findListInForce (db: Reader, agencyCode: string, on: string): Promise<SecretList | undefined> {
  const [row] = await db.select().from(secretLists)
    .where(and(eq(secretLists.agencyCode, agencyCode), lte(secretLists.fromOn, on)))
    .orderBy(desc(secretLists.version)).limit(1)
  return row as SecretList | undefined
}

/** A version of the list of a unit; the newest where none is named. */
export async function findSecretList (db: Reader, agencyCode: string, version?: number): Promise<SecretList | undefined> {
  const [row] = await db.select().from(secretLists)
    .where(and(eq(secretLists.agencyCode, agencyCode), version === undefined ? undefined : eq(secretLists.version, version)))
    .orderBy(desc(secretLists.version)).limit(1)
  return row as SecretList | undefined
}

/** Stores a further version; false where another was stored meanwhile. */
export async function insertSecretList (tx: Transaction, list: SecretList): Promise<boolean> {
  const stored = await tx.insert(secretLists).values(list).onConflictDoNothing().returning({ id: secretLists.id })
  return stored.length === 1
}

/** Notes when a list was filed; false where that was noted before. */
export async function noteFiled (tx: Transaction, id: string, filedOn: string): Promise<boolean> {
  const noted = await tx.update(secretLists).set({ filedOn })
    .where(and(eq(secretLists.id, id), isNull(secretLists.filedOn))).returning({ id: secretLists.id })
  return noted.length === 1
}
