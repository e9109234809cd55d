// A year of five hundred cases at agencies in two countries: whatever happens to them, to the calendars and to the
// processes, each due day is at the end what its entries say, and each that passed was told once.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { addDays, type Day } from '@lightwell/calendar/day'
import { connect } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import { startWaker } from '@lightwell/events/wake'
import { developmentVerifier } from '@lightwell/http/staff-token'
import { deadline } from '../../services/deadline/deadline.ts'
import { verifyDays } from '../../services/deadline/verify-days.ts'
import { openHouse, type House } from '../../services/house.ts'
import { allRooms } from '../../services/run.ts'
import { startDeadlineProcess } from '../support/deadline-process.ts'
import { drawer } from '../support/drawer.ts'
import { openTestHouse, type Body } from '../support/house.ts'
import { noScanner } from '../support/no-scanner.ts'
import { noStore } from '../support/no-store.ts'
import { runSweeps } from '../support/run-sweeps.ts'
import { must } from '../support/story.ts'
import { tellingsIn } from '../support/told.ts'
import { expectedTellings } from './year-tellings.ts'
import { yearActs, type Act, type YearCase } from './year-acts.ts'

const seed = Number(process.env['SEED'] ?? 20260105)
const cases = 500
const pick = drawer(seed)
const first = '2026-01-05' as Day

// All that happens here goes by one clock, which only this test moves.
const house = await openTestHouse(t, { now: `${first}T01:00:00Z`, rooms: allRooms.filter(({ name }) => name !== 'deadline') })
const { url, clock, keys } = house
const logger = pino({ level: 'silent' })
const owner = new pg.Client({ connectionString: url })
const waker = startWaker(url)
const { db, close } = connect(url, 'decision', { max: 4 })
await owner.connect()
t.teardown(async () => {
  await owner.end()
  await waker.close()
  await close()
})

let room: { house: House, address: string } | undefined
async function openDeadlineRoom (): Promise<void> {
  const opened = await openHouse({
    rooms: [deadline], allRooms, databaseUrl: url, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, clock, verifyStaff: developmentVerifier(keys), logger, limits: false,
  })
  room = { house: opened, address: await opened.app.listen({ port: 0, host: '127.0.0.1' }) }
}
async function closeDeadlineRoom (): Promise<void> {
  await room?.house.stop()
  room = undefined
}
t.teardown(closeDeadlineRoom)

const call: typeof house.call = (method, path, options) =>
  house.call(method, /^\/v1\/(deadlines|extensions|clock-corrections|calendars)/.test(path) && room ? `${room.address}${path}` : path, options)

const counts = new Map<string, number>()
const failed: string[] = []
const act: Act = async (name, path, options) => {
  const { status, body, text } = await call('POST', `/v1/${path}`, options)
  if (status >= 500 || status === 401) failed.push(`${name} on ${path}: ${status} ${text}`)
  const done = status === 200 || status === 201
  const key = done ? name : `${name}: refused`
  counts.set(key, (counts.get(key) ?? 0) + 1)
  return done ? body : undefined
}

const uk = { code: 'UKB', regime: 'uk_foia', calendar: 'UK', zone: 'Europe/London', kind: 'department', reviewLevels: 1, name: { zh: '英国机关', en: 'A British Body' } }
const britons = { applicant: { kind: 'citizen', name: 'Jane Doe', email: 'jane@example.org' }, purpose: undefined, delivery: undefined, language: 'en' }
const cityForm = { purpose: undefined, applicant: { kind: 'citizen', name: '张三', idNumber: '11010519491231002X', address: '建设路1号', phone: '13800000000' } }

async function file (open: YearCase[]): Promise<void> {
  const agency = pick(['XM', 'XM', 'CS', 'AQ', 'CITY', 'UKB'])
  const { id, accessToken } = await house.file({ agency, ...agency === 'UKB' ? britons : agency === 'CITY' ? cityForm : {} })
  open.push({ id, accessToken, agency, asked: new Set() })
}

/** The decision room says that a notice which answers has reached its reader. */
async function answer ({ id }: YearCase, servedOn: Day): Promise<void> {
  await db.transaction(async (tx) => {
    await append(tx, (await lockCase(tx, id))!, {
      type: 'lightwell.notice.served.v1', room: 'decision', actor: 'system', at: clock.now(),
      data: { noticeId: uuidv7(), kind: 'decision', method: 'post', servedOn, answers: true },
    })
  })
  waker.wake(['deadline', 'intake'])
}

const isQuiet = async (): Promise<boolean> => (await owner.query(`select 1 from deliveries where state = 'pending' limit 1`)).rows.length === 0
async function quiet (): Promise<void> {
  for (let tries = 0; !await isQuiet(); tries += 1) {
    if (tries > 4_000) throw new Error('What was appended is not delivered')
    await pause(5)
  }
}

async function publish (calendar: string, year: number, change: (body: Body) => object): Promise<void> {
  const { headers } = await call('GET', `/v1/calendars/${calendar}`)
  const { body } = await call('GET', `/v1/calendars/${calendar}/${year}`, { headers: { 'accept-language': 'zh-CN' } })
  const { notices = [], offDays = [], makeUpWorkingDays = [] } = body
  must(200, await call('PUT', `/v1/calendars/${calendar}/${year}`, {
    as: 'city.admin', body: change({ notices, offDays, makeUpWorkingDays }), headers: { 'if-match': headers.get('etag') as string },
  }))
}

const notice = (number: string, issued: string) => ({ number, issued, about: 'days off' })
const daysOff = (name: string, from: string, days: number) =>
  Array.from({ length: days }, (_, at) => ({ date: addDays(from as Day, at), name }))

/** What happens in the year beside the cases, by the day from which on it does. */
const happenings: [Day, () => Promise<void>][] = [
  ['2026-04-14' as Day, () => publish('CN', 2026, (body) => ({
    ...body, notices: [...body.notices, notice('国办发明电〔2026〕1号', '2026-04-14')], offDays: [...body.offDays, ...daysOff('全国哀悼日', '2026-04-20', 1)],
  }))],
  ['2026-06-09' as Day, () => publish('UK', 2026, (body) => ({
    ...body, notices: [notice('Royal Proclamation', '2026-06-08')], offDays: [...body.offDays, ...daysOff('Royal day', '2026-06-19', 1)],
  }))],
  ['2026-11-05' as Day, () => publish('CN', 2027, () => ({
    notices: [notice('国办发明电〔2026〕9号', '2026-11-05')], makeUpWorkingDays: ['2027-01-30', '2027-02-14'],
    offDays: [...daysOff('元旦', '2027-01-01', 3), ...daysOff('春节', '2027-02-05', 8)],
  }))],
]

t.test('a year of five hundred cases', async (t) => {
  must(201, await call('POST', '/v1/agencies', { as: 'city.admin', body: uk }))
  for (const duty of ['clerk', 'officer', 'head']) {
    must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'UKB', duty, holder: { handle: `ukb.${duty}`, name: duty } } }))
  }
  await openDeadlineRoom()
  let replica: Awaited<ReturnType<typeof startDeadlineProcess>> | undefined = await startDeadlineProcess(t, url, clock.now().toISOString())
  const open: YearCase[] = []
  let [filed, kills] = [0, 0]
  const away = { from: '2026-07-06', until: '2026-07-21' }
  for (let today = first; filed < cases || today < '2026-12-28'; today = addDays(today, pick([1, 1, 1, 2, 2, 4]))) {
    if (room !== undefined) await quiet()
    const instant = `${today}T${pick(['00', '02', '06', '15', '16', '23'])}:${pick(['00', '30'])}:00.000Z`
    if (today >= away.from && today < away.until) {
      await closeDeadlineRoom()
      await replica?.end()
      replica = undefined
    } else if (room === undefined) {
      clock.set(instant)
      await openDeadlineRoom()
      await quiet()
    } else if (replica === undefined) {
      replica = await startDeadlineProcess(t, url, instant)
    } else if (filed > (kills + 1) * cases / 4) {
      kills += 1
      await replica.kill(instant)
      replica = undefined
    }
    await replica?.set(instant)
    clock.set(instant)
    if (room !== undefined && today >= (happenings[0]?.[0] ?? '9999')) await happenings.shift()?.[1]()
    const work: Promise<void>[] = []
    for (let n = pick([2, 3, 3, 4, 5]); n > 0 && filed < cases; n -= 1, filed += 1) work.push(file(open))
    await Promise.all(work.splice(0))
    if (room !== undefined) await quiet()
    const busy = new Set<YearCase>()
    for (let n = room === undefined ? 1 : 3; n > 0 && open.length > 0; n -= 1) {
      const one = pick(open)
      if (!busy.has(one)) work.push(pick(yearActs)({ one, today, act, pick }))
      busy.add(one)
    }
    while (open.length - work.length > 24) {
      const one = pick(open.slice(0, pick([5, 24])))
      if (busy.has(one)) break
      busy.add(one)
      // While the applicant is asked what he means there is no answer.
      if (one.clarification !== undefined) {
        work.push(yearActs[0]!({ one, today, act, pick }))
        continue
      }
      open.splice(open.indexOf(one), 1)
      work.push(answer(one, addDays(today, -pick([0, 0, 0, 1, 3]))))
    }
    await Promise.all(work)
    for (const one of open.filter(({ withdrawn }) => withdrawn)) open.splice(open.indexOf(one), 1)
  }
  t.comment(Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b))), `${kills} killed`)
  t.same(failed, [], `seed ${seed}: nothing failed`)
  t.ok(kills >= 3)
  t.equal(happenings.length, 0, 'every calendar was changed')

  clock.set('2027-03-01T02:00:00Z')
  await replica?.set('2027-03-01T02:00:00Z')
  const own = connect(url, 'deadline', { max: 3 })
  await runSweeps(url, [{ room: deadline, deps: { db: own.db, waker, clock, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, log: logger } }])

  t.same(await verifyDays(own.db), [], `seed ${seed}: every stored due day is what its entries give`)
  const { rows: lost } = await owner.query(`select r.id from requests r left join deadlines d on d.request_id = r.id
    where r.status in ('received', 'registered', 'clarifying', 'processing', 'decided') and coalesce(d.state, 'none') not in ('running', 'paused')`)
  t.same(lost, [], 'no open request is without a clock')
  t.same(must<Body>(200, await call('POST', '/v1/audit/verifications', { as: 'jcj.supervisor', body: {} })).faults, [], 'every chain verifies')
  const { rows: left } = await owner.query(`select 1 from deliveries where state <> 'done'`)
  t.same(left, [], 'nothing is parked or left')

  const told = await tellingsIn({ url })
  const expected = await expectedTellings(owner, clock.now())
  t.equal(expected.size, cases)
  const faults = { twice: [] as string[], lost: [] as string[], wrong: [] as string[] }
  let passed = 0
  for (const [id, { must: owed, may }] of expected) {
    const tales = told.get(id) ?? []
    const days = tales.filter((tale) => tale.endsWith('passed')).map((tale) => tale.slice(0, 10))
    passed += days.length
    if (new Set(tales).size < tales.length) faults.twice.push(id)
    faults.lost.push(...owed.filter((day) => !days.includes(day)).map((day) => `${day} of ${id}`))
    faults.wrong.push(...days.filter((day) => !may.includes(day)).map((day) => `${day} of ${id}`))
  }
  t.same(faults, { twice: [], lost: [], wrong: [] }, `seed ${seed}: each day that passed was told once, and no other`)
  t.ok(passed > cases / 10, `${passed} days passed`)
  await own.close()
})
