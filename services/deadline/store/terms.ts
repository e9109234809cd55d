import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { TermDuty, TermKind } from '@lightwell/regimes/term'
import { caseHeads } from '@lightwell/schema/tables/common'
import { terms } from '@lightwell/schema/tables/deadline-terms'
import { agencies } from '@lightwell/schema/tables/intake'

type Stored = typeof terms.$inferSelect
type Typed = {
  kind: TermKind, duty: TermDuty, regimeVersion: string
  startedOn: Day, dueOn: Day, closedOn: Day | null, toldDueOn: Day | null
}

/** A stored term. */
export type TermRow = Omit<Stored, keyof Typed> & Typed

/** A term with what kind of case it belongs to, and the version of that case. */
export type FoundTerm = { term: TermRow, caseKind: 'request' | 'publication' | 'term', version: number }

/** How a term was closed. */
export type Closing = Pick<TermRow, 'state' | 'closedOn' | 'closedAt' | 'closedBy'> & { closeNote?: string | null }

/** A body for which a term may be opened. */
export type TermAgency = Pick<typeof agencies.$inferSelect, 'code' | 'regimeId' | 'calendarId' | 'zone' | 'endedOn'>

/** Stores a new term. False when this kind of term of this subject was there before, open or closed. */
export async function insertTerm (tx: Transaction, row: TermRow): Promise<boolean> {
  const stored = await tx.insert(terms).values(row).onConflictDoNothing().returning({ id: terms.id })
  return stored.length === 1
}

/** How many terms of a kind there were about a subject. */
export async function countTerms (tx: Transaction, kind: TermKind, subjectId: string): Promise<number> {
  return await tx.$count(terms, and(eq(terms.kind, kind), eq(terms.subjectId, subjectId)))
}

/** One term. */
export async function findTerm (db: Reader, id: string): Promise<FoundTerm | undefined> {
  const [row] = await db.select({ term: terms, caseKind: caseHeads.kind, version: caseHeads.version }).from(terms)
    .innerJoin(caseHeads, eq(caseHeads.id, terms.caseId)).where(eq(terms.id, id))
  return row as FoundTerm | undefined
}

/** The term of a kind that is about a subject, if it is open. */
export async function findOpenTerm (tx: Transaction, kind: TermKind, subjectId: string): Promise<TermRow | undefined> {
  const [row] = await tx.select().from(terms)
    .where(and(eq(terms.kind, kind), eq(terms.subjectId, subjectId), eq(terms.state, 'open')))
  return row as TermRow | undefined
}

/** The open terms of a case, of all kinds or of some, the earliest due first. */
export async function listOpenTerms (db: Reader, caseId: string, kinds?: readonly TermKind[]): Promise<TermRow[]> {
  return await db.select().from(terms)
    .where(and(eq(terms.caseId, caseId), eq(terms.state, 'open'), kinds && inArray(terms.kind, [...kinds])))
    .orderBy(asc(terms.dueAt), asc(terms.id)) as TermRow[]
}

/** Terms in the order of their ids, after one of them. */
export async function listTermsAfter (
  db: Reader, { after, limit }: { after: string | undefined, limit: number },
): Promise<TermRow[]> {
  return await db.select().from(terms).where(after === undefined ? undefined : gt(terms.id, after))
    .orderBy(asc(terms.id)).limit(limit) as TermRow[]
}

/** Closes a term; nothing is told of it any more. */
export async function saveClosing (tx: Transaction, id: string, closing: Closing): Promise<void> {
  await tx.update(terms).set({ ...closing, tellAt: null }).where(eq(terms.id, id))
}

/** Puts the terms of a case where it has passed to. */
export async function passTerms (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(terms).set({ agencyCode }).where(eq(terms.caseId, caseId))
}

/** A body, by its code. */
export async function findTermAgency (tx: Transaction, code: string): Promise<TermAgency | undefined> {
  const [row] = await tx.select({
    code: agencies.code, regimeId: agencies.regimeId, calendarId: agencies.calendarId, zone: agencies.zone, endedOn: agencies.endedOn,
  }).from(agencies).where(eq(agencies.code, code))
  return row
}
