import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { apiClients } from '@lightwell/schema/tables/intake'

/** A program that files for citizens; never its key. */
export type Client = Pick<typeof apiClients.$inferSelect, 'id' | 'name' | 'revokedAt'>

const shown = { id: apiClients.id, name: apiClients.name, revokedAt: apiClients.revokedAt }

/** Clients in the order of their ids, those after `after`. */
export async function listClients (
  db: Reader, { after, limit }: { after: string | undefined, limit: number },
): Promise<Client[]> {
  return await db.select(shown).from(apiClients).where(after === undefined ? undefined : gt(apiClients.id, after))
    .orderBy(asc(apiClients.id)).limit(limit)
}

/** The client with this id. */
export async function findClient (db: Reader, id: string): Promise<Client | undefined> {
  const [client] = await db.select(shown).from(apiClients).where(eq(apiClients.id, id))
  return client
}

/** Keeps a new client. */
export async function insertClient (tx: Transaction, row: typeof apiClients.$inferInsert): Promise<void> {
  await tx.insert(apiClients).values(row)
}

/** Ends a client; false when it has ended before. */
export async function endClient (tx: Transaction, id: string, revokedAt: Date): Promise<boolean> {
  const ended = await tx.update(apiClients).set({ revokedAt })
    .where(and(eq(apiClients.id, id), isNull(apiClients.revokedAt))).returning({ id: apiClients.id })
  return ended.length === 1
}
