import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { decisionParts, decisionRecords, decisions } from '@lightwell/schema/tables/decision'
import type { Outcome } from '../rules/outcome.ts'

export type Decision = typeof decisions.$inferSelect

/** One asked item and its answer. */
export type Part = {
  number: number
  description: string
  outcome: Outcome
  grounds: readonly string[]
  groundDetail: string | null
  harm: string | null
  balance: string | null
  notSeverable: string | null
  publicPlace: string | null
  category: string | null
  publicInterest: string | null
  earlierRequestId: string | null
  records: readonly PartRecord[]
}

/** A record of a part, by the bytes that the proposal names. */
export type PartRecord = { id: string, sha256: string }

export async function insertDecision (tx: Transaction, decision: Decision, parts: readonly Part[]): Promise<void> {
  await tx.insert(decisions).values(decision)
  await tx.insert(decisionParts).values(parts.map(({ records: _records, grounds, ...part }) => ({
    ...part, grounds: [...grounds], decisionId: decision.id,
  })))
  const named = parts.flatMap(({ number, records }) =>
    records.map(({ id, sha256 }) => ({ decisionId: decision.id, number, recordId: id, sha256 })))
  if (named.length > 0) await tx.insert(decisionRecords).values(named)
}

export async function findDecision (db: Reader, id: string): Promise<Decision | undefined> {
  const [row] = await db.select().from(decisions).where(eq(decisions.id, id))
  return row
}

/** The decision of a case that is proposed or issued; there is at most one. */
export async function findStandingDecision (db: Reader, caseId: string): Promise<Decision | undefined> {
  const [row] = await db.select().from(decisions)
    .where(and(eq(decisions.caseId, caseId), inArray(decisions.state, ['proposed', 'issued'])))
  return row
}

export async function listParts (db: Reader, decisionId: string): Promise<Part[]> {
  const parts = await db.select().from(decisionParts).where(eq(decisionParts.decisionId, decisionId))
    .orderBy(asc(decisionParts.number))
  const named = await db.select().from(decisionRecords).where(eq(decisionRecords.decisionId, decisionId))
    .orderBy(asc(decisionRecords.recordId))
  return parts.map(({ decisionId: _decisionId, ...part }) => ({
    ...part,
    records: named.filter((one) => one.number === part.number).map(({ recordId, sha256 }) => ({ id: recordId, sha256 })),
  }))
}

/** Closes a proposal. The caller holds the case and has seen that it is open. */
export async function closeDecision (tx: Transaction, closed: Decision): Promise<void> {
  const { id, state, decidedBy, decidedAt, decidedAsDeputy, decisionReason, noticeId } = closed
  await tx.update(decisions).set({ state, decidedBy, decidedAt, decidedAsDeputy, decisionReason, noticeId })
    .where(eq(decisions.id, id))
}

/** Gives the decisions of a case to the agency that it passed on to. */
export async function moveDecisions (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(decisions).set({ agencyCode }).where(eq(decisions.caseId, caseId))
}

/** The hash under which a record was released to the applicant of a case, if it was. */
export async function findReleasedHash (db: Reader, recordId: string): Promise<string | undefined> {
  const [row] = await db.select({ sha256: decisionRecords.sha256 }).from(decisionRecords)
    .innerJoin(decisions, eq(decisions.id, decisionRecords.decisionId))
    .innerJoin(decisionParts, and(
      eq(decisionParts.decisionId, decisionRecords.decisionId), eq(decisionParts.number, decisionRecords.number)))
    .where(and(
      eq(decisionRecords.recordId, recordId), eq(decisions.state, 'issued'),
      inArray(decisionParts.outcome, ['disclose', 'redact_and_disclose'])))
    .limit(1)
  return row?.sha256
}
