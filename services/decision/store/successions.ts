import { sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'

/** By which act a body went into another, and who entered it, as events name him. */
type Succession = { act: string, recordedBy: string }

/** A carrier of a body that has ended, and the body that it passes to, with the zone of that. */
export type CarrierLeftBehind = Succession & { id: string, fromAgency: string, toAgency: string, zone: string }

/** An open referral of which one of the two bodies has ended, and the body that takes its place. */
export type ReferralLeftBehind = Omit<Succession, 'recordedBy'> & {
  id: string, caseId: string, recordId: string, side: 'asking' | 'asked', fromAgency: string, toAgency: string
}

// Each body that has ended, with the last of those that took its place.
const ended = sql`recursive chain as (
    select code as ended, successor_code as code from agencies where successor_code is not null
    union select c.ended, a.successor_code from chain c join agencies a on a.code = c.code and a.successor_code is not null),
  ended as (
    select c.ended, a.code as successor, a.parent_code as above, a.zone, s.act, s.recorded_by
    from chain c join agencies a on a.code = c.code and a.successor_code is null
      join agency_successions s on s.agency_code = c.ended)`

/** The bodies that went into these, at whatever remove. */
export async function listMergedInto (db: Reader, codes: readonly string[]): Promise<string[]> {
  const { rows } = await db.execute<{ code: string }>(sql`
    with recursive merged as (
      select code from agencies where successor_code = any(${sql.param(codes)}::text[])
      union select a.code from merged m join agencies a on a.successor_code = m.code)
    select code from merged`)
  return rows.map(({ code }) => code)
}

/** The body that keeps what this one kept: itself, or where it has ended the last of those that took its place. */
export async function findKeeper (db: Reader, agencyCode: string): Promise<string> {
  const { rows } = await db.execute<{ code: string }>(sql`
    with recursive line as (
      select code, successor_code from agencies where code = ${agencyCode}
      union select a.code, a.successor_code from line l join agencies a on a.code = l.successor_code)
    select code from line where successor_code is null`)
  return rows[0]?.code ?? agencyCode
}

/** Carriers whose body has ended. */
export async function listCarriersLeftBehind (db: Reader, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select found.id from agencies a cross join lateral (
      select c.id from carriers c where c.agency_code = a.code and c.state <> 'destroyed' limit ${limit}) found
    where a.successor_code is not null limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Those of held carriers that still are left behind, by whom they pass to: the series of numbers are taken in one order. */
export async function findCarriersLeftBehind (tx: Transaction, ids: readonly string[]): Promise<CarrierLeftBehind[]> {
  const { rows } = await tx.execute<CarrierLeftBehind>(sql`with ${ended}
    select c.id, e.ended as "fromAgency", e.successor as "toAgency", e.zone, e.act, e.recorded_by as "recordedBy"
    from carriers c join ended e on e.ended = c.agency_code
    where c.id = any(${sql.param(ids)}::uuid[]) and c.state <> 'destroyed' order by e.successor, c.id`)
  return rows
}

/**
 * Open referrals of which a body has ended. Those that an open request asks pass with it. Nobody rules on his own doubts: where
 * who was asked went into who asks, or the other way about, the body above is asked.
 */
export async function listReferralsLeftBehind (
  db: Reader, { caseIds, limit }: { caseIds?: readonly string[], limit: number },
): Promise<ReferralLeftBehind[]> {
  const held = caseIds === undefined ? sql`true` : sql`r.case_id = any(${sql.param(caseIds)}::uuid[])`
  const { rows } = await db.execute<ReferralLeftBehind>(sql`with ${ended},
    left_behind as (
      select r.id, r.case_id, r.record_id, 'asking' as side, e.ended, e.successor as code, e.act
      from ended e join referrals r on r.agency_code = e.ended and r.state = 'open'
      where not exists (select from requests q where q.id = r.case_id
        and q.status in ('received', 'registered', 'clarifying', 'processing', 'decided')) and ${held}
      union all
      select r.id, r.case_id, r.record_id, 'asked', e.ended, case
        when r.question in ('level', 'unsuitable')
          and e.successor = coalesce((select o.successor from ended o where o.ended = r.agency_code), r.agency_code)
        then e.above else e.successor end, e.act
      from ended e join referrals r on r.to_agency = e.ended and r.state = 'open' where ${held}
      union
      select r.id, r.case_id, r.record_id, 'asked', r.to_agency, e.above, h.act
      from ended e join referrals r on r.agency_code = e.successor and r.to_agency = e.successor and r.state = 'open'
        join referral_handovers h on h.referral_id = r.id and h.side = 'asking' and h.to_agency = r.agency_code
      where r.question in ('level', 'unsuitable') and ${held})
    select id, case_id as "caseId", record_id as "recordId", side, ended as "fromAgency", code as "toAgency", act
    from left_behind where code is not null order by id, side limit ${limit}`)
  return rows
}

/** Puts an open referral before, or with, the body that takes the place of another, and writes down how. */
export async function handOverReferral (
  tx: Transaction, { id, side, fromAgency, toAgency, act }: ReferralLeftBehind, at: Date,
): Promise<void> {
  await tx.execute(side === 'asking'
    ? sql`update referrals set agency_code = ${toAgency} where id = ${id}`
    : sql`update referrals set to_agency = ${toAgency} where id = ${id}`)
  await tx.execute(sql`
    insert into referral_handovers (referral_id, seq, side, from_agency, to_agency, act, at)
    select ${id}, count(*) + 1, ${side}, ${fromAgency}, ${toAgency}, ${act}, ${at.toISOString()}::timestamptz
    from referral_handovers where referral_id = ${id}`)
}
