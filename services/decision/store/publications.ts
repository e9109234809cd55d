import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { publications } from '@lightwell/schema/tables/decision-publications'

/** A proposal to make something public without a request. */
export type Publication = typeof publications.$inferSelect

export const publicationStates = publications.state.enumValues

export async function insertPublication (tx: Transaction, row: Publication): Promise<void> {
  await tx.insert(publications).values(row)
}

export async function findPublication (db: Reader, id: string): Promise<Publication | undefined> {
  const [row] = await db.select().from(publications).where(eq(publications.id, id))
  return row
}

/** Moves a publication on. The caller holds its case. */
export async function savePublication (tx: Transaction, { id, ...row }: Publication): Promise<void> {
  const { state, inScope, examinedBy, examinedAt, examinationReason, personalConsent, proposedBy, proposedAt } = row
  const { decidedBy, decidedAt, decidedAsDeputy, decisionReason, personalDataReason } = row
  await tx.update(publications).set({
    state, inScope, examinedBy, examinedAt, examinationReason, personalConsent, proposedBy, proposedAt,
    decidedBy, decidedAt, decidedAsDeputy, decisionReason, personalDataReason,
  }).where(eq(publications.id, id))
}

export type PublicationList = {
  agencies: 'all' | readonly string[], state: Publication['state'] | undefined, after: string | undefined, limit: number
}

/** Publications of agencies, oldest first, one more than asked for. */
export async function listPublications (
  db: Reader, { agencies, state, after, limit }: PublicationList,
): Promise<Publication[]> {
  return await db.select().from(publications).where(and(
    agencies === 'all' ? undefined : inArray(publications.agencyCode, [...agencies]),
    state && eq(publications.state, state),
    after === undefined ? undefined : gt(publications.id, after),
  )).orderBy(asc(publications.id)).limit(limit + 1)
}
