import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { Duty } from '@lightwell/http/caller'
import type { PostHolder } from '../rules/who-may.ts'

type Row = {
  duty: Duty, level: number | null, person_id: string, name: string, as_deputy: boolean, away_until: string | null
  qualified: boolean
}

/** Who holds the posts of an agency on a day, and who deputises for those who are away. */
export async function listPostHolders (db: Reader, agencyCode: string, on: string): Promise<PostHolder[]> {
  const awayUntil = (person: SQL) => sql`(
    select max(b.until_on) from absences b where b.person_id = ${person} and ${on}::date between b.from_on and b.until_on)`
  const { rows } = await db.execute<Row>(sql`
    with held as (
      select p.id, p.duty, p.level, p.holder_id, p.deputy_id,
        ${awayUntil(sql`p.holder_id`)} as away_until
      from posts p where p.agency_code = ${agencyCode} and p.revoked_at is null
        and (p.from_on is null or ${on}::date between p.from_on and p.until_on)),
    acting as (
      select h.id, h.duty, h.level, h.holder_id as person_id, false as as_deputy, h.away_until from held h
      union all
      select h.id, h.duty, h.level, h.deputy_id, true, ${awayUntil(sql`h.deputy_id`)}
      from held h where h.away_until is not null and h.deputy_id is not null)
    select a.duty, a.level, a.person_id, q.name, a.as_deputy, a.away_until, exists (
      select from qualifications k where k.person_id = a.person_id and k.kind = 'secrecy_review'
        and ${on}::date between k.from_on and k.until_on) as qualified
    from acting a join people q on q.id = a.person_id order by a.as_deputy, a.id`)
  return rows.map(({ person_id: personId, as_deputy: asDeputy, away_until, ...row }) =>
    ({ ...row, personId, asDeputy, awayUntil: away_until }))
}
