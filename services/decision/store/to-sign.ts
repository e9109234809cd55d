import { sql, type SQL } from 'drizzle-orm'
import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import type { HeldPost } from '@lightwell/http/caller'
import type { Timed } from '@lightwell/regimes/lateness'
import { regimes } from '@lightwell/regimes/regimes'
import type { SheetStep } from '../rules/answer-sheet.ts'
import { waitingKinds, type WaitingKind } from '../rules/to-sign.ts'

/** Something that waits for a signature. What has no legal day of its own has no clock. */
export type Waiting = {
  kind: WaitingKind
  id: string
  caseId: string
  agencyCode: string
  since: Date
  step: SheetStep | null
  receiptNumber: string | null
  title: string | null
  clock: Timed & { calendarId: string, pausedUntil: Date | null } | null
}

/** A duty in an agency through which somebody may sign. */
export type SigningPost = Pick<HeldPost, 'agencyCode' | 'duty'>

/** Who asks, and through which posts he may sign what. */
export type Signer = { personId: string, through: Readonly<Partial<Record<WaitingKind, readonly SigningPost[]>>> }

export type WaitingPage = { limit: number, after: readonly [dueAt: string, id: string] | undefined }

// What has no day comes after all that has one.
const noDay = '2199-12-31T00:00:00.000Z'

type Row = {
  kind: WaitingKind, id: string, case_id: string, agency_code: string, since: string, step: SheetStep | null
  receipt_number: string | null, title: string | null, calendar_id: string, zone: string, due_on: Day, due_at: string
  paused_until: string | null, state: Timed['state'] | null
}

/** What waits for a person's signature, what is due first first, one more than asked for. */
export async function listWaiting (db: Reader, signer: Signer, { limit, after }: WaitingPage): Promise<Waiting[]> {
  const branches = branchesFor(signer)
  if (branches.length === 0) return []
  const place = after === undefined
    ? sql`true` : sql`(coalesce(k.due_at, ${noDay}::timestamptz), w.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const { rows } = await db.execute<Row>(sql`
    select w.*, q.receipt_number, k.*
    from (${sql.join(branches, sql` union all `)}) w (kind, id, case_id, agency_code, since, step, title)
      left join requests q on q.id = w.case_id
      left join lateral (
        select d.calendar_id, d.zone, d.due_on, d.due_at, d.paused_until, d.state
        from deadlines d where d.request_id = w.case_id
        union all
        (select m.calendar_id, m.zone, m.due_on, m.due_at, null, 'running' from terms m
          where m.case_id = w.case_id and m.state = 'open' and w.kind = 'publication'
            and m.kind in ('proactive_publication', 'normative_document') order by m.due_at limit 1)) k on true
    where ${place} order by coalesce(k.due_at, ${noDay}::timestamptz), w.id limit ${limit + 1}`)
  return rows.map(readWaiting)
}

/** The place of a thing in that order. */
export function placeOfWaiting ({ clock, id }: Waiting): [string, string] {
  return [clock?.dueAt.toISOString() ?? noDay, id]
}

// Which duty decides a fee or a correction of the clock is the regime's word.
const ruledDuty = sql`case q.regime_version ${sql.join(
  regimes.map(({ version, limit }) => sql`when ${version} then ${limit.approvingDuty.value}::text`), sql` `)} end`

// The step of an answer's sheet that is next, as `n`; null where none is left.
const nextStep = sql`
  left join decision_sheets b on b.decision_id = c.id left join answer_sheets s on s.id = b.sheet_id
  cross join lateral (
    select s.steps -> (select count(*)::int from decision_signatures g where g.decision_id = c.id) as next) n`

// A person's posts of one kind, as pairs of agency and duty, and their agencies alone.
type Held = { posts: SQL, agencies: SQL }

/** One query for each kind that the caller holds a duty for; each gives the same columns. */
function branchesFor ({ personId, through }: Signer): SQL[] {
  const me = sql`${personId}::uuid`
  const queries = { ...answersWaiting(me), ...wordsWaiting(me), ...filingsWaiting(me) }
  return waitingKinds.flatMap((kind) => {
    const posts = through[kind] ?? []
    if (posts.length === 0) return []
    return [queries[kind]({
      posts: listOf(posts.map(({ agencyCode, duty }) => sql`(${agencyCode}, ${duty})`)),
      agencies: listOf(posts.map(({ agencyCode }) => sql`${agencyCode}`)),
    })]
  })
}

type Queries<Kind extends WaitingKind> = Record<Kind, (held: Held) => SQL>

// Who proposed an answer, signed a step of it or reviewed a record of it leaves the rest to others.
function answersWaiting (me: SQL): Queries<'answer_step' | 'answer' | 'publication'> {
  const answer = sql`c.id, c.case_id, c.agency_code, c.proposed_at`
  const open = sql`from decisions c ${nextStep} where c.state = 'proposed' and c.proposed_by <> ${me}
    and not exists (select from decision_signatures g where g.decision_id = c.id and g.signed_by = ${me})`
  return {
    answer_step: ({ posts }) => sql`${columns('answer_step', answer, { step: sql`n.next` })} ${open}
      and (c.agency_code, n.next ->> 'duty') in ${posts}`,
    answer: ({ agencies }) => sql`${columns('answer', answer)} ${open} and n.next is null and c.agency_code in ${agencies}
      and not exists (
        select from decision_records r join reviews v on v.record_id = r.record_id
        where r.decision_id = c.id and v.reviewer_id = ${me})`,
    publication: ({ agencies }) => sql`
      ${columns('publication', sql`p.id, p.id, p.agency_code, p.proposed_at`, { title: sql`p.title` })}
      from publications p where p.state = 'proposed' and p.agency_code in ${agencies}
        and ${me} not in (p.opened_by, p.proposed_by) and not exists (
          select from records r join reviews v on v.record_id = r.id where r.case_id = p.id and v.reviewer_id = ${me})`,
  }
}

function wordsWaiting (me: SQL): Queries<'extension' | 'fee' | 'correction' | 'clock_correction' | 'work_secret'> {
  return {
    extension: ({ posts }) => sql`${columns('extension', sql`x.id, x.request_id, x.agency_code, x.requested_at`)}
      from extensions x
      where x.state = 'pending' and (x.agency_code, x.approving_duty) in ${posts} and x.requested_by <> ${me}`,
    fee: ({ posts }) => sql`${columns('fee', sql`f.id, f.request_id, q.agency_code, f.proposed_at`)}
      from fees f join requests q on q.id = f.request_id
      where f.state = 'proposed' and (q.agency_code, ${ruledDuty}) in ${posts} and f.proposed_by <> ${me}`,
    correction: ({ agencies }) => sql`${columns('correction', sql`o.id, o.request_id, q.agency_code, o.proposed_at`)}
      from correction_outcomes o join requests q on q.id = o.request_id
      where o.state = 'proposed' and q.agency_code in ${agencies} and o.proposed_by <> ${me}`,
    clock_correction: ({ posts }) => sql`
      ${columns('clock_correction', sql`y.id, y.request_id, y.agency_code, y.requested_at`)}
      from clock_corrections y join requests q on q.id = y.request_id
      where y.state = 'pending' and (y.agency_code, ${ruledDuty}) in ${posts} and y.requested_by <> ${me}`,
    work_secret: ({ agencies }) => sql`${columns('work_secret', sql`k.id, r.case_id, k.agency_code, k.proposed_at`)}
      from work_secrets k join records r on r.id = k.record_id
      where k.state = 'proposed' and k.agency_code in ${agencies} and k.proposed_by <> ${me}`,
  }
}

function filingsWaiting (me: SQL): Queries<'filing_office' | 'filing_secrecy'> {
  const filing = (kind: WaitingKind, { agencies }: Held) => sql`
    ${columns(kind, sql`m.id, r.case_id, m.agency_code, m.filed_at`)}
    from review_filings m join records r on r.id = m.record_id where m.agency_code in ${agencies} and m.filed_by <> ${me}`
  return {
    filing_office: (held) => sql`${filing('filing_office', held)} and m.office_received_at is null`,
    filing_secrecy: (held) => sql`${filing('filing_secrecy', held)} and m.secrecy_received_at is null`,
  }
}

function listOf (items: readonly SQL[]): SQL {
  return sql`(${sql.join([...items], sql`, `)})`
}

function columns (kind: WaitingKind, of: SQL, { step = sql`null::jsonb`, title = sql`null::text` } = {}): SQL {
  return sql`select ${kind}::text, ${of}, ${step}, ${title}`
}

function readWaiting ({ kind, id, step, title, ...row }: Row): Waiting {
  return {
    kind, id, step, title, caseId: row.case_id, agencyCode: row.agency_code, since: new Date(row.since),
    receiptNumber: row.receipt_number,
    clock: row.state === null ? null : {
      calendarId: row.calendar_id, zone: row.zone, dueOn: row.due_on, dueAt: new Date(row.due_at), answeredOn: null,
      state: row.state, pausedUntil: row.paused_until === null ? null : new Date(row.paused_until),
    },
  }
}
