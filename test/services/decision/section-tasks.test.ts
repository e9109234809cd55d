import t from 'tap'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must, readUntil, until } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { call, file } = house
const { db } = house.connection('decision')
const xm = openDesk(house)
const task = { section: '自然资源所', question: '查找城南片区补偿明细' }
const search = { unit: '自然资源所', place: '补偿台账', terms: '城南片区', found: '未查得' }

must(201, await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'XM', duty: 'section', holder: { handle: 'xm.section', name: '王所长' } } }))

const ask = (id: string, body: object = task, as = 'xm.officer') => call('POST', `/v1/requests/${id}/section-tasks`, { as, body })
const answer = (id: string, body: object, as = 'xm.section') => call('POST', `/v1/section-tasks/${id}/answer`, { as, body })
const heldBy = async (id: string): Promise<Body> => (await call('GET', `/v1/requests/${id}`, { as: 'xm.officer' })).body
const termsOf = async (id: string): Promise<string[]> =>
  (await call('GET', `/v1/terms?requestId=${id}&kind=section_task`, { as: 'xm.officer' })).body.items
    .map(({ dueOn, state }: Body) => `${dueOn} ${state}`)

await t.test('a section is asked until a day, holds the case meanwhile, and answers with its search', async (t) => {
  const { id, dueOn, accessToken } = await file()
  const { body: asked, headers } = await ask(id)
  t.equal(headers.get('location'), `/v1/requests/${id}/section-tasks`)
  t.match(asked, { ...task, requestId: id, agency: 'XM', dueOn, state: 'open', overdue: false, found: null, words: null })
  const held = await readUntil<Body>(call, `/v1/requests/${id}`, 'xm.officer', { status: 'processing' })
  t.match(held, { heldBy: 'section', next: { who: '新民镇人民政府业务科室', by: dueOn } })
  t.notMatch((await call('GET', `/v1/requests/${id}`, { as: accessToken })).text, /section|科室/, 'it is no news to the applicant')
  t.match((await call('GET', `/v1/requests/${id}`, { as: 'xm.officer', headers: { 'accept-language': 'en' } })).body.next,
    { who: 'the business section of Xinmin Town Government' })
  t.same((await call('GET', '/v1/requests?heldBy=section', { as: 'xm.officer' })).body.items.map((one: Body) => one.id), [id])
  t.same(await until(() => termsOf(id), (terms) => terms.length > 0), [`${dueOn} open`])
  t.match((await call('GET', `/v1/deadlines/${id}`, { as: 'xm.officer' })).body, { state: 'running', dueOn }, 'the clock runs on')

  t.same(faultsOf(await answer(asked.id, { found: 'not_found', words: '机密★10年' })), ['/search required', '/words mark_in_text'])
  t.same(faultsOf(await answer(asked.id, {
    found: 'not_found', words: '无', search: { ...search, from: '2026-02-01', to: '2026-01-01', result: 'none' },
  })), ['/search/result not_listed', '/search/to to_before_from'])
  t.match(await answer(asked.id, { found: 'not_found', words: '台账中没有', search: { ...search, method: '逐件', result: 'nothing', lookedBy: '王所长' } }),
    { status: 200, body: { state: 'answered', found: 'not_found', words: '台账中没有' } })
  t.match((await call('GET', `/v1/requests/${id}/searches`, { as: 'xm.officer' })).body.items,
    [{ ...search, method: '逐件', result: 'nothing', lookedBy: '王所长', taskId: asked.id }])
  t.equal((await heldBy(id)).heldBy, 'officer')
  t.same(await until(() => termsOf(id), ([term]) => term !== `${dueOn} open`), [`${dueOn} met`])
  t.match(await answer(asked.id, { found: 'found', words: '又有了' }), { status: 409, body: { code: 'task_closed' } })
  t.match((await xm.propose(id, [{ description: '明细', outcome: 'refuse', grounds: ['not_held'] }])).status, 201)
})

await t.test('its day is not after the legal day; left out, it is the next milestone of the agency', async (t) => {
  const { headers } = await call('GET', '/v1/agencies/XM/milestones', { as: 'city.admin' })
  must(200, await call('PUT', '/v1/agencies/XM/milestones', {
    as: 'city.admin', headers: { 'if-match': headers.get('etag') as string },
    body: { milestones: [
      { code: 'searched', name: { zh: '检索完毕', en: 'Searched' }, workingDaysBefore: 3, duty: 'officer' },
      { code: 'proposed', name: { zh: '提出意见', en: 'Proposed' }, workingDaysBefore: 1, duty: 'officer' },
    ] },
  }))
  const { id, dueOn } = await file()
  t.equal(dueOn, '2026-03-09')
  t.equal((await ask(id)).body.dueOn, '2026-03-04')
  t.equal((await ask(id, { ...task, dueOn })).body.dueOn, dueOn)
  t.same(faultsOf(await ask(id, { ...task, dueOn: '2026-03-10', question: '绝密★长期' })),
    ['/dueOn after_the_legal_day', '/question mark_in_text'])
  t.same(faultsOf(await ask(id, { section: ' ', dueOn: '2026-03-01' })),
    ['/dueOn in_the_past', '/question required', '/section wrong_format'])
  house.clock.set('2026-03-12T01:00:00Z')
  t.equal((await ask(id)).body.dueOn, '2026-03-12', 'where the legal day is over it is owed today')
  const { body: { items } } = await call('GET', '/v1/section-tasks?agency=XM', { as: 'xm.section' })
  t.same(items.map((one: Body) => `${one.dueOn} ${one.overdue}`), ['2026-03-04 true', '2026-03-09 true', '2026-03-12 false'])
  const first = (await call('GET', '/v1/section-tasks?limit=2', { as: 'xm.head' })).body
  t.equal((await call('GET', `/v1/section-tasks?limit=2&cursor=${first.nextCursor}`, { as: 'xm.head' })).body.items.length, 1)
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a question ends by a word of the agency, or with its request', async (t) => {
  const { id } = await file()
  const { body: ended } = await ask(id)
  t.match(await call('POST', `/v1/section-tasks/${ended.id}/ending`, { as: 'xm.head', body: { reason: '申请人已缩小范围' } }),
    { status: 200, body: { state: 'ended', endReason: '申请人已缩小范围' } })
  t.same(await until(() => termsOf(id), ([term]) => term?.endsWith('ended') ?? false), [`${ended.dueOn} ended`])
  const { body: open } = await ask(id)
  must(200, await call('POST', `/v1/requests/${id}/withdrawal`, { as: 'xm.clerk', body: { reason: '申请人撤回', evidence: '书面申请' } }))
  t.match((await call('GET', `/v1/requests/${id}/section-tasks`, { as: 'xm.officer' })).body.items, [{ state: 'ended' }, { id: open.id, state: 'ended' }])
  t.notOk((await call('GET', '/v1/section-tasks', { as: 'xm.officer' })).body.items.some((one: Body) => one.id === open.id))
  t.match(await answer(open.id, { found: 'found', words: '有' }), { status: 409, body: { code: 'request_not_open' } })
})

await t.test('who may ask, answer and read is told, and nobody else learns of it', async (t) => {
  const { id, accessToken } = await file()
  t.equal((await ask(id, task, 'xm.clerk')).status, 403)
  t.equal((await ask(id, task, 'cs.officer')).status, 404)
  t.equal((await ask(id, task, accessToken)).status, 404)
  const { body: asked } = await ask(id)
  t.equal((await answer(asked.id, { found: 'not_ours', words: '属财政所' }, 'xm.clerk')).status, 403)
  t.equal((await answer(asked.id, { found: 'not_ours', words: '属财政所' }, 'cs.officer')).status, 404)
  t.equal((await call('POST', `/v1/section-tasks/${asked.id}/answer`, { body: { found: 'not_ours', words: '属财政所' } })).status, 401)
  t.equal((await call('POST', `/v1/section-tasks/${asked.id}/ending`, { as: 'xm.section', body: { reason: '不办' } })).status, 403)
  t.equal((await call('GET', '/v1/section-tasks?agency=XM', { as: 'cs.officer' })).status, 404)
  t.equal((await answer(asked.id, { found: 'not_ours', words: '属财政所' }, 'xm.officer')).status, 200, 'an officer who was told it')
  const text = JSON.stringify(await eventsOf(db, id))
  t.notMatch(text, /自然资源所|补偿明细|财政所/, 'no event holds its words')
  await t.rejects(asOwner(house, 'update section_tasks set answer = null where id = $1', [asked.id]), /section_tasks_answered_with_words/)
  await t.rejects(asOwner(house, 'update section_tasks set closed_by = null where id = $1', [asked.id]), /section_tasks_closed_by_someone/)
})

await t.test('"not held" and "would have to be made" need a search that did not find it all', async (t) => {
  for (const ground of ['not_held', 'needs_creation']) {
    const { id } = await file()
    const part = { description: '明细', outcome: 'refuse', grounds: [ground] }
    const missing = { status: 409, body: { code: 'search_missing', errors: [{ pointer: '/parts/0/grounds/0' }] } }
    t.match(await xm.propose(id, [part]), missing, ground)
    const record = (result: object, as = 'xm.officer') => call('POST', `/v1/requests/${id}/searches`, { as, body: { ...search, ...result } })
    t.equal((await record({ result: 'found' }, 'xm.section')).status, 201)
    t.match(await xm.propose(id, [part]), missing, 'what was found is held')
    t.equal((await record({ result: 'part' }, 'xm.clerk')).status, 403)
    t.match(await record({}), { status: 201, body: { method: null, result: null, lookedBy: null, taskId: null } }, 'as programs of before send it')
    t.equal((await xm.propose(id, [part])).status, 201)
  }
})
