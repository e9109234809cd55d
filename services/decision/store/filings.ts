import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { housePapers, reviewFilings } from '@lightwell/schema/tables/decision-papers'
import { decisionParts, decisionRecords, decisions, records } from '@lightwell/schema/tables/decision'
import { secretLists } from '@lightwell/schema/tables/decision-units'
import { agencies } from '@lightwell/schema/tables/intake'

export type Filing = typeof reviewFilings.$inferSelect

/** A filing with what its form is: its number and hashes, the list that it cites, and the record that it is about. */
export type ListedFiling = Awaited<ReturnType<typeof listListed>>[number]

export async function insertFiling (tx: Transaction, row: Filing): Promise<void> {
  await tx.insert(reviewFilings).values(row)
}

export async function isFiled (db: Reader, { recordId, sha256 }: Pick<Filing, 'recordId' | 'sha256'>): Promise<boolean> {
  return await db.$count(reviewFilings, and(eq(reviewFilings.recordId, recordId), eq(reviewFilings.sha256, sha256))) > 0
}

export async function findFiling (db: Reader, id: string): Promise<ListedFiling | undefined> {
  const [row] = await listListed(db).where(eq(reviewFilings.id, id))
  return row
}

/** Notes who received a form. The caller holds its case. */
export async function saveReceipt (tx: Transaction, { id, ...row }: Filing): Promise<void> {
  const { secrecyReceivedBy, secrecyReceivedAt, officeReceivedBy, officeReceivedAt } = row
  await tx.update(reviewFilings).set({ secrecyReceivedBy, secrecyReceivedAt, officeReceivedBy, officeReceivedAt })
    .where(eq(reviewFilings.id, id))
}

/** Gives the filings of a case to the agency that it passed on to. */
export async function moveFilings (tx: Transaction, caseId: string, agencyCode: string): Promise<void> {
  await tx.update(reviewFilings).set({ agencyCode })
    .where(inArray(reviewFilings.recordId, tx.select({ id: records.id }).from(records).where(eq(records.caseId, caseId))))
}

export type FilingList = {
  agencies: 'all' | readonly string[], awaiting: 'secrecy' | 'office' | undefined, after: string | undefined, limit: number
}

/** Filings of agencies, oldest first, one more than asked for; of those that wait to be received, those alone. */
export async function listFilings (db: Reader, { agencies: codes, awaiting, after, limit }: FilingList): Promise<ListedFiling[]> {
  return await listListed(db).where(and(
    codes === 'all' ? undefined : inArray(reviewFilings.agencyCode, [...codes]),
    awaiting === 'secrecy' ? isNull(reviewFilings.secrecyReceivedAt) : undefined,
    awaiting === 'office' ? isNull(reviewFilings.officeReceivedAt) : undefined,
    after === undefined ? undefined : gt(reviewFilings.id, after),
  )).orderBy(asc(reviewFilings.id)).limit(limit + 1)
}

function listListed (db: Reader) {
  return db.select({
    filing: reviewFilings, record: { title: records.title, sealedAt: records.sealedAt, unsealedBy: records.unsealedBy },
    caseId: records.caseId, listVersion: secretLists.version,
    paper: { number: housePapers.number, sha256: housePapers.sha256, pdfSha256: housePapers.pdfSha256 },
  }).from(reviewFilings).innerJoin(records, eq(records.id, reviewFilings.recordId))
    .innerJoin(housePapers, eq(housePapers.id, reviewFilings.paperId))
    .leftJoin(secretLists, eq(secretLists.id, reviewFilings.secretListId))
}

/** What an issued answer decided about a record, and who signed it. */
export async function findIssuedPart (db: Reader, recordId: string) {
  const [row] = await db.select({
    outcome: decisionParts.outcome, decidedBy: decisions.decidedBy, decidedAt: decisions.decidedAt,
    decidedAsDeputy: decisions.decidedAsDeputy, decisionReason: decisions.decisionReason,
  }).from(decisionRecords).innerJoin(decisions, eq(decisions.id, decisionRecords.decisionId))
    .innerJoin(decisionParts, and(
      eq(decisionParts.decisionId, decisionRecords.decisionId), eq(decisionParts.number, decisionRecords.number)))
    .where(and(eq(decisionRecords.recordId, recordId), eq(decisions.state, 'issued'))).limit(1)
  return row
}

/** An agency as its lists need it: its names, its calendar and its zone. */
export async function listFilingAgencies (db: Reader, codes: 'all' | readonly string[]) {
  return await db.select({
    code: agencies.code, nameZh: agencies.nameZh, nameEn: agencies.nameEn, calendarId: agencies.calendarId, zone: agencies.zone,
  }).from(agencies).where(codes === 'all' ? undefined : inArray(agencies.code, [...codes]))
}

/** The agencies whose newest profile names one of these as its secrecy authority: their district. */
export async function listDistrict (db: Reader, authorities: readonly string[]): Promise<string[]> {
  if (authorities.length === 0) return []
  const { rows } = await db.execute<{ agency_code: string }>(sql`
    select agency_code from (select distinct on (agency_code) agency_code, secrecy_authority_code from agency_profiles
      order by agency_code, version desc) newest where secrecy_authority_code in ${[...authorities]}`)
  return rows.map((row) => row.agency_code)
}

/** What was released, and the review of which was never filed. */
export type Unfiled = { recordId: string, caseId: string, agencyCode: string, title: string, releasedAt: Date }

export type UnfiledList = {
  /** Of each agency, what was released before this instant. */
  before: ReadonlyMap<string, Date>
  after: readonly [string, string] | undefined
  limit: number
}

/** What was released before an instant of its agency and is not filed, the longest first, one more than asked for. */
export async function listUnfiled (db: Reader, { before, after, limit }: UnfiledList): Promise<Unfiled[]> {
  if (before.size === 0) return []
  const bounds = JSON.stringify([...before].map(([code, until]) => ({ code, until })))
  type Row = { record_id: string, case_id: string, agency_code: string, title: string, released_at: Date }
  const { rows } = await db.execute<Row>(sql`
    with bounds as (select * from jsonb_to_recordset(${bounds}::jsonb) as b (code text, until timestamptz)),
    released as (
      select r.record_id, r.sha256, d.decided_at as released_at
      from bounds b join decisions d on d.agency_code = b.code and d.state = 'issued' and d.decided_at < b.until
      join decision_records r on r.decision_id = d.id
      join decision_parts p on p.decision_id = r.decision_id and p.number = r.number and p.outcome <> 'refuse'
      union select c.record_id, c.sha256, c.published_at
      from bounds b join disclosures c on c.agency_code = b.code and c.published_at < b.until and c.taken_down_at is null)
    select e.record_id, o.case_id, o.agency_code, o.title, e.released_at from released e join records o on o.id = e.record_id
    where not exists (select from review_filings f where f.record_id = e.record_id and f.sha256 = e.sha256)
      and (o.sealed_at is null or o.unsealed_by is not null)
      ${after === undefined ? sql`` : sql`and (e.released_at, e.record_id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by e.released_at, e.record_id limit ${limit + 1}`)
  return rows.map((row) => ({
    recordId: row.record_id, caseId: row.case_id, agencyCode: row.agency_code, title: row.title,
    releasedAt: new Date(row.released_at),
  }))
}
