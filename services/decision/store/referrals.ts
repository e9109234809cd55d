import { and, asc, desc, eq, gte, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { levelRaises, type referralHandovers, referrals } from '@lightwell/schema/tables/decision-referrals'
import { agencies, agencyProfiles } from '@lightwell/schema/tables/intake'
import { rulings } from '../rules/referral.ts'
import { standingOf, type Referred } from '../rules/referral-standing.ts'

/** A doubtful record before another body. */
export type Referral = typeof referrals.$inferSelect

/** The same with the zone of the body that asks, and how it passed on from a body that was merged. */
export type ListedReferral = Referral & { zone: string, handovers: Handover[] }

export type LevelRaise = typeof levelRaises.$inferSelect

export const referralStates = referrals.state.enumValues

export async function insertReferral (tx: Transaction, row: Referral): Promise<void> {
  await tx.insert(referrals).values(row)
}

/** Notes how a referral was closed. */
export async function saveReferral (tx: Transaction, { id, ...row }: Referral): Promise<void> {
  const { state, ruling, ruledLevel, paper, closedBy, closedAt, reason } = row
  await tx.update(referrals).set({ state, ruling, ruledLevel, paper, closedBy, closedAt, reason }).where(eq(referrals.id, id))
}

/** A handover of a referral, as its readers are told. */
export type Handover = Pick<typeof referralHandovers.$inferSelect, 'side' | 'fromAgency' | 'toAgency' | 'act'> & { at: string }

/** Gives the referrals of a case to the agency that it passed on to; how, is written down of those that are open. */
export async function moveReferrals (
  tx: Transaction, caseId: string, { fromAgency, toAgency, at }: { fromAgency: string, toAgency: string, at: string },
): Promise<void> {
  await tx.execute(sql`
    insert into referral_handovers (referral_id, seq, side, from_agency, to_agency, act, at)
    select r.id, (select count(*) + 1 from referral_handovers h where h.referral_id = r.id), 'asking', ${fromAgency}, ${toAgency},
      s.act, ${at}::timestamptz
    from referrals r join agency_successions s on s.agency_code = ${fromAgency}
    where r.case_id = ${caseId} and r.state = 'open' and r.agency_code = ${fromAgency}`)
  await tx.update(referrals).set({ agencyCode: toAgency }).where(eq(referrals.caseId, caseId))
}

export async function findReferral (db: Reader, id: string): Promise<ListedReferral | undefined> {
  const [row] = await listWhere(db, eq(referrals.id, id), { order: [], limit: 1 })
  return row
}

/** Whether one of these questions about a record is before a body. */
export async function isReferred (db: Reader, recordId: string, ...questions: Referral['question'][]): Promise<boolean> {
  return await db.$count(referrals, and(
    eq(referrals.recordId, recordId), inArray(referrals.question, questions), eq(referrals.state, 'open'))) > 0
}

/** The referrals of a record, oldest first; there are few. */
export async function listReferralsOf (db: Reader, recordId: string): Promise<ListedReferral[]> {
  return await listWhere(db, eq(referrals.recordId, recordId), { order: [asc(referrals.id)], limit: 100 })
}

/** The referrals of a case that are still before a body, the earliest day first; there are few. */
export async function listOpenReferralsOf (db: Reader, caseId: string): Promise<ListedReferral[]> {
  const open = and(eq(referrals.caseId, caseId), eq(referrals.state, 'open'))
  return await listWhere(db, open, { order: [asc(referrals.answerBy)], limit: 100 })
}

/** What was asked and ruled about bytes, wherever they lay. A level that was raised later counts as a ruling. */
export async function listReferred (db: Reader, sha256s: readonly string[]): Promise<Referred[]> {
  if (sha256s.length === 0) return []
  const { sha256, question, claimedLevel, ruling, closedAt: at } = referrals
  const asked = await db.select({ sha256, question, claimedLevel, ruling, at }).from(referrals)
    .where(and(inArray(sha256, [...sha256s]), inArray(referrals.state, ['open', 'ruled'])))
  const raised = await db.select({ sha256: levelRaises.sha256, claimedLevel: levelRaises.level, at: levelRaises.recordedAt })
    .from(levelRaises).where(inArray(levelRaises.sha256, [...sha256s]))
  return [...asked, ...raised.map((raise) => ({ ...raise, question: 'level' as const, ruling: 'secret' as const }))]
}

/**
 * Whether the ruling that binds bytes is this one: they were declassified, or found to be a state secret. That they are withheld
 * for another reason as well loosens nothing.
 */
export async function isRuled (db: Reader, sha256: string, as: 'declassified' | 'secret'): Promise<boolean> {
  const referred = (await listReferred(db, [sha256])).filter(({ ruling }) => as !== 'secret' || ruling !== 'withhold')
  return standingOf([sha256], { referred, isForeign: false }).ruling === as
}

/** An entry of the catalogue whose bytes were ruled to be a state secret, by whom and by which paper. */
export type PublicSecret = { id: string, ruledBy: string, paper: string }

/** Entries that are public although their bytes were ruled to be a state secret, and nobody has loosened that. */
export async function listPublicSecrets (db: Reader, limit: number): Promise<PublicSecret[]> {
  const { rows } = await db.execute<PublicSecret>(sql`
    select distinct on (d.id) d.id, a.name_zh as "ruledBy", f.paper from referrals f
    join disclosures d on d.sha256 = f.sha256 and d.taken_down_at is null join agencies a on a.code = f.to_agency
    where f.ruling = 'secret' and not exists (
      select from referrals l where l.sha256 = f.sha256 and l.ruling in ('open', 'declassified') and l.closed_at > f.closed_at)
    order by d.id, f.closed_at desc limit ${limit}`)
  return rows
}

/** The word that binds comes first: the latest, and of those of one moment the strictest. */
export const latestWordFirst = [
  desc(referrals.closedAt), sql`array_position(${sql.param(rulings)}::text[], ${referrals.ruling})`,
] as const

/**
 * The body that last ruled bytes to be withheld, and has not loosened that since; where an instant is named, of what was ruled
 * from then on.
 */
export async function findWithholder (db: Reader, sha256: string, from?: Date): Promise<string | undefined> {
  const [row] = await db.select({ ruling: referrals.ruling, toAgency: referrals.toAgency }).from(referrals)
    .where(and(
      eq(referrals.sha256, sha256), eq(referrals.state, 'ruled'), sql`${referrals.question} <> 'consent'`,
      from === undefined ? undefined : gte(referrals.closedAt, from)))
    .orderBy(...latestWordFirst).limit(1)
  return row?.ruling === 'withhold' || row?.ruling === 'secret' ? row.toAgency : undefined
}

/** Whose referrals a list holds: those that agencies asked, and those that are before them. */
export type ReferralOwners = { askedBy: 'all' | readonly string[], before: 'all' | readonly string[] }

/** Referrals in a state, the longest late first, one more than asked for. */
export async function listReferrals (
  db: Reader, { askedBy, before }: ReferralOwners,
  { state, after, limit }: { state: Referral['state'], after: readonly [string, string] | undefined, limit: number },
): Promise<ListedReferral[]> {
  const { agencyCode, toAgency, answerBy, id } = referrals
  const isEvery = askedBy === 'all' || before === 'all'
  return await listWhere(db, and(
    eq(referrals.state, state),
    isEvery ? undefined : or(inArray(agencyCode, [...askedBy]), inArray(toAgency, [...before])),
    after && sql`(${answerBy}, ${id}) > (${after[0]}::date, ${after[1]}::uuid)`,
  ), { order: [asc(answerBy), asc(id)], limit: limit + 1 })
}

const handovers = sql<Handover[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('side', h.side, 'fromAgency', h.from_agency, 'toAgency', h.to_agency, 'act', h.act, 'at', h.at)
    order by h.seq), '[]') from referral_handovers h where h.referral_id = referrals.id)`

async function listWhere (
  db: Reader, where: SQL | undefined, { order, limit }: { order: SQL[], limit: number },
): Promise<ListedReferral[]> {
  const rows = await db.select({ referral: referrals, zone: agencies.zone, handovers }).from(referrals)
    .innerJoin(agencies, eq(agencies.code, referrals.agencyCode)).where(where).orderBy(...order).limit(limit)
  return rows.map(({ referral, ...told }) => ({ ...referral, ...told }))
}

export async function insertLevelRaise (tx: Transaction, row: LevelRaise): Promise<void> {
  await tx.insert(levelRaises).values(row)
}

/** The body above an agency, and the one to which its doubts about secrecy go; null where there is none. */
export async function findAbove (db: Reader, code: string): Promise<{ parent: string | null, authority: string | null }> {
  const [row] = await db.select({ parent: agencies.parentCode, authority: agencyProfiles.secrecyAuthorityCode })
    .from(agencies).leftJoin(agencyProfiles, eq(agencyProfiles.agencyCode, agencies.code)).where(eq(agencies.code, code))
    .orderBy(desc(agencyProfiles.version)).limit(1)
  return row ?? { parent: null, authority: null }
}
