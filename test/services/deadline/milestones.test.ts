import { sql } from 'drizzle-orm'
import t from 'tap'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { servesNotices, until } from './happenings.ts'

const house = await openTestHouse(t)
const { call } = house
const serve = servesNotices(t, house)
const { db } = house.connection('deadline')
const admin = 'city.admin'
const path = '/v1/agencies/XM/milestones'

const draft = { code: 'draft', name: { zh: '拟稿', en: 'Draft' }, workingDaysBefore: 3, duty: 'officer' }
const review = { code: 'review', name: { zh: '审查', en: 'Review' }, workingDaysBefore: 2, duty: 'review' }
const sign = { code: 'sign', name: { zh: '签发', en: 'Signature' }, workingDaysBefore: 0, duty: 'head' }

/** Puts milestones in the place of those that are kept now. */
async function keep (milestones: unknown, { as = admin, ifMatch }: { as?: string, ifMatch?: string } = {}) {
  const tag = ifMatch ?? (await call('GET', path, { as: admin })).headers.get('etag') as string
  return await call('PUT', path, { as, body: { milestones }, headers: { 'if-match': tag } })
}

async function file (): Promise<{ id: string, accessToken: string }> {
  house.clock.set('2026-03-02T01:00:00Z')
  const filed = await house.file()
  await until(async () => (await call('GET', `/v1/deadlines/${filed.id}`, { as: 'xm.officer' })).body.state === 'running')
  return filed
}

async function milestonesOf (id: string, as = 'xm.officer', headers = {}): Promise<Body> {
  return must<Body>(200, await call('GET', `/v1/deadlines/${id}`, { as, headers })).milestones
}

t.test('an administrator keeps the days of an agency, and its staff read them', async (t) => {
  const empty = await call('GET', path, { as: 'xm.officer' })
  t.match(empty, { status: 200, body: { agency: 'XM', milestones: [] } })
  const kept = await keep([sign, draft, review])
  t.match(kept, { status: 200, body: { agency: 'XM', milestones: [draft, review, sign] } }, 'the earliest first')
  t.equal(kept.headers.get('etag'), (await call('GET', path, { as: 'xm.head' })).headers.get('etag'))
  t.not(kept.headers.get('etag'), empty.headers.get('etag'))
  t.same((await call('GET', path, { as: 'jcj.supervisor' })).body, kept.body)
  t.same((await keep([])).body.milestones, [], 'all of them may go')
  t.equal((await call('GET', path, { as: 'xm.head' })).headers.get('etag'), empty.headers.get('etag'))
})

t.test('they stand beside the legal day, counted back by its calendar, for staff alone', async (t) => {
  must(200, await keep([draft, review, sign]))
  const { id, accessToken } = await file()
  t.same(await milestonesOf(id), [
    { code: 'draft', name: '拟稿', duty: 'officer', on: '2026-03-04', overdue: false },
    { code: 'review', name: '审查', duty: 'review', on: '2026-03-05', overdue: false },
    { code: 'sign', name: '签发', duty: 'head', on: '2026-03-09', overdue: false },
  ])
  t.equal(await milestonesOf(id, accessToken), undefined, 'the applicant is owed the legal day, and no other')
  t.match((await milestonesOf(id, 'jcj.supervisor', { 'accept-language': 'en' }))[0], { name: 'Draft' })
  house.clock.set('2026-03-04T15:59:59Z')
  t.same((await milestonesOf(id)).map(({ overdue }: Body) => overdue), [false, false, false])
  house.clock.set('2026-03-04T16:00:00Z')
  t.same((await milestonesOf(id)).map(({ overdue }: Body) => overdue), [true, false, false], 'from the midnight of the agency on')
  const asked = must<Body>(201, await call('POST', `/v1/deadlines/${id}/extensions`, { as: 'xm.officer', body: { reason: '涉及多个部门。' } }))
  must(200, await call('POST', `/v1/extensions/${asked.id}/approval`, { as: 'xm.head' }))
  t.same((await milestonesOf(id)).map(({ on, overdue }: Body) => [on, overdue]),
    [['2026-03-11', false], ['2026-03-12', false], ['2026-03-16', false]], 'they move with the legal day')
  await serve(id, '2026-03-05')
  house.clock.set('2026-03-20T01:00:00Z')
  t.ok((await milestonesOf(id)).every(({ overdue }: Body) => !overdue), 'what is answered is late with nothing')
})

t.test('all faults are told at once', async (t) => {
  const cases: [unknown, string[]][] = [
    [undefined, ['/milestones required']],
    ['draft', ['/milestones wrong_type']],
    [Array.from({ length: 11 }, (_, at) => ({ ...draft, code: `m${at}` })), ['/milestones too_many']],
    [[draft, { ...review, code: 'draft' }], ['/milestones/1/code repeated']],
    [[{ ...draft, code: 'Draft', duty: 'mayor', workingDaysBefore: -1 }],
      ['/milestones/0/code wrong_format', '/milestones/0/duty not_listed', '/milestones/0/workingDaysBefore too_small']],
    [[{ ...draft, name: { zh: ' ', fr: 'Ébauche' } }, draft],
      ['/milestones/0/name/en required', '/milestones/0/name/fr unknown_field', '/milestones/0/name/zh wrong_format', '/milestones/1/code repeated']],
    [[null], ['/milestones/0 wrong_type']],
    [[{ ...draft, workingDaysBefore: 2.5 }], ['/milestones/0/workingDaysBefore wrong_type']],
    [[{ ...draft, workingDaysBefore: 251 }], ['/milestones/0/workingDaysBefore too_large']],
  ]
  for (const [milestones, faults] of cases) {
    const answer = await keep(milestones)
    t.equal(answer.status, 422)
    t.same(answer.body.errors.map(({ pointer, code }: Body) => `${pointer} ${code}`).toSorted(), faults)
  }
})

t.test('who changes them says which ones he has read; of two changes at once one holds', async (t) => {
  must(200, await keep([draft]))
  t.equal((await call('PUT', path, { as: admin, body: { milestones: [] } })).status, 428)
  t.match(await keep([review], { ifMatch: '"another"' }), { status: 412, body: { code: 'stale' } })
  const tag = (await call('GET', path, { as: admin })).headers.get('etag') as string
  const answers = await Promise.all([keep([review], { ifMatch: tag }), keep([sign], { ifMatch: tag }), keep([draft, sign], { ifMatch: tag })])
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [200, 412, 412])
  const held = answers.find(({ status }) => status === 200)!
  t.same((await call('GET', path, { as: admin })).body, held.body)
  const { rows } = await db.execute<{ recorded_by: string }>(sql`select recorded_by from milestones where agency_code = 'XM'`)
  t.ok(rows.every((row) => row.recorded_by.startsWith('staff:')), 'by whose word')
})

t.test('who may not is told no more than he may know', async (t) => {
  t.equal((await call('GET', path)).status, 401)
  t.equal((await call('GET', path, { as: 'cs.officer' })).status, 404)
  t.equal((await call('GET', '/v1/agencies/NONE/milestones', { as: admin })).status, 404)
  t.equal((await call('GET', '/v1/agencies/none/milestones', { as: admin })).status, 404)
  t.equal((await keep([], { as: 'xm.head' })).status, 403)
  t.equal((await call('PUT', path, { body: { milestones: [] } })).status, 401)
  t.equal((await call('PUT', '/v1/agencies/NONE/milestones', { as: admin, body: { milestones: [] }, headers: { 'if-match': '*' } })).status, 404)
})
