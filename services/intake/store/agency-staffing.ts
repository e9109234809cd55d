import { eq, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { runPrepared, type Prepared } from '@lightwell/database/prepared'
import type { StaffingGap } from '@lightwell/http/register/staffing-gaps'
import { agencyStaffing } from '@lightwell/schema/tables/intake-staff'

/** The gaps of an agency as they were last looked at; `chainVersion` is null where it has described no chain. */
export type LookedAt = Omit<typeof agencyStaffing.$inferSelect, 'gaps'> & { gaps: readonly StaffingGap[] }

/** An agency whose people are to be looked at, with what they are held against today; whether it answers requests still. */
export type ToLookAt = { code: string, zone: string, answers: boolean, chainVersion: number | null }

const look: Prepared = {
  name: 'look at staffing', text: 'select gaps from agency_staffing where agency_code = $1 and looked_on = $2',
}

/** The gaps of an agency as they were found on this day; undefined where they are to be looked for. */
export async function findGapsOn (tx: Transaction, agencyCode: string, on: string): Promise<readonly StaffingGap[] | undefined> {
  const [row] = await runPrepared<{ gaps: StaffingGap[] }>(tx, look, [agencyCode, on])
  return row?.gaps
}

/** Has agencies looked at again, of which somebody's post, absence or qualification has changed. */
export async function lookAgain (tx: Transaction, agencyCodes: readonly string[]): Promise<void> {
  if (agencyCodes.length === 0) return
  await tx.insert(agencyStaffing).values(agencyCodes.toSorted().map((agencyCode) => ({ agencyCode, gaps: [] })))
    .onConflictDoUpdate({ target: agencyStaffing.agencyCode, set: { lookedOn: null } })
}

/**
 * Agencies whose people were not looked at today, or not since they or their chain changed; and those that answer no requests
 * any more but are still told to be short.
 */
export async function listToLookAt (db: Reader, now: Date, limit: number): Promise<ToLookAt[]> {
  const { rows } = await db.execute<ToLookAt>(sql`
    select a.code, a.zone, t.answers, c.version as "chainVersion" from agencies a
    left join agency_staffing s on s.agency_code = a.code
    cross join lateral (select (${now.toISOString()}::timestamptz at time zone a.zone)::date as today,
      a.regime_id is not null and a.ended_on is null as answers) t
    cross join lateral (
      select max(r.version) as version from review_chains r where r.agency_code = a.code and r.from_on <= t.today) c
    where case when t.answers
      then s.looked_on is null or s.looked_on < t.today or s.looked_on = t.today and s.chain_version is distinct from c.version
      else s.gaps <> '[]'::jsonb end
    order by a.code limit ${limit}`)
  return rows
}

/** Locks what is kept of an agency; undefined where another process looks at it. */
export async function holdLookedAt (tx: Transaction, agencyCode: string): Promise<LookedAt | undefined> {
  await tx.insert(agencyStaffing).values({ agencyCode, gaps: [] }).onConflictDoNothing()
  const [row] = await tx.select().from(agencyStaffing).where(eq(agencyStaffing.agencyCode, agencyCode))
    .for('update', { skipLocked: true })
  return row as LookedAt | undefined
}

/** Keeps what was found of an agency that this transaction holds. */
export async function saveLookedAt (tx: Transaction, { agencyCode, ...found }: LookedAt): Promise<void> {
  await tx.update(agencyStaffing).set({ ...found, gaps: [...found.gaps] }).where(eq(agencyStaffing.agencyCode, agencyCode))
}
