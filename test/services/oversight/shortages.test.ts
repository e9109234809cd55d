import t from 'tap'
import { sql } from 'drizzle-orm'
import type { Deps } from '@lightwell/events/deps'
import { watchStaffing } from '../../../services/intake/commands/watch-staffing.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { must } from '../../support/story.ts'
import { asOwner, faultsOf } from '../decision/desk.ts'

const house = await openTestHouse(t, { sweeping: false })
const { call, swept } = house
const { db } = house.connection('oversight')
const admin = 'city.admin'
const supervisor = 'jcj.supervisor'

const listed = async (query = '', as = supervisor): Promise<Body[]> => must<Body>(200, await call('GET', `/v1/shortages?limit=100&${query}`, { as })).items
const told = (items: Body[]): string[] => items.map(({ agency, step, reason, requestId, publicationId, mendedAt }) =>
  `${agency} ${step} ${reason}${requestId || publicationId ? ' of a case' : ''}${mendedAt ? ' mended' : ''}`).toSorted()

const supervised = async (id: string, query = ''): Promise<Body> =>
  must<Body>(200, await call('GET', `/v1/deadline-register?limit=100&${query}`, { as: supervisor })).items.find(({ requestId }: Body) => requestId === id)

async function postOf (agency: string, holder: string, duty: string): Promise<string> {
  const { items } = must<Body>(200, await call('GET', `/v1/posts?agency=${agency}&limit=100`, { as: admin }))
  return items.find((post: Body) => post.holder.name === holder && post.duty === duty && post.revokedAt === null).id
}

/** What the history tells of staffing, of whatever case. */
async function tellings (): Promise<string[]> {
  const { rows } = await db.execute<{ text: string }>(sql`select convert_from(bytes, 'UTF8') as text from events
    where type like 'lightwell.staffing.%' order by occurred_at, case_id, version`)
  return rows.map(({ text }) => text)
}

await t.test('an agency that has its people is told of nowhere, and an opened case tells nothing', async (t) => {
  await swept()
  await house.file()
  must(201, await openPublisher(house).open())
  await swept()
  t.same(await listed(), [])
  t.same(await tellings(), [])
})

let first = ''

await t.test('a case that is opened while nobody is left for a step tells so once, to supervisors and to the head of its agency', async (t) => {
  must(200, await call('POST', `/v1/posts/${await postOf('XM', 'xm.review2', 'review')}/revocation`, { as: admin }))
  const { id, accessToken } = await house.file()
  first = id
  await swept()
  must(201, await openPublisher(house).open())
  await swept()
  await swept()
  const short = 'XM review:2 nobody'
  t.same(told(await listed()), [short, `${short} of a case`, `${short} of a case`])
  t.same(told(await listed('standing=true', 'xm.head')), [short, `${short} of a case`, `${short} of a case`])
  t.match((await listed('agency=XM')).find(({ requestId }) => requestId === id), {
    agency: 'XM', publicationId: null, step: 'review:2', level: 2, reason: 'nobody', text: '第2级审查：没有在岗人员。',
    since: '2026-03-02T01:00:00.000Z', mendedAt: null,
  })
  t.equal((await tellings()).length, 3, 'of the agency, of the request and of the publication, each once')
  t.notMatch((await tellings()).join(), /xm\.|review2"|张三/, 'a step is named, and nobody')
  t.match(await supervised(id), { understaffed: [{ step: 'review:2', level: 2, reason: 'nobody' }] })
  const { data } = must<Body>(200, await call('POST', '/graphql', {
    as: supervisor, body: { query: `{ request(id: "${id}") { deadline { understaffed { step level reason } } } }` },
  }))
  t.same(data.request.deadline.understaffed, [{ step: 'review:2', level: 2, reason: 'NOBODY' }])
  const csv = await call('GET', '/v1/deadline-register', { as: supervisor, headers: { accept: 'text/csv', 'accept-language': 'en' } })
  t.match(csv.text, /Steps nobody is left for[^]*review:2 nobody/)
  const { items } = must<Body>(200, await call('GET', `/v1/requests/${id}/events`, { as: accessToken }))
  t.notOk(items.some(({ type }: Body) => type.includes('staffing')), 'an applicant is told of his case, not of the agency’s people')
})

await t.test('who may not supervise or lead an agency reads none of it, and lists are bounded', async (t) => {
  t.equal((await call('GET', '/v1/shortages')).status, 401)
  for (const as of ['xm.officer', 'xm.review1', 'portal']) t.equal((await call('GET', '/v1/shortages', { as })).status, 403, as)
  t.same(await listed('', 'cs.head'), [])
  t.equal((await call('GET', '/v1/shortages?agency=XM', { as: 'cs.head' })).status, 404)
  t.same(told(await listed('', admin)).length, 3, 'who keeps the posts sees what he has to mend')
  t.same(faultsOf(await call('GET', '/v1/shortages?standing=no&limit=0&cursor=x', { as: supervisor })), ['/limit too_small', '/standing wrong_type'])
  t.same(faultsOf(await call('GET', '/v1/shortages?cursor=x', { as: supervisor })), ['/cursor wrong_cursor'])
  const paged: Body[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Body = must(200, await call('GET', `/v1/shortages?limit=1${cursor && `&cursor=${cursor}`}`, { as: supervisor }))
    paged.push(...page.items)
    cursor = page.nextCursor
  }
  t.same(paged, await listed())
})

await t.test('it is mended when somebody is there again, for the agency and for its cases, and the past stays told', async (t) => {
  house.clock.set('2026-03-03T01:00:00Z')
  must(201, await call('POST', '/v1/posts', { as: admin, body: { agency: 'XM', duty: 'review', level: 2, holder: 'xm.review2' } }))
  await swept()
  t.same(await listed('standing=true'), [])
  t.same(told(await listed()).filter((one) => one.endsWith(' mended')).length, 3)
  t.match(await supervised(first), { understaffed: [] })
  t.match(await supervised(first, 'asOf=2026-03-02T02:00:00Z'), { understaffed: [{ step: 'review:2' }] })
  const { id } = await house.file()
  await swept()
  t.match(await supervised(id), { understaffed: [] })
})

await t.test('what is told late of a case is mended since it was mended at its agency', async (t) => {
  house.clock.set('2026-03-03T02:00:00Z')
  must(200, await call('POST', `/v1/posts/${await postOf('XM', 'xm.review2', 'review')}/revocation`, { as: admin }))
  const { id } = await house.file()
  await swept()
  // As if its telling had been parked, and were started again when somebody is there.
  await asOwner(house, 'delete from shortages where case_id = $1', [id])
  await asOwner(house, `update deliveries set state = 'parked', first_error = 'x' where consumer = 'oversight' and event_id = (
    select id from events where case_id = $1 and type = 'lightwell.staffing.short.v1')`, [id])
  house.clock.set('2026-03-03T03:00:00Z')
  must(201, await call('POST', '/v1/posts', { as: admin, body: { agency: 'XM', duty: 'review', level: 2, holder: 'xm.review2' } }))
  await swept()
  const { items: [parked] } = must<Body>(200, await call('GET', '/v1/deliveries', { as: admin }))
  must(200, await call('POST', `/v1/deliveries/${parked.eventId}/oversight/replay`, { as: admin }))
  await swept()
  t.same(await listed('standing=true'), [])
  t.match((await listed('agency=XM')).find(({ requestId }) => requestId === id), {
    since: '2026-03-03T02:00:00.000Z', mendedAt: '2026-03-03T03:00:00.000Z',
  })
  t.match(await supervised(id), { understaffed: [] })
})

await t.test('an absence is told when it begins and not before, and is over by itself', async (t) => {
  must(201, await call('POST', `/v1/posts/${await postOf('CS', 'cs.head', 'head')}/absences`, {
    as: admin, body: { from: '2026-03-05', until: '2026-03-06' },
  }))
  await swept()
  t.same(await listed('agency=CS'), [])
  house.clock.set('2026-03-04T16:00:00Z')
  const { id } = await house.file({ agency: 'CS' })
  await swept()
  t.same(told(await listed('agency=CS')), ['CS head nobody', 'CS head nobody of a case'], 'as the day begins in its zone')
  house.clock.set('2026-03-04T15:59:59Z')
  await swept()
  t.equal((await listed('agency=CS&standing=true')).length, 2, 'a clock that is behind tells nothing of the day before')
  house.clock.set('2026-03-05T16:00:00Z')
  await swept()
  t.equal((await listed('agency=CS')).length, 2, 'a second day is no second telling')
  house.clock.set('2026-03-06T16:00:00Z')
  await swept()
  t.same(told(await listed('agency=CS')), ['CS head nobody mended', 'CS head nobody of a case mended'])
  t.match(await supervised(id), { understaffed: [] })
})

await t.test('a qualification that lapses is told on the day after its last, and a chain that was made longer at once', async (t) => {
  const { items } = must<Body>(200, await call('GET', '/v1/qualifications?agency=CS&limit=100', { as: admin }))
  const { id } = items.find(({ person }: Body) => person.handle === 'cs.review1')
  must(200, await call('POST', `/v1/qualifications/${id}/ending`, { as: admin, body: { untilOn: '2026-03-10' } }))
  house.clock.set('2026-03-10T15:59:59Z')
  await swept()
  t.same(await listed('agency=CS&standing=true'), [])
  house.clock.set('2026-03-10T16:00:00Z')
  await swept()
  t.same(told(await listed('agency=CS&standing=true')), ['CS review:1 not_qualified'])
  must(200, await call('POST', `/v1/posts/${await postOf('CS', 'cs.review1', 'review')}/revocation`, { as: admin }))
  await swept()
  t.same(told(await listed('agency=CS&standing=true')), ['CS review:1 nobody'], 'a step has the reason that is true now')

  const moved = await house.file()
  const { transferredTo } = must<Body>(200, await call('POST', `/v1/requests/${moved.id}/transfer`, {
    as: 'xm.officer', body: { toAgency: 'CS', reason: '属于该机关职责' },
  }))
  await swept()
  t.match(await supervised(transferredTo.id), { agency: 'CS', understaffed: [{ step: 'review:1', reason: 'nobody' }] }, 'a case that comes from elsewhere too')
  t.same((await supervised(moved.id, 'standing=stopped')).understaffed, [])

  const name = { zh: '环节', en: 'Stage' }
  const levels = [1, 2, 3].map((level) => ({ kind: 'review', level, people: level === 3 ? 2 : 1, when: 'always', name }))
  const group = { kind: 'group', people: 4, when: 'sensitive', name }
  const chain = async (stages: object[]) => must(200, await call('PUT', '/v1/agencies/AQ/review-chain', {
    as: admin, body: { fromOn: '2026-03-11', stages }, headers: { 'if-match': '*' },
  }))
  await chain([...levels.slice(0, 2), { ...levels[2], people: 1 }, group])
  await swept()
  t.same(await listed('agency=AQ'), [], 'what only some cases need is theirs')
  must(201, await openPublisher(house, 'AQ').open())
  must(201, await openPublisher(house, 'AQ').open({ flags: ['sensitive'] }))
  await swept()
  const ofCases = await listed('agency=AQ')
  t.ok(ofCases.length > 0 && ofCases.every(({ publicationId, step, reason }) => publicationId && step === 'group' && reason === 'needed_elsewhere'))
  t.equal(new Set(ofCases.map(({ publicationId }) => publicationId)).size, 1, 'the flag makes the chain longer, and nobody is left for it')
  await chain(levels.map((level) => ({ ...level, people: 2 })))
  await swept()
  t.ok((await listed('agency=AQ&standing=true')).some(({ publicationId, step }) => publicationId === null && step.startsWith('review:')))
})

await t.test('a body that was merged is short of nobody any more', async (t) => {
  must(200, await call('POST', '/v1/agencies/CS/succession', { as: admin, body: { successor: 'XM', on: '2026-03-11', act: '市政发〔2026〕13号' } }))
  await swept()
  t.same(await listed('agency=CS&standing=true'), [])
})

await t.test('what another process has looked at since it was listed is not looked at again', async (t) => {
  const { db: intake } = house.connection('intake')
  const deps = { db: intake, clock: house.clock, waker: { wake: () => {} } } as unknown as Deps
  const { rows: [agencies] } = await db.execute<{ open: number }>(sql`
    select count(*)::int as open from agencies where regime_id is not null and ended_on is null`)
  house.clock.set('2026-03-12T01:00:00Z')
  let other: Promise<number> | undefined
  const transaction = async (work: Parameters<typeof intake.transaction>[0]) => {
    await (other ??= watchStaffing.run(deps))
    return await intake.transaction(work)
  }
  t.equal(await watchStaffing.run({ ...deps, db: Object.assign(Object.create(intake), { transaction }) as typeof intake }), 0)
  t.equal(await other, agencies?.open)
})

await t.test('the database keeps one standing shortage of a step, and lets only supervision write it', async (t) => {
  const [row] = await listed()
  const copy = sql`insert into shortages select gen_random_uuid(), case_id, agency_code, step, level, reason, since, null from shortages where id = ${row?.id}`
  await db.execute(sql`update shortages set mended_at = null where id = ${row?.id}`)
  await t.rejects(db.execute(copy), { cause: { constraint: 'shortages_one_open' } })
  await t.rejects(db.execute(sql`update shortages set since = now()`), { cause: { code: '42501' } })
  await t.rejects(house.connection('intake').db.execute(sql`delete from shortages`), { cause: { code: '42501' } })
  await t.rejects(house.connection('decision').db.execute(sql`update agency_staffing set gaps = '[]'`), { cause: { code: '42501' } })
})
