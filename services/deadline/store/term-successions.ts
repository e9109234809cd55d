import { sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { TermKind } from '@lightwell/regimes/term'

/** An open term of a body that has ended, and the body that it passes to. */
export type TermLeftBehind = { id: string, caseId: string, kind: TermKind, agencyCode: string, toAgency: string }

// An open request takes its terms along when it is passed on itself.
const leftBehind = sql`t.state = 'open' and not exists (select 1 from requests r where r.id = t.case_id
  and r.status in ('received', 'registered', 'clarifying', 'processing', 'decided'))`

/** Cases with open terms whose body has ended. */
export async function listCasesLeftBehind (db: Reader, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct found.case_id as id from agencies a
    cross join lateral (select t.case_id from terms t where t.agency_code = a.code and ${leftBehind} limit ${limit}) found
    where a.successor_code is not null limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Those terms of held cases, with the last of the bodies that took the place of theirs. */
export async function listTermsLeftBehind (tx: Transaction, caseIds: readonly string[]): Promise<TermLeftBehind[]> {
  const { rows } = await tx.execute<TermLeftBehind>(sql`
    with recursive chain as (
      select code as ended, successor_code as code from agencies where successor_code is not null
      union select c.ended, a.successor_code from chain c join agencies a on a.code = c.code and a.successor_code is not null)
    select t.id, t.case_id as "caseId", t.kind, t.agency_code as "agencyCode", c.code as "toAgency"
    from terms t join chain c on c.ended = t.agency_code join agencies a on a.code = c.code and a.successor_code is null
    where t.case_id = any(${sql.param(caseIds)}::uuid[]) and ${leftBehind} order by t.id`)
  return rows
}

/** Puts terms where they pass to, and with them the case of one that is a case of its own. */
export async function savePassedTerms (tx: Transaction, terms: readonly TermLeftBehind[]): Promise<void> {
  const column = (name: keyof TermLeftBehind) => sql.param(terms.map((term) => term[name]))
  await tx.execute(sql`
    with passed as (select * from unnest(${column('id')}::uuid[], ${column('caseId')}::uuid[], ${column('toAgency')}::text[])
        as p (id, case_id, code)),
      own as (update case_heads h set agency_code = p.code from passed p where h.id = p.case_id and h.kind = 'term')
    update terms t set agency_code = p.code from passed p where t.id = p.id`)
}
