import { sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { TermKind } from '@lightwell/regimes/term'
import { confidentialKinds } from '../rules/term-handling.ts'
import type { TermState } from '../rules/term-state.ts'
import type { FoundTerm } from './terms.ts'
import { texts } from './texts.ts'

/** Which terms to list, as they stand at an instant. */
export type TermQuery = {
  agencies: 'all' | readonly string[]
  /** Those of them whose confidential terms the reader may know of. */
  trusted: 'all' | readonly string[]
  kind: TermKind | undefined
  state: TermState | 'overdue' | undefined
  duty: string | undefined
  requestId: string | undefined
  dueBy: Day | undefined
  at: Date
  /** The due instant and id of the last row already given. */
  after: { dueAt: Date, id: string } | undefined
  limit: number
}

/** One line of a list. */
export type ListedTerm = Omit<FoundTerm, 'version'>

const columns = sql`t.id, t.case_id as "caseId", t.agency_code as "agencyCode", t.kind, t.subject_id as "subjectId",
  t.started_on as "startedOn", t.due_on as "dueOn", t.due_at as "dueAt", t.provisional, t.duty, t.state, t.note`

type Row = Omit<ListedTerm['term'], 'dueAt'> & { dueAt: string, caseKind: ListedTerm['caseKind'] }

/** Terms by due instant, the earliest first. One row more than the limit. */
export async function listTerms (db: Reader, query: TermQuery): Promise<ListedTerm[]> {
  const { rows } = await db.execute<Row>(sql`
    select found.*, h.kind as "caseKind" from (${found(query)}) found join case_heads h on h.id = found."caseId"
    order by found."dueAt", found.id`)
  return rows.map(({ caseKind, dueAt, ...term }) => ({ caseKind, term: { ...term, dueAt: new Date(dueAt) } }))
}

// Each agency is read along its index in the asked order, and no further than the page.
function found (query: TermQuery): SQL {
  const { agencies, limit } = query
  const page = sql`order by t.due_at, t.id limit ${limit + 1}`
  const matching = sql`select ${columns} from terms t where ${sql.join(conditionsOf(query), sql` and `)}`
  if (agencies === 'all') return sql`${matching} ${page}`
  return sql`
    select one.* from unnest(${texts(agencies)}) as a(code)
    cross join lateral (${matching} and t.agency_code = a.code ${page}) one
    order by one."dueAt", one.id limit ${limit + 1}`
}

function conditionsOf ({ trusted, kind, state, duty, requestId, dueBy, at, after }: TermQuery): SQL[] {
  return [
    sql`true`,
    ...trusted === 'all' ? [] : [sql`(t.kind <> all(${texts(confidentialKinds)}) or t.agency_code = any(${texts(trusted)}))`],
    ...kind === undefined ? [] : [sql`t.kind = ${kind}`],
    ...state === undefined ? [] : [inState(state, at)],
    ...duty === undefined ? [] : [sql`t.duty = ${duty}`],
    ...requestId === undefined ? [] : [sql`t.case_id = ${requestId}`],
    ...dueBy === undefined ? [] : [sql`t.due_on <= ${dueBy}`],
    ...after === undefined ? [] : [sql`(t.due_at, t.id) > (${after.dueAt.toISOString()}::timestamptz, ${after.id}::uuid)`],
  ]
}

// What nobody must do is over with its last day, whatever is stored.
function inState (state: TermState | 'overdue', at: Date): SQL {
  const isDue = sql`t.due_at <= ${at.toISOString()}::timestamptz`
  switch (state) {
    case 'open': return sql`t.state = 'open' and not (t.duty is null and ${isDue})`
    case 'overdue': return sql`t.state = 'open' and t.duty is not null and ${isDue}`
    case 'ended': return sql`(t.state = 'ended' or t.state = 'open' and t.duty is null and ${isDue})`
    default: return sql`t.state = ${state}`
  }
}
