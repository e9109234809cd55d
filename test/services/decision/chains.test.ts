import t from 'tap'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { readingSeconds } from '../../../services/decision/rules/reading-time.ts'
import { faultsOf, openDesk, threeNoes } from './desk.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const admin = 'city.admin'
const xm = openDesk(house)
const path = '/v1/agencies/XM/review-chain'
const name = { zh: '环节', en: 'Stage' }

const first = { kind: 'review', level: 1, people: 1, when: 'always', name }
const second = { ...first, level: 2 }
const section = { kind: 'business_section', people: 1, when: 'business', name }
const group = { kind: 'group', people: 2, when: 'sensitive', name }
const secondOpinion = { kind: 'second_opinion', people: 1, when: 'risk_to_order', name }

async function keep (stages: unknown, { fromOn = '2026-03-02', as = admin, ifMatch = '*' } = {}): Promise<CallAnswer> {
  return await call('PUT', path, { as, body: { fromOn, stages }, headers: { 'if-match': ifMatch } })
}

async function give (body: object): Promise<Body> {
  return must(201, await call('POST', '/v1/posts', { as: admin, body: { agency: 'XM', ...body } }))
}

async function train (person: string, changes: object = {}): Promise<Body> {
  return must(201, await call('POST', '/v1/qualifications', {
    as: admin, body: { person, kind: 'secrecy_review', fromOn: '2026-01-01', untilOn: '2026-12-31', evidence: '培训合格证', ...changes },
  }))
}

async function upload (flags?: string): Promise<Body> {
  const { id } = await house.file()
  return must(201, await xm.upload(id, '补偿方案正文', { flags }))
}

async function review (record: Body, level: number, as: string, changes: object = {}): Promise<CallAnswer> {
  const opened = await xm.open(record.id, as)
  if (opened.status !== 200) return opened
  return await xm.review(record, level, { opinion: `${as}对${record.id}的意见`, ...changes }, as)
}

await t.test('a chain is told to staff, and changed only by an administrator who has read it', async (t) => {
  const plain = must<Body>(200, await call('GET', path, { as: 'xm.clerk' }))
  t.match(plain, { agency: 'XM', version: 0, fromOn: null, stages: [{ kind: 'review', level: 1, name: { zh: '初审' } }, { level: 2 }] })
  t.equal(plain.stages.length, 2)
  t.equal((await call('GET', path)).status, 401)
  t.equal((await call('GET', path, { as: 'cs.officer' })).status, 404)
  t.equal((await call('GET', '/v1/agencies/NONE/review-chain', { as: admin })).status, 404)
  t.equal((await keep([first], { as: 'xm.head' })).status, 403)
  t.equal((await call('PUT', path, { as: admin, body: { fromOn: '2026-03-02', stages: [first] } })).status, 428)
  t.equal((await keep([first], { ifMatch: '"1"' })).status, 412)
  t.equal((await call('PUT', '/v1/agencies/NONE/review-chain', {
    as: admin, body: { fromOn: '2026-03-02', stages: [first] }, headers: { 'if-match': '*' },
  })).status, 404)
})

await t.test('a chain is refused with every fault at once', async (t) => {
  t.same(faultsOf(await keep([{ ...section, level: 1 }, { ...second, people: 9 }, { ...first, level: undefined }, first, { ...first, level: 3 }], {
    fromOn: '2026-03-01',
  })), [
    '/fromOn in_the_past', '/stages too_many', '/stages/0/level not_listed', '/stages/2/level required', '/stages/3/level out_of_order',
    '/stages/4/level beyond_the_chain',
  ])
  t.same(faultsOf(await keep([section, { ...first, when: 'business' }])), ['/stages review_required'])
  t.same(faultsOf(await keep([])), ['/stages too_few'])
  t.same(faultsOf(await keep([first, { ...section, kind: 'stamp', when: 'never' }, null])), [
    '/stages/1/kind not_listed', '/stages/1/when not_listed', '/stages/2 wrong_type',
  ])
})

await t.test('a record keeps the chain in force when it is submitted, as long as its flags make it', async (t) => {
  const before = await upload('business')
  t.same(before.stages, ['review:1', 'review:2'], 'without a chain its flags change nothing')
  const kept = must<Body>(200, await keep([section, first, second, group, secondOpinion], { ifMatch: '"0"' }))
  t.match(kept, { version: 1, fromOn: '2026-03-02' })
  must(200, await keep([first], { fromOn: '2026-04-01', ifMatch: '"1"' }))
  t.match(must(200, await call('GET', `${path}?on=2026-03-02`, { as: 'xm.officer' })), { version: 1 })
  t.match((await keep([first])).body.errors, [{ pointer: '/fromOn', code: 'before_the_last' }])
  const chains: [string | undefined, string[]][] = [
    [undefined, ['review:1', 'review:2']],
    ['business', ['business_section', 'review:1', 'review:2']],
    ['risk_to_order,sensitive', ['review:1', 'review:2', 'group', 'group', 'second_opinion']],
  ]
  for (const [flags, stages] of chains) {
    const record = await upload(flags)
    t.same([record.stages, record.review.levels, record.flags], [stages, stages.length, flags?.split(',') ?? []])
  }
  t.same(faultsOf(await xm.upload(before.requestId, '正文', { flags: 'urgent' })), ['/flags wrong_format'])
  t.match(must(200, await call('GET', `/v1/records/${before.id}`, { as: 'xm.officer' })), { review: { levels: 2 } })
})

await t.test('the business section goes first, and sees the content of what it reviews and of nothing else', async (t) => {
  await give({ duty: 'section', holder: { handle: 'xm.section', name: '业务科负责人' } })
  await train('xm.section')
  const plain = await upload()
  t.equal((await xm.open(plain.id, 'xm.section')).status, 403)
  const record = await upload('business')
  t.match((await review(record, 2, 'xm.review1')).body, { code: 'level_out_of_order' })
  t.match((await review(record, 1, 'xm.review1')).body, { code: 'level_not_held' })
  must(201, await review(record, 1, 'xm.section'))
  t.match((await review(record, 2, 'xm.section')).body, { code: 'reviewer_reviewed_already' })
  must(201, await review(record, 2, 'xm.review1'))
  const { review: state } = must<Body>(201, await review(record, 3, 'xm.review2'))
  t.match(state, { complete: true, finding: 'release' })
})

await t.test('a group is as many different reviewers, and a redacted record walks the same chain anew', async (t) => {
  await give({ duty: 'review', level: 1, holder: { handle: 'xm.group1', name: '审查小组甲' } })
  await give({ duty: 'review', level: 2, holder: { handle: 'xm.group2', name: '审查小组乙' } })
  await train('xm.group1')
  await train('xm.group2')
  const record = await upload('sensitive')
  const { body: rendition } = await call('POST', `/v1/records/${record.id}/redactions`, {
    as: 'xm.officer', body: { spans: [{ start: 0, end: 2, ground: 'privacy' }] },
  })
  for (const one of [record, rendition]) {
    t.same(one.stages, ['review:1', 'review:2', 'group', 'group'])
    must(201, await review(one, 1, 'xm.review1'))
    must(201, await review(one, 2, 'xm.review2'))
    must(201, await review(one, 3, 'xm.group1'))
    t.match((await review(one, 4, 'xm.group1')).body, { code: 'reviewer_reviewed_already' })
    t.match((await xm.review(one, 4, {}, 'xm.head')), { status: 403 })
    const { review: state } = must<Body>(201, await review(one, 4, 'xm.group2'))
    t.match(state, { levels: 4, complete: true })
  }
})

await t.test('nobody reviews without a qualification that holds on the day of his agency', async (t) => {
  await give({ duty: 'review', level: 1, holder: { handle: 'xm.new', name: '新任审查员' } })
  const record = await upload()
  t.match(await review(record, 1, 'xm.new'), { status: 403, body: { code: 'not_qualified' } })
  await train('xm.new', { untilOn: '2026-02-28' })
  await train('xm.new', { fromOn: '2026-03-03' })
  t.match((await review(record, 1, 'xm.new')).body, { code: 'not_qualified' })
  const { id } = await train('xm.new', { fromOn: '2026-03-02' })
  house.clock.set('2026-03-01T15:59:59Z')
  t.match((await review(record, 1, 'xm.new')).body, { code: 'not_qualified' }, 'still Sunday in his agency')
  house.clock.set('2026-03-02T01:00:00Z')
  must(201, await review(record, 1, 'xm.new'))
  const end = async (untilOn: string, as = admin) => await call('POST', `/v1/qualifications/${id}/ending`, { as, body: { untilOn } })
  t.equal((await end('2026-03-02', 'xm.head')).status, 403)
  t.same(faultsOf(await end('2026-03-01')), ['/untilOn before_start'])
  t.same(faultsOf(await end('2027-01-01')), ['/untilOn not_earlier'])
  t.match(must(200, await end('2026-03-02')), { untilOn: '2026-03-02', endedBy: /^staff:/ })
  t.match(await end('2026-03-02'), { status: 409, body: { code: 'qualification_ended' } })
  t.equal((await call('POST', `/v1/qualifications/${uuidv7()}/ending`, { as: admin, body: { untilOn: '2026-03-02' } })).status, 404)
})

await t.test('qualifications are kept by an administrator and read by the staff of the agency', async (t) => {
  const add = async (body: object, as = admin) => await call('POST', '/v1/qualifications', { as, body })
  t.equal((await add({}, 'xm.head')).status, 403)
  t.same(faultsOf(await add({ person: 'nobody.here', kind: 'driving', fromOn: '2026-03-02', untilOn: '2026-03-01', evidence: ' ' })), [
    '/evidence wrong_format', '/kind not_listed', '/person unknown_person', '/untilOn before_start',
  ])
  const handles = async (query: string, as: string) => must<Body>(200, await call('GET', `/v1/qualifications${query}`, { as }))
    .items.map(({ person }: Body) => person.handle)
  t.same((await handles('', 'cs.clerk')), ['cs.review1'])
  t.same(await handles('?agency=XM', 'cs.clerk'), [])
  t.ok((await handles('?agency=XM', 'jcj.supervisor')).includes('xm.review2'))
  const page = must<Body>(200, await call('GET', '/v1/qualifications?limit=2', { as: admin }))
  t.equal(page.items.length, 2)
  t.notSame((await handles(`?limit=2&cursor=${page.nextCursor}`, admin)), page.items.map(({ person }: Body) => person.handle))
  t.equal((await call('GET', '/v1/qualifications')).status, 401)
})

await t.test('how long a reviewer had it open is told, and what was passed unread is listed for the supervisor', async (t) => {
  t.same([
    readingSeconds({ mediaType: 'text/plain', sizeBytes: 6_000, pages: 1 }), readingSeconds({ mediaType: 'application/pdf', sizeBytes: 1, pages: 7 }),
    readingSeconds({ mediaType: 'image/png', sizeBytes: 1, pages: null }), readingSeconds({ mediaType: 'text/plain', sizeBytes: 1, pages: 1 }),
  ], [100, 70, 10, 3])
  const { id } = await house.file({ agency: 'CS' })
  const cs = openDesk(house, 'CS')
  const text = '补偿方案'.repeat(500)
  const passed: Body[] = []
  for (const seconds of [0, 99, 100]) {
    const record = must<Body>(201, await cs.upload(id, text))
    await cs.open(record.id, 'cs.review1')
    house.clock.set(new Date(house.clock.now().getTime() + seconds * 1_000).toISOString())
    await cs.open(record.id, 'cs.review1')
    t.match(must(201, await cs.review(record, 1)), { secondsOpen: seconds, hasty: seconds < 100 })
    passed.push(record)
  }
  const withheld = must<Body>(201, await cs.upload(id, text))
  await cs.open(withheld.id, 'cs.review1')
  t.match(must(201, await cs.review(withheld, 1, { finding: 'refer' })), { hasty: false }, 'who doubts at once passes nothing')
  const told = must<Body>(200, await call('GET', `/v1/records/${passed[0]!.id}/reviews`, { as: 'cs.officer' }))
  t.match(told, { items: [{ level: 1, secondsOpen: 0, opinion: /逐段核对/, checklist: threeNoes }], nextCursor: null })
  t.match(must(200, await call('GET', `/v1/records/${passed[0]!.id}/reviews`, { as: 'jcj.supervisor' })), { items: [{ opinion: null }] })
  t.equal((await call('GET', `/v1/records/${passed[0]!.id}/reviews`, { as: 'xm.officer' })).status, 404)
  const listed = must<Body>(200, await call('GET', '/v1/hasty-reviews?agency=CS&limit=1', { as: 'jcj.supervisor' }))
  t.match(listed.items, [{ recordId: passed[0]!.id, agency: 'CS', secondsOpen: 0, readingSeconds: 100 }])
  const rest = must<Body>(200, await call('GET', `/v1/hasty-reviews?agency=CS&cursor=${listed.nextCursor}`, { as: 'jcj.supervisor' }))
  t.same(rest.items.map(({ recordId }: Body) => recordId), [passed[1]!.id])
  t.equal((await call('GET', '/v1/hasty-reviews', { as: 'xm.head' })).status, 403)
})

await t.test('the same words for a fourth record in a row look stamped, however long he took', async (t) => {
  const { id } = await house.file({ agency: 'AQ' })
  const aq = openDesk(house, 'AQ')
  const start = house.clock.now().getTime()
  let minutes = 0
  const say = async (opinion: string): Promise<boolean> => {
    const record = must<Body>(201, await aq.upload(id, '正文'))
    await aq.open(record.id, 'aq.review1')
    minutes += 5
    house.clock.set(new Date(start + minutes * 60_000).toISOString())
    return must<Body>(201, await aq.review(record, 1, { opinion })).hasty
  }
  for (let time = 0; time < 3; time += 1) t.equal(await say('同意公开'), false)
  t.equal(await say('同意 公开。'), true)
  t.equal(await say('正文仅为公开招标结果，同意公开'), false)
  t.equal(await say('同意公开'), false)
})

await t.test('who reviewed a record does not approve its answer', async (t) => {
  const { id } = await house.file({ agency: 'CS' })
  const cs = openDesk(house, 'CS')
  const record = await cs.cleared(id, '正文')
  must(201, await call('POST', '/v1/posts', { as: admin, body: { agency: 'CS', duty: 'head', holder: 'cs.review1' } }))
  const { id: decisionId } = must<Body>(201, await cs.propose(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }]))
  t.match(await cs.approve(decisionId, 'cs.review1'), { status: 403, body: { code: 'reviewed_it' } })
  must(200, await cs.approve(decisionId))
})

await t.test('the database itself keeps levels within the chain, and a chain as long as its levels', async (t) => {
  const record = await upload()
  await xm.open(record.id, 'xm.review1')
  const { rows: [reviewer] } = await db.execute<{ id: string }>(sql`select id from people where handle = 'xm.review1'`)
  await t.rejects(db.execute(sql`insert into reviews
    (id, record_id, sha256, level, reviewer_id, submitter_id, as_deputy, finding, state_secret, work_secret, endangers_security, grounds, opinion, reviewed_at)
    values (${uuidv7()}, ${record.id}, ${record.sha256}, 3, ${reviewer?.id}, ${record.addedBy}, false, 'release', false, false, false, '{}', 'x', now())`),
  { cause: { constraint: 'reviews_within_chain' } })
  const copy = async (levels: number, chain: string) => await db.execute(sql`insert into records
    (id, case_id, case_kind, agency_code, title, origin, media_type, size_bytes, sha256, added_by, added_at, chain_id, stages, review_levels, scan_state, marks)
    select ${uuidv7()}, case_id, case_kind, agency_code, title, origin, media_type, size_bytes, sha256, added_by, added_at,
      ${sql.raw(chain)}, stages, ${levels}, scan_state, marks from records where id = ${record.id}`)
  await copy(2, 'chain_id')
  await t.rejects(copy(1, 'chain_id'), { cause: { constraint: 'records_stages' } })
  await t.rejects(copy(2, 'null'), { cause: { constraint: 'records_stages' } })
  await t.rejects(db.execute(sql`update review_chains set stages = '[]'`), { cause: { code: '42501' } })
  await t.rejects(db.execute(sql`update records set stages = '{}' where id = ${record.id}`), { cause: { code: '42501' } })
})
