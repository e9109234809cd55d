import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { aFiling } from '../support/builders.ts'
import { cloneDatabase } from '../support/database.ts'
import { openTestHouse } from '../support/house.ts'
import {
  addRecord, approve, disclose, fileRequest, must, passRecord, propose, readUntil, recordSearch, until, type Filed,
} from '../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house
const admin = 'city.admin'

type Listed = { items: { id: string }[] }

const newTown = {
  name: { zh: '新川镇人民政府', en: 'Xinchuan Town Government' }, kind: 'government', parent: 'CITY', secrecyAuthority: 'BMJ',
  regime: 'county', calendar: 'CN', zone: 'Asia/Shanghai', reviewLevels: 2, paperSign: '川', sealText: '新川镇人民政府',
  reconsiderationBody: { zh: '市人民政府', en: 'The City People’s Government' }, court: { zh: '市人民法院', en: 'The City People’s Court' },
  address: '新川镇人民路1号', phone: '0512-00000009', email: 'gk@xinchuan.example',
  openingHours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
}

t.test('an administrator enters a body, and anyone reads what it is, whom to turn to against it and how it is reached', async (t) => {
  const answer = await call('POST', '/v1/agencies', { as: admin, body: { code: 'XC', ...newTown } })
  const entered = must<Record<string, unknown>>(201, answer)
  t.equal(answer.headers.get('location'), '/v1/agencies/XC')
  t.equal(answer.headers.get('etag'), '"1"')
  const shown = must<{ profile: object }>(200, await call('GET', '/v1/agencies/XC'))
  t.same(shown, entered)
  const { regime: _regime, calendar: _calendar, zone: _zone, reviewLevels: _levels, ...told } = newTown
  t.same(shown.profile, { fromOn: '2026-03-02', ...told })
  const { items } = must<{ items: { code: string, kind: string }[] }>(200, await call('GET', '/v1/agencies'))
  t.same(items.map(({ code, kind }) => [code, kind]), [
    ['AQ', 'department'], ['BMJ', 'department'], ['CITY', 'department'], ['CS', 'department'], ['JCJ', 'department'],
    ['XC', 'government'], ['XM', 'government'],
  ])
})

t.test('what is told of a body is dated: a change is added, and a past day is answered as it was', async (t) => {
  house.clock.set('2026-03-09T01:00:00Z')
  const { headers } = await call('GET', '/v1/agencies/XC')
  const body = { ...newTown, name: { zh: '新川街道办事处', en: 'Xinchuan Subdistrict Office' }, kind: 'dispatched_body', fromOn: '2026-03-06' }
  t.equal((await call('PUT', '/v1/agencies/XC', { as: admin, body })).status, 428, 'who replaces says what he has read')
  const put = (as: string, tag: string | null, sent: object = body) => call('PUT', '/v1/agencies/XC', { as, body: sent, headers: { 'if-match': tag ?? '' } })
  t.equal((await put('xm.head', headers.get('etag'))).status, 403)
  const changed = await put(admin, headers.get('etag'))
  t.equal(changed.status, 200)
  t.equal(changed.headers.get('etag'), '"2"')
  t.equal((await put(admin, headers.get('etag'))).status, 412, 'the second of two finds it changed')
  const on = async (day: string) => (await call('GET', `/v1/agencies/XC?on=${day}`)).body.profile
  t.match(await on('2026-03-05'), { kind: 'government', name: { zh: '新川镇人民政府' } })
  t.match(await on('2026-03-06'), { kind: 'dispatched_body', name: { zh: '新川街道办事处' } })
  t.equal(await on('2026-03-01'), null, 'before it was entered nothing was told of it')
  const early = await put(admin, '"2"', { ...body, fromOn: '2026-03-05' })
  t.match(early.body.errors, [{ pointer: '/fromOn', code: 'before_the_last' }])
  must(200, await put(admin, '"2"', { ...newTown, fromOn: '2026-03-06' }))
  t.match(await on('2026-03-06'), { kind: 'government' }, 'a slip is put right on the same day')
})

t.test('people are given posts by name, and act at once; a client gets its key once', async (t) => {
  const give = (body: object) => call('POST', '/v1/posts', { as: admin, body })
  for (const [duty, handle, level] of [
    ['clerk', 'xc.clerk'], ['officer', 'xc.officer'], ['review', 'xc.review1', 1], ['review', 'xc.review2', 2], ['head', 'xc.head'],
  ] as const) {
    must(201, await give({ agency: 'XC', duty, ...level && { level }, holder: { handle, name: handle } }))
  }
  for (const person of ['xc.review1', 'xc.review2']) {
    must(201, await call('POST', '/v1/qualifications', {
      as: admin, body: { person, kind: 'secrecy_review', fromOn: '2026-03-02', untilOn: '2027-03-01', evidence: '保密审查培训合格证' },
    }))
  }
  must(201, await give({ agency: 'XC', duty: 'secrecy', holder: 'xc.review2', deputy: 'xc.head' }))
  t.equal((await give({ agency: 'XC', duty: 'clerk', holder: 'xc.clerk' })).body.code, 'post_exists')
  const filed = await fileRequest(call, { agency: 'XC', channel: 'letter', receivedOn: '2026-03-06' }, 'xc.clerk')
  t.equal((await call('GET', `/v1/requests/${filed.id}`, { as: 'xc.officer' })).status, 200)

  const client = must<{ id: string, key: string }>(201, await call('POST', '/v1/clients', { as: admin, body: { name: '市民一网通' } }))
  t.match(client.key, /^lwp_/)
  const byClient = await fileRequest(call, { agency: 'XC' }, client.key)
  t.equal((await call('GET', `/v1/requests/${byClient.id}`, { as: client.key })).status, 200)
  t.equal((await call('GET', '/v1/clients', { as: admin })).text.includes(client.key), false)
  must(200, await call('POST', `/v1/clients/${client.id}/revocation`, { as: admin }))
  t.equal((await call('GET', `/v1/requests/${byClient.id}`, { as: client.key })).status, 401)
  t.equal((await call('GET', `/v1/requests/${byClient.id}`, { as: byClient.accessToken })).status, 200, 'the applicant still has his token')
})

const text = '2024年度城南片区征地补偿方案：略。'
const opinions = ['可以公开', '复审同意公开']

/** A request at XM at each stage that it can be at. */
async function casesOfXm () {
  const registered = await fileRequest(call)
  const clarifying = await fileRequest(call)
  must(201, await call('POST', `/v1/requests/${clarifying.id}/clarifications`, {
    as: 'xm.officer', body: { items: ['请指明年度'], respondBy: '2026-03-18' },
  }))
  const inReview = await fileRequest(call)
  await recordSearch(call, inReview)
  const record = await addRecord(call, inReview, { text })
  const extending = await fileRequest(call)
  await readUntil(call, `/v1/deadlines/${extending.id}`, 'xm.officer', { state: 'running' })
  must(201, await call('POST', `/v1/deadlines/${extending.id}/extensions`, { as: 'xm.officer', body: { reason: '需要查找历史档案' } }))
  const proposed = await fileRequest(call)
  await recordSearch(call, proposed)
  const shown = await addRecord(call, proposed, { text })
  await passRecord(call, proposed, shown, opinions)
  const decisionId = await propose(call, proposed, [{ description: '方案', outcome: 'disclose', records: [shown.id] }])
  const unserved = await fileRequest(call, { delivery: { format: 'paper', method: 'post' } })
  await disclose(call, unserved, { text, opinions })
  await readUntil(call, `/v1/requests/${unserved.id}`, 'xm.officer', { status: 'decided' })
  const closed = await fileRequest(call)
  await disclose(call, closed, { text, opinions })
  await readUntil(call, `/v1/requests/${closed.id}`, 'xm.officer', { status: 'closed' })
  return { registered, clarifying, inReview, record, extending, proposed, decisionId, unserved, closed }
}

t.test('a body is merged with open cases at every stage: cases, clocks and duties pass to the successor', async (t) => {
  const cases = await casesOfXm()
  const { registered, clarifying, inReview, record, extending, proposed, decisionId, unserved, closed } = cases
  const open = [registered, clarifying, inReview, extending, proposed, unserved]
  const dueBefore = must<{ deadline: { dueOn: string } }>(200, await call('GET', `/v1/requests/${registered.id}`, { as: 'xm.officer' })).deadline.dueOn

  const merge = (more: object = {}, as = admin) => call('POST', '/v1/agencies/XM/succession', {
    as, body: { successor: 'XC', on: '2026-03-09', act: '市政发〔2026〕12号', ...more },
  })
  t.equal((await merge({}, 'xm.head')).status, 403)
  t.match(must(200, await merge()), {
    agency: 'XM', successor: 'XC', endedOn: '2026-03-09', act: '市政发〔2026〕12号', sealHandedInOn: null, moved: 6, left: 0,
  })
  t.match(must(200, await merge({ sealHandedInOn: '2026-03-09' })), { sealHandedInOn: '2026-03-09', moved: 0, left: 0 }, 'again is no more')
  t.match(await merge({ successor: 'CS' }), { status: 409, body: { code: 'agency_merged' } })

  for (const { id, accessToken } of open) {
    t.match(must(200, await call('GET', `/v1/requests/${id}`, { as: accessToken })), { agency: 'XC', regime: 'county' })
    await until(async () => (await call('GET', '/v1/deadlines?agency=XC&limit=100', { as: 'xc.head' })).body.items as { requestId: string }[],
      (items) => items.some(({ requestId }) => requestId === id))
  }
  t.equal((await call('GET', `/v1/requests/${registered.id}`, { as: 'xm.officer' })).status, 404, 'whose posts ended with his body sees nothing')

  const told = await call('POST', '/v1/requests', { body: aFiling() })
  t.match(told.body.errors, [{ pointer: '/agency', code: 'agency_merged', detail: /新川镇人民政府/ }])
  t.match((await call('GET', '/v1/agencies/XM')).body, { successor: 'XC', endedOn: '2026-03-09' })

  const atXc = (filed: Filed): Filed => ({ ...filed, agency: 'XC' })
  t.match(must(200, await call('GET', `/v1/requests/${registered.id}`, { as: 'xc.officer' })), { deadline: { state: 'running', dueOn: dueBefore } })
  await recordSearch(call, atXc(registered))
  must(200, await call('POST', `/v1/requests/${extending.id}/withdrawal`, { as: extending.accessToken, body: {} }))
  await passRecord(call, atXc(inReview), record, opinions)
  t.match(await call('POST', `/v1/decisions/${decisionId}/approval`, { as: 'xc.head', body: {} }), {
    status: 409, body: { code: 'unit_not_ready', errors: [{ code: 'secret_list_missing' }] },
  }, 'the successor releases nothing before it has a list of its own')
  must(201, await call('POST', '/v1/agencies/XC/secret-lists', {
    as: 'xc.review2', body: { fromOn: '2026-03-02', matters: [], issuedBy: '新川镇人民政府', document: '川政发〔2026〕1号' },
  }))
  const approved = await approve(call, atXc(proposed), decisionId)
  t.match((await call('GET', `/v1/notices/${approved.noticeId}`, { as: proposed.accessToken })).text, /川公复〔2026〕1号/,
    'and its papers bear the sign of the successor')

  t.match(must(200, await call('GET', `/v1/requests/${closed.id}`, { as: 'xc.clerk' })), { agency: 'XM', status: 'closed' })
  t.equal((await call('GET', `/v1/requests/${closed.id}`, { as: 'cs.clerk' })).status, 404)
  const listed = must<Listed>(200, await call('GET', '/v1/requests?agency=XC&limit=100', { as: 'xc.clerk' })).items.map(({ id }) => id)
  for (const { id } of [...open, closed]) t.ok(listed.includes(id), 'the register of the successor holds what it took over')
})

t.test('a large merger goes on call by call, and nothing of it is done twice', async (t) => {
  for (let count = 0; count < 101; count += 1) await fileRequest(call, { agency: 'AQ' }, 'portal')
  const merge = async () => must<{ moved: number, left: number }>(200, await call('POST', '/v1/agencies/AQ/succession', {
    as: admin, body: { successor: 'CS', on: '2026-03-09', act: '市政发〔2026〕13号' },
  }))
  t.match(await merge(), { moved: 100, left: 1 })
  t.match(await merge(), { moved: 1, left: 0 })
  t.match(await merge(), { moved: 0, left: 0 })
  const { items } = must<Listed>(200, await call('GET', '/v1/requests?agency=CS&limit=100', { as: 'cs.officer' }))
  t.equal(items.length, 100)
})

t.test('a merger and a filing at the same moment leave no request behind', async (t) => {
  must(201, await call('POST', '/v1/agencies', { as: admin, body: { ...newTown, code: 'XD', paperSign: '川东' } }))
  const merge = () => call('POST', '/v1/agencies/XD/succession', { as: admin, body: { successor: 'XC', on: '2026-03-09', act: '市政发〔2026〕14号' } })
  const answers = await Promise.all([
    ...Array.from({ length: 8 }, () => call('POST', '/v1/requests', { body: { ...aFiling(), agency: 'XD' } })), merge(),
    ...Array.from({ length: 8 }, () => call('POST', '/v1/requests', { body: { ...aFiling(), agency: 'XD' } })),
  ])
  for (const { status, body } of answers) t.ok(status === 200 || status === 201 || body.errors[0].code === 'agency_merged', `${status}`)
  t.match(must(200, await merge()), { moved: 0, left: 0 })
})

const world = {
  agencies: [{
    code: 'TOWN', name: { zh: '某镇人民政府', en: 'A Town' }, kind: 'government', regime: 'county', calendar: 'CN', zone: 'Asia/Shanghai',
    reviewLevels: 1,
  }],
  people: [{ handle: 'town.admin', name: '王五' }, { handle: 'town.officer', name: '赵六' }],
  posts: [{ agency: 'TOWN', duty: 'admin', holder: 'town.admin' }, { agency: 'TOWN', duty: 'officer', holder: 'town.officer', deputy: 'town.admin' }],
  clients: [{ name: '门户' }],
}

t.test('a real house is founded from a file, once, and every fault of the file is told before anything is done', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-found-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { url } = await cloneDatabase(t)
  const found = async (content: unknown): Promise<{ code: number, stdout: string, stderr: string }> => {
    const file = join(folder, 'world.json')
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
    return await promisify(execFile)(process.execPath, ['scripts/found.ts', file], { env: { ...process.env, DATABASE_URL: url } })
      .then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }), (error) => error as { code: number, stdout: string, stderr: string })
  }
  const [agency, posts] = [world.agencies[0], world.posts]
  const wrong = await found({
    ...world, agencies: [agency, { ...agency, parent: 'NONE', secrecyAuthority: 'TOWN', regime: 'none', reviewLevels: 9 }], posts: [{ ...posts[1], holder: 'nobody', level: 1 }],
  })
  t.equal(wrong.code, 1)
  for (const fault of [
    '/agencies/1/reviewLevels  too_large', '/agencies/1/parent  unknown_agency', '/agencies/1/secrecyAuthority  own_authority', '/agencies/1/regime  unknown_regime',
    '/agencies/1/code  code_taken', '/posts/0/holder  unknown_person', '/posts/0/level  not_listed', '/posts  no_admin',
  ]) t.match(wrong.stderr, fault)
  t.match((await found('{')).stderr, /cannot be read as JSON/)

  const right = await found(world)
  t.equal(right.code, 0, right.stderr)
  t.match(right.stdout, /^门户\tlwp_[\w-]{43}\n$/, 'the keys are told once, and nothing else')
  t.match(right.stderr, /1 agencies, 2 people, 2 posts/)
  t.match((await found(world)).stderr, /has agencies already/)
})
