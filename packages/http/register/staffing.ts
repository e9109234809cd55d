import { and, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { reviewChains } from '@lightwell/schema/tables/decision'
import { agencies } from '@lightwell/schema/tables/intake'
import { qualifications } from '@lightwell/schema/tables/intake-staff'
import type { Duty } from '../caller.ts'
import { levelsOf, type ReviewStage } from './review-levels.ts'
import type { Acting, Staffing, StaffingGap } from './staffing-gaps.ts'

/** On which day, of which flags, and whose records; `levels` where a record has kept a chain of its own. */
export type StaffingWish = { on: string, flags?: readonly string[], submitters?: readonly string[], levels?: readonly string[] }

/** Who is there at an agency on a day, for the chain that is then in force; undefined where it answers no requests. */
export async function loadStaffing (
  db: Reader, agencyCode: string, { on, flags = [], submitters = [], levels }: StaffingWish,
): Promise<Staffing | undefined> {
  const [agency] = await db.select({ regimeId: agencies.regimeId, reviewLevels: agencies.reviewLevels, endedOn: agencies.endedOn })
    .from(agencies).where(eq(agencies.code, agencyCode))
  if (agency === undefined || agency.regimeId === null || agency.endedOn !== null) return undefined
  const acting = await listActing(db, agencyCode, on)
  return {
    levels: levels ?? await findLevels(db, { agencyCode, reviewLevels: agency.reviewLevels }, { on, flags }), acting,
    qualified: await listQualified(db, acting, on), submitters,
  }
}

async function findLevels (
  db: Reader, { agencyCode, reviewLevels }: { agencyCode: string, reviewLevels: number },
  { on, flags }: { on: string, flags: readonly string[] },
): Promise<string[]> {
  const [chain] = await db.select({ stages: reviewChains.stages }).from(reviewChains)
    .where(and(eq(reviewChains.agencyCode, agencyCode), lte(reviewChains.fromOn, on)))
    .orderBy(desc(reviewChains.version)).limit(1)
  if (chain !== undefined) return levelsOf(chain.stages as ReviewStage[], flags)
  return Array.from({ length: reviewLevels }, (_, at) => `review:${at + 1}`)
}

/** The highest level of review that the chain of an agency has from a day on; 0 where it has described none. */
export async function highestLevel (db: Reader, agencyCode: string, on: string): Promise<number> {
  const { rows } = await db.execute<{ level: number | null }>(sql`
    select max((stage ->> 'level')::int) as level from ${reviewChains} c, jsonb_array_elements(c.stages) stage
    where c.agency_code = ${agencyCode} and c.version >= coalesce(
      (select max(version) from ${reviewChains} where agency_code = ${agencyCode} and from_on <= ${on}), 0)`)
  return rows[0]?.level ?? 0
}

/** Who acts at an agency on a day: holders who are there, and the deputies of those who are away. */
export async function listActing (db: Reader, agencyCode: string, on: string): Promise<(Acting & { name: string })[]> {
  const { rows } = await db.execute<{ person_id: string, name: string, duty: Duty, level: number | null }>(sql`
    select s.person_id, q.name, s.duty, s.level from (
      select p.id, p.duty, p.level, case when exists (
        select from absences b where b.person_id = p.holder_id and ${on}::date between b.from_on and b.until_on
      ) then p.deputy_id else p.holder_id end as person_id
      from posts p where p.agency_code = ${agencyCode} and p.revoked_at is null
        and (p.from_on is null or ${on}::date between p.from_on and p.until_on)
    ) s join people q on q.id = s.person_id
    where not exists (
      select from absences b where b.person_id = s.person_id and ${on}::date between b.from_on and b.until_on
    ) order by s.id`)
  return rows.map(({ person_id: personId, name, duty, level }) => ({ personId, name, duty, level }))
}

/** Whether a person is qualified for the review of secrecy on a day (L-21, B-35). */
export async function isQualifiedOn (db: Reader, person: string, on: string): Promise<boolean> {
  return (await listQualified(db, [{ personId: person }], on)).has(person)
}

async function listQualified (db: Reader, acting: readonly Pick<Acting, 'personId'>[], on: string): Promise<Set<string>> {
  if (acting.length === 0) return new Set()
  const { personId, kind, fromOn, untilOn } = qualifications
  const rows = await db.select({ personId }).from(qualifications).where(and(
    inArray(personId, acting.map((one) => one.personId)), eq(kind, 'secrecy_review'), lte(fromOn, on), gte(untilOn, on)))
  return new Set(rows.map((row) => row.personId))
}

/** Who of the body above could be commissioned for a step that nobody is left for (委托). */
export type Offer = { step: string, agency: string, duty: Duty, level: number | null, personId: string, name: string }

/** The holders of the same duty in the body above, where they act on the day and may take the step. */
export async function listOffers (
  db: Reader, agencyCode: string,
  { on, gaps, submitters = [] }: { on: string, gaps: readonly StaffingGap[], submitters?: readonly string[] },
): Promise<Offer[]> {
  const [agency] = await db.select({ parentCode: agencies.parentCode }).from(agencies).where(eq(agencies.code, agencyCode))
  if (!agency?.parentCode || gaps.length === 0) return []
  const above = await listActing(db, agency.parentCode, on)
  const qualified = await listQualified(db, above, on)
  return gaps.flatMap(({ step, level: place }) => {
    const { duty, level } = postFor(step)
    return above.filter((one) => one.duty === duty && (level === null || one.level === level) &&
      (place === null || qualified.has(one.personId) && !submitters.includes(one.personId)))
      .map(({ personId, name, level: held }) => ({ step, agency: agency.parentCode!, duty, level: held, personId, name }))
  })
}

/** The duty, and for a review of one level the level, of the post that takes a step. */
function postFor (step: string): { duty: Duty, level: number | null } {
  if (step === 'business_section') return { duty: 'section', level: null }
  if (step.startsWith('review:')) return { duty: 'review', level: Number(step.slice('review:'.length)) }
  return { duty: step === 'group' || step === 'second_opinion' ? 'review' : step as Duty, level: null }
}
