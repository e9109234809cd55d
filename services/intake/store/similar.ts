import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { RequestStatus } from '../rules/request-status.ts'

/** From which similarity of their descriptions on two requests of one applicant are shown as likely the same (pg_trgm). */
export const likelyFrom = 0.4

// So many of the newest requests of an applicant are compared, and so many of them shown.
const mostCompared = 200
const mostShown = 20

/** An earlier request of the same applicant whose description resembles, and how it was answered. */
export type SimilarRequest = {
  id: string
  receiptNumber: string
  agencyCode: string
  status: RequestStatus
  receivedOn: string
  description: string
  /** 0 to 1. */
  similarity: number
  decision: { id: string, outcome: string, issuedOn: string } | null
}

type Row = {
  id: string, receipt_number: string, agency_code: string, status: RequestStatus, received_on: string, description: string,
  similarity: number, decision_id: string | null, outcome: string | null, issued_on: string | null
}

/**
 * The earlier requests of the applicant of one, among bodies of the same family (the agency, what stands above, beside
 * and below it) that may be read, the most similar first. An applicant is known by the blind index of his number.
 */
export async function findSimilar (
  db: Reader, id: string, readable: 'all' | readonly string[],
): Promise<SimilarRequest[]> {
  const { rows: [own] } = await db.execute<{ index: string | null, agency_code: string, description: string }>(
    sql`select applicant_id_index as index, agency_code, description from requests where id = ${id}`)
  if (own === undefined || own.index === null) return []
  const { rows } = await db.execute<Row>(sql`
    with compared as materialized (
      select r.id, r.receipt_number, r.agency_code, r.status, r.received_on::text, r.description, r.zone
      from requests r where r.applicant_id_index = ${own.index} and r.id < ${id}
        and r.agency_code in (${familyOf(own.agency_code, readable)})
      order by r.id desc limit ${mostCompared}),
    measured as (select c.*, similarity(c.description, ${own.description}) as similarity from compared c)
    select m.*, d.id as decision_id, d.outcome, (d.decided_at at time zone m.zone)::date::text as issued_on
    from measured m left join decisions d on d.case_id = m.id and d.state = 'issued'
    where m.similarity >= ${likelyFrom} order by m.similarity desc, m.id desc limit ${mostShown}`)
  return rows.map(asSimilar)
}

function familyOf (agencyCode: string, readable: 'all' | readonly string[]): SQL {
  const mayRead = readable === 'all' ? sql`true` : sql`a.code = any(${sql.param([...readable])}::text[])`
  return sql`select a.code from agencies a, agencies o where o.code = ${agencyCode} and ${mayRead}
    and (a.code in (o.code, o.parent_code) or a.parent_code in (o.code, o.parent_code))`
}

function asSimilar (row: Row): SimilarRequest {
  const { decision_id: decisionId, outcome, issued_on: issuedOn } = row
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    agencyCode: row.agency_code,
    status: row.status,
    receivedOn: row.received_on,
    description: row.description,
    similarity: row.similarity,
    decision: decisionId === null || outcome === null || issuedOn === null ? null : { id: decisionId, outcome, issuedOn },
  }
}
