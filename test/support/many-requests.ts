import pg from 'pg'
import { findCalendar } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { dayIn, startOfDay } from '@lightwell/calendar/zoned'
import { dueDay, dueInstant } from '@lightwell/regimes/due-day'
import { findRegime } from '@lightwell/regimes/regimes'

/**
 * How many requests, seen from which instant, and which share of them is open and late. With `onlyLists` there is just
 * what lists of deadlines are read from, so that many millions are there in minutes: the requests of open deadlines alone,
 * no heads of cases, no clock entries, and none of the indexes of the register.
 */
export type Filling = { count: number, now: Date, overdueShare: number, onlyLists?: boolean }

type Shape = { agency: string, regime: 'county' | 'order_711', weight: number }

const zone = 'Asia/Shanghai'
const daysBack = 200

// One agency has half of the work, as offices do.
const shapes: readonly Shape[] = [
  { agency: 'XM', regime: 'county', weight: 5 },
  { agency: 'AQ', regime: 'county', weight: 2 },
  { agency: 'CS', regime: 'county', weight: 1 },
  { agency: 'CITY', regime: 'order_711', weight: 2 },
]

/**
 * Fills a database that has the sample world with requests and what hangs on them: case heads, deadlines, clock
 * entries, some pending extensions and proposed decisions. They are spread over the sample agencies and the last 200
 * days; what is neither late nor due later was answered in time. Written as the owner of the database.
 */
export async function fillRequests (url: string, { count, now, overdueShare, onlyLists = false }: Filling): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // What was committed asynchronously is not marked as visible to all, and plans reckon with a look at every row.
    await client.query('set synchronous_commit = on')
    const indexes = onlyLists ? await leaveOut(client) : []
    await client.query('begin')
    await client.query(slots, columnsOf(slotsAt(now)))
    await client.query('analyze slots')
    await client.query(filling, [count, overdueShare, findCalendar('CN')?.version])
    const statements = onlyLists
      ? [`${requests} where state = 'running'`, deadlines]
      : [heads, requests, deadlines, started, stopped]
    for (const statement of [...statements, extensions, decisions]) await client.query(statement)
    await client.query('commit')
    for (const index of indexes) await client.query(index)
    for (const table of ['case_heads', 'requests', 'deadlines', 'clock_entries', 'extensions', 'decisions']) {
      await client.query(`vacuum analyze ${table}`)
    }
  } finally {
    await client.end()
  }
}

// What was not written is not referred to; nothing else is asked of the rows than that they are there.
const leavingOut = `
  set session_replication_role = replica; set work_mem = '256MB'; set maintenance_work_mem = '512MB';
  drop index requests_register, requests_by_text, requests_by_applicant, requests_by_access_token, requests_open,
    requests_registered_late; alter table requests drop constraint requests_receipt_number`

/** Takes the indexes away that would only be in the way, and gives those of deadlines, to be built when all rows stand. */
async function leaveOut (client: pg.Client): Promise<string[]> {
  await client.query(leavingOut)
  const { rows } = await client.query<{ indexname: string, indexdef: string }>(
    "select indexname, indexdef from pg_indexes where tablename = 'deadlines' and indexname <> 'deadlines_pkey'")
  await client.query(`drop index ${rows.map(({ indexname }) => indexname).join(', ')}`)
  return rows.map(({ indexdef }) => indexdef)
}

/** A day of receipt at an agency, and what follows from it. */
type Slot = {
  shape: Shape, receivedOn: Day, dueOn: Day, dueAt: Date, late: boolean, answeredOn: Day, provisional: boolean
}

function slotsAt (now: Date): Slot[] {
  const today = dayIn(now, zone)
  return shapes.flatMap((shape) => Array.from({ length: shape.weight }, () =>
    Array.from({ length: daysBack }, (_, back) => slotOf(shape, addDays(today, -back - 1), now))).flat())
}

function slotOf (shape: Shape, receivedOn: Day, now: Date): Slot {
  const regime = findRegime(shape.regime)
  const calendar = findCalendar('CN')
  if (regime === undefined || calendar === undefined) throw new Error('The law that the sample world names is missing')
  const { dueOn, provisional } = dueDay({ regime, calendar, receivedOn })
  const dueAt = dueInstant(regime, dueOn, zone)
  const spare = workingDaysBetween(calendar, receivedOn, dueOn) > 1 ? 1 : 0
  return { shape, receivedOn, dueOn, dueAt, provisional, late: dueAt <= now, answeredOn: addDays(dueOn, -spare) }
}

function columnsOf (taken: readonly Slot[]): unknown[] {
  return [
    taken.map(({ shape }) => shape.agency), taken.map(({ shape }) => shape.regime),
    taken.map(({ receivedOn }) => receivedOn), taken.map(({ receivedOn }) => startOfDay(receivedOn, zone)),
    taken.map(({ dueOn }) => dueOn), taken.map(({ dueAt }) => dueAt), taken.map(({ late }) => late),
    taken.map(({ answeredOn }) => answeredOn), taken.map(({ provisional }) => provisional),
  ]
}

const slots = `
  create temporary table slots on commit drop as
  select *, row_number() over () - 1 as slot
  from unnest($1::text[], $2::text[], $3::date[], $4::timestamptz[], $5::date[], $6::timestamptz[], $7::bool[],
    $8::date[], $9::bool[]) as s(agency, regime, received_on, day_began, due_on, due_at, late, answered_on,
      provisional)`

// Every request takes a slot in turn. Of those whose day has passed, the asked share is left open, evenly spread; the
// others were answered. The id is a UUIDv7 of the instant of registration.
const filling = `
  create temporary table filling on commit drop as
  with rows as (
    select s.*, n, s.day_began + interval '9 hours' + n % 28000 * interval '1 second' as registered_at,
      row_number() over (partition by s.late order by n) as nth, count(*) over (partition by s.late) as of_them
    from generate_series(1, $1::int) n join slots s on s.slot = n::bigint * 7919 % (select count(*) from slots))
  select *, $3::text as calendar_version, case when not late then 'running'
      when floor(nth * x.share) > floor((nth - 1) * x.share) then 'running' else 'met' end as state,
    (lpad(to_hex((extract(epoch from registered_at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(n & 4095), 3, '0')
      || '8' || substr(md5(n::text), 1, 15))::uuid as id
  from rows cross join lateral (select least(1, $1::int * $2::float8 / of_them) as share) x
  order by id`

const heads = `insert into case_heads (id, kind, agency_code, version, last_hash)
  select id, 'request', agency, 0, 'none' from filling`

// Every fourth request is of an applicant who asks often. Nine in ten came online, by citizens, for information; what is
// rarer stands at every agency all the same, as do cases that were brought in and letters that were registered late.
const requests = `insert into requests (id, receipt_number, agency_code, regime_id, regime_version, calendar_id, zone,
    kind, channel, status, received_on, registered_at, filed_by, applicant_kind, organisation_kind, applicant_name,
    applicant_id_index, description, delivery_format, delivery_method, language, subject, imported, access_token_hash,
    sealed_key)
  select id, 'FILL-' || lpad(n::text, 8, '0'), agency, regime, regime || '@1', 'CN', '${zone}',
    case when n % 211 = 0 then 'correction' else 'disclosure' end,
    case when n % 10 = 0 then (array['letter', 'in_person', 'fax', 'telephone'])[n / 10 % 4 + 1] else 'online' end,
    case when state <> 'met' then case when n % 2 = 0 then 'processing' else 'registered' end
      when n % 101 = 0 then 'withdrawn' else 'closed' end, received_on,
    registered_at + case when n % 307 = 0 then interval '3 days' else interval '0' end, 'anonymous',
    case when n % 13 = 0 then 'organisation' else 'citizen' end, case when n % 13 = 0 then 'enterprise' end, '某人',
    'filled:' || case when n % 4 = 0 then n % 1009 else n % 600011 end,
    (array['征地补偿方案及发放明细', '公交线路调整的论证材料', '住房公积金缴存比例依据', '污水处理厂排放监测数据',
      '小学学区划分文件', '行政处罚决定书及依据', '村级财务收支账目'])[n % 7 + 1]
      || '，' || 2010 + n % 15 || '年度，' || '第' || n || '号，'
      || (array['城南', '城北', '开发区', '老街', '河西', '高新区', '渡口', '机场', '车站'])[n % 9 + 1] || '片区',
    'electronic', 'online', 'zh-CN', case when n % 17 = 0 then 'land' end, n % 503 = 0, 'filled:' || id, 'none'
  from filling`

const deadlines = `insert into deadlines (request_id, agency_code, regime_id, regime_version, calendar_id,
    calendar_version, zone, state, started_on, due_on, due_at, answered_on, extended_working_days, provisional,
    unknown_years)
  select id, agency, regime, regime || '@1', 'CN', calendar_version, '${zone}', state, received_on, due_on, due_at,
    case when state = 'met' then answered_on end, 0, provisional, '{}' from filling`

const started = `insert into clock_entries
    (request_id, seq, kind, on_day, cause, author, recorded_at, state, due_on, due_at, calendar_version)
  select id, 1, 'started', received_on, 'registered', 'system', registered_at, 'running', due_on, due_at, calendar_version
  from filling`

const stopped = `insert into clock_entries
    (request_id, seq, kind, on_day, cause, author, recorded_at, state, due_on, due_at, calendar_version)
  select id, 2, 'stopped', answered_on, 'answered', 'system', due_at - interval '30 hours', 'met', due_on, due_at, calendar_version
  from filling where state = 'met'`

const extensions = `insert into extensions (id, request_id, agency_code, state, additional_working_days, reason, approving_duty,
    requested_by, requested_at, old_due_on)
  select id, id, agency, 'pending', 5, '涉及多个部门', case regime when 'county' then 'head' else 'disclosure_office' end,
    id, registered_at + interval '1 day', due_on from filling where state = 'running' and n % 11 = 0`

const decisions = `insert into decisions (id, case_id, agency_code, state, outcome, proposed_by, proposed_at)
  select id, id, agency, 'proposed', 'disclose', id, registered_at + interval '2 days'
  from filling where state = 'running' and n % 13 = 0`
