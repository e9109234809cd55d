import { and, desc, eq, getTableColumns, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { StaffingGap } from '@lightwell/http/register/staffing-gaps'
import { caseHeads } from '@lightwell/schema/tables/common'
import { shortages } from '@lightwell/schema/tables/oversight'
import { instantOf, type Moment } from './moment.ts'
import { inScope, type Scope } from './scope.ts'

export type Shortage = typeof shortages.$inferSelect

/** The same with what kind of case it is of. */
export type ListedShortage = Shortage & { caseKind: typeof caseHeads.$inferSelect['kind'] }

/**
 * Opens a shortage. One of this step that stands already keeps its time, and takes the reason that is true now. What is heard of
 * late may have been mended since, as the agency's own history tells.
 */
export async function openShortage (tx: Transaction, row: Omit<Shortage, 'mendedAt'>): Promise<void> {
  const since = sql`${row.since.toISOString()}::timestamptz`
  await tx.execute(sql`
    insert into shortages (id, case_id, agency_code, step, level, reason, since, mended_at)
    select ${row.id}, ${row.caseId}, ${row.agencyCode}, ${row.step}, ${row.level}, ${row.reason}, ${since}, (
      select min(m.mended_at) from agency_staffing a join shortages m on m.case_id = a.case_id
      where a.agency_code = ${row.agencyCode} and a.case_id <> ${row.caseId} and m.step = ${row.step}
        and m.level is not distinct from ${row.level}::int and m.mended_at > ${since})
    on conflict (case_id, step, coalesce(level, 0)) where mended_at is null do update set reason = excluded.reason`)
}

/** Ends the shortages of a step that stand, of an agency and of its cases. */
export async function mendShortages (
  tx: Transaction, agencyCode: string, { step, level, mendedAt }: Pick<StaffingGap, 'step' | 'level'> & { mendedAt: Date },
): Promise<void> {
  await tx.update(shortages).set({ mendedAt }).where(and(
    eq(shortages.agencyCode, agencyCode), eq(shortages.step, step), sql`${shortages.level} is not distinct from ${level}`,
    isNull(shortages.mendedAt)))
}

// What was told of a case is over with the case.
const isOfOpenCase = sql`case ${caseHeads.kind}
  when 'request' then exists (select from requests q where q.id = ${shortages.caseId}
    and q.status in ('received', 'registered', 'clarifying', 'processing'))
  when 'publication' then exists (select from publications p where p.id = ${shortages.caseId} and p.state in ('open', 'proposed'))
  else true end`

/** Shortages, newest first, after a place in that order; `standing` ones alone if asked for. */
export async function listShortages (
  db: Reader, { scope, standing }: { scope: Scope, standing: boolean },
  { limit, after }: { limit: number, after: readonly string[] | undefined },
): Promise<ListedShortage[]> {
  const place: SQL | undefined = after && sql`(${shortages.since}, ${shortages.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  return await db.select({ ...getTableColumns(shortages), caseKind: caseHeads.kind }).from(shortages)
    .innerJoin(caseHeads, eq(caseHeads.id, shortages.caseId))
    .where(and(
      inScope(sql`${shortages.agencyCode}`, scope), standing ? and(isNull(shortages.mendedAt), isOfOpenCase) : undefined, place))
    .orderBy(desc(shortages.since), desc(shortages.id)).limit(limit)
}

/** The steps that nobody was left for at a moment, by case, of cases that were opened while it was so. */
export async function findShortSteps (
  db: Reader, caseIds: readonly string[], moment: Moment,
): Promise<Map<string, StaffingGap[]>> {
  const { by } = instantOf(moment)
  const rows = await db.select({ caseId: shortages.caseId, step: shortages.step, level: shortages.level, reason: shortages.reason })
    .from(shortages).where(and(
      inArray(shortages.caseId, [...caseIds]), sql`${shortages.since} <= ${by}`,
      sql`(${shortages.mendedAt} is null or ${shortages.mendedAt} > ${by})`))
    .orderBy(shortages.level, shortages.step)
  return new Map([...Map.groupBy(rows, ({ caseId }) => caseId)].map(([id, of]) => [id, of.map(({ caseId: _case, ...gap }) => gap)]))
}
