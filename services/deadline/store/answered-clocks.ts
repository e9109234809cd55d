import { and, asc, between, eq, inArray, sql } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import { deadlines } from '@lightwell/schema/tables/deadline'
import { decisionParts, decisions } from '@lightwell/schema/tables/decision'
import { requests } from '@lightwell/schema/tables/intake'
import { consultations } from '@lightwell/schema/tables/intake-steps'
import { listEntriesOf, type DeadlineRow, type EntryRow } from './deadlines.ts'

/** Which answered cases: under which regime, answered on which days, of which agencies, after which of them. */
export type AnsweredQuery = {
  regimeId: string
  from: Day
  to: Day
  agencies: readonly string[] | undefined
  after: { answeredOn: Day, requestId: string } | undefined
  limit: number
}

/** An answered case with its clock, the grounds that were told, and those of its consultations that asked another body. */
export type AnsweredClock = {
  deadline: DeadlineRow & { answeredOn: Day }
  receiptNumber: string
  entries: readonly EntryRow[]
  grounds: readonly string[]
  otherBodies: ReadonlySet<string>
}

/** Answered cases in the order of their answers. One more than the limit. */
export async function listAnsweredClocks (db: Reader, query: AnsweredQuery): Promise<AnsweredClock[]> {
  const rows = await answeredRows(db, query)
  const ids = rows.map(({ deadline }) => deadline.requestId)
  if (ids.length === 0) return []
  const entries = await listEntriesOf(db, ids)
  const grounds = Map.groupBy(await toldGrounds(db, ids), ({ caseId }) => caseId)
  const bodies = new Set((await db.select({ id: consultations.id }).from(consultations)
    .where(and(inArray(consultations.requestId, ids), inArray(consultations.kind, ['co_maker', 'other_body'])))).map(({ id }) => id))
  return rows.map(({ deadline, receiptNumber }) => ({
    deadline: deadline as AnsweredClock['deadline'], receiptNumber, entries: entries.get(deadline.requestId) ?? [],
    grounds: [...new Set((grounds.get(deadline.requestId) ?? []).flatMap((part) => part.grounds))], otherBodies: bodies,
  }))
}

async function answeredRows (db: Reader, { regimeId, from, to, agencies, after, limit }: AnsweredQuery) {
  const { answeredOn, requestId, agencyCode } = deadlines
  return await db.select({ deadline: deadlines, receiptNumber: requests.receiptNumber }).from(deadlines)
    .innerJoin(requests, eq(requests.id, requestId))
    .where(and(
      eq(deadlines.regimeId, regimeId), between(answeredOn, from, to),
      agencies === undefined ? undefined : inArray(agencyCode, [...agencies]),
      after && sql`(${answeredOn}, ${requestId}) > (${after.answeredOn}::date, ${after.requestId}::uuid)`,
    )).orderBy(asc(answeredOn), asc(requestId)).limit(limit + 1)
}

async function toldGrounds (db: Reader, ids: readonly string[]): Promise<{ caseId: string, grounds: string[] }[]> {
  return await db.select({ caseId: decisions.caseId, grounds: decisionParts.grounds }).from(decisions)
    .innerJoin(decisionParts, eq(decisionParts.decisionId, decisions.id))
    .where(and(inArray(decisions.caseId, [...ids]), eq(decisions.state, 'issued')))
}
