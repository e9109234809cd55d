import { and, desc, inArray, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { decisions } from '@lightwell/schema/tables/decision'
import { inScope, type Scope } from './scope.ts'

const columns = {
  id: decisions.id, caseId: decisions.caseId, outcome: decisions.outcome, state: decisions.state,
  decidedAt: decisions.decidedAt,
}

/** The answer to a request, as far as a supervisor's list tells of it. */
export type DecisionRow = Pick<typeof decisions.$inferSelect, keyof typeof columns>

/** The latest decision of each case, by case. */
export async function findLatestDecisions (
  db: Reader, caseIds: readonly string[], scope: Scope,
): Promise<Map<string, DecisionRow>> {
  const rows = await db.selectDistinctOn([decisions.caseId], columns).from(decisions)
    .where(and(inArray(decisions.caseId, [...caseIds]), inScope(sql`${decisions.agencyCode}`, scope)))
    .orderBy(decisions.caseId, desc(decisions.id))
  return new Map(rows.map((row) => [row.caseId, row]))
}
