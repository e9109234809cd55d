import t from 'tap'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { absences } from '@lightwell/schema/tables/intake'
import { openTestHouse } from '../../support/house.ts'
import { asOwner, eventsOf, faultsOf, openDesk, threeNoes } from './desk.ts'

const house = await openTestHouse(t)
const { db } = house.connection('decision')
const xm = openDesk(house)
const refusal = { description: '某户补偿明细', outcome: 'refuse', grounds: ['privacy'] }

await t.test('"not held" needs a search on record, and names the other remedy', async (t) => {
  const { id, accessToken } = await house.file()
  const part = { description: '2024年发放明细', outcome: 'refuse', grounds: ['not_held'] }
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'search_missing', errors: [{ pointer: '/parts/0/grounds/0' }] } })
  await house.call('POST', `/v1/requests/${id}/searches`, {
    as: 'xm.officer', body: { unit: '党政办', place: '档案室', terms: '发放明细', found: '未检索到' },
  })
  const decision = await xm.issue(id, [part])
  const { text } = await house.call('GET', `/v1/notices/${decision.noticeId}`, { as: accessToken })
  t.match(text, /6个月内依法向人民法院/)
  t.notMatch(text, /应当先申请行政复议/)
})

await t.test('a refusal for secrecy needs a mark, or a chain that found a state secret', async (t) => {
  const { id } = await house.file()
  const part = { description: '补偿工作安排', outcome: 'refuse', grounds: ['state_secret'] }
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'classification_missing' } })
  const plain = await xm.cleared(id, '甲', { finding: 'withhold', grounds: ['privacy'] })
  t.match(await xm.propose(id, [{ ...part, records: [plain.id] }]), { status: 409, body: { code: 'classification_missing' } })
  const found = await xm.cleared(id, '乙', {
    finding: 'withhold', grounds: ['state_secret'], checklist: { ...threeNoes, stateSecret: true },
  })
  t.match(await xm.propose(id, [{ ...part, records: [plain.id] }]), { status: 409 }, 'another record’s finding is not its own')
  t.match(await xm.propose(id, [{ ...part, records: [found.id] }]), { status: 409, body: { code: 'classification_missing' } },
    'a town may not classify unless it is authorised')
  await house.call('POST', '/v1/agencies/XM/classification-authorities', {
    as: 'city.admin', body: { level: 'secret', grantedBy: '省人民政府定密授权', document: '授权书', fromOn: '2026-03-01' },
  })
  t.equal((await xm.propose(id, [{ ...part, records: [found.id] }])).status, 201)
})

await t.test('nothing is released before its whole chain found for release', async (t) => {
  const { id } = await house.file()
  const { body: record } = await xm.upload(id, '正文')
  const part = { description: '方案', outcome: 'disclose', records: [record.id] }
  const incomplete = { status: 409, body: { code: 'review_incomplete', errors: [{ pointer: '/parts/0/records/0', detail: new RegExp(record.id) }] } }
  t.match(await xm.propose(id, [part]), incomplete)
  await xm.open(record.id, 'xm.review1')
  await xm.review(record, 1)
  t.match(await xm.propose(id, [part]), incomplete)
  t.match(await xm.propose(id, [{ ...refusal, records: [record.id] }]), { status: 409, body: { code: 'review_incomplete' } },
    'what a refusal rests on is reviewed too')
  for (const finding of ['withhold', 'redact', 'refer']) {
    const held = await xm.cleared(id, `正文 ${finding}`, { finding, grounds: ['privacy'] })
    t.match(await xm.propose(id, [{ ...part, records: [held.id] }]), { status: 409, body: { code: 'record_not_cleared' } }, finding)
  }
})

await t.test('a proposal is refused with every fault at once, the schema’s and the rules’', async (t) => {
  const { id } = await house.file()
  const { id: elsewhere } = await house.file()
  const record = await xm.cleared(id, '正文')
  const foreign = await xm.cleared(elsewhere, '正文')
  const answer = await xm.propose(id, [
    { description: '秘密★10年的文件', outcome: 'refuse', grounds: [] },
    { description: 'b', outcome: 'refuse', grounds: ['privacy', 'whim'], groundDetail: '张三 11010519491231002X' },
    { description: 'c', outcome: 'disclose', grounds: ['privacy'], records: [foreign.id, record.id, uuidv7()] },
    { description: ' ', outcome: 'give' },
    { description: 'd', outcome: 'redact_and_disclose', records: [] },
    { description: 'e', outcome: 'refuse', grounds: ['other_law', 'privacy'] },
    { description: 'f', outcome: 'disclose', records: [] },
  ], { outcome: 'disclose', delivery: { on: '2026-02-30' }, surprise: true })
  t.equal(answer.status, 422)
  t.same(faultsOf(answer), [
    '/delivery/on wrong_format', '/parts/0/description mark_in_text', '/parts/0/grounds required',
    '/parts/1/groundDetail id_number_in_text', '/parts/1/grounds/1 unknown_ground', '/parts/2/grounds/0 not_for_disclosure',
    '/parts/2/records/0 not_of_this_request', '/parts/2/records/2 not_of_this_request', '/parts/3/description wrong_format',
    '/parts/3/outcome not_listed', '/parts/4/grounds required', '/parts/4/records required', '/parts/5/groundDetail required',
    '/parts/6/records required', '/surprise unknown_field',
  ])
  const refused = async (parts: unknown, changes: Record<string, unknown>, faults: string[]) =>
    t.same(faultsOf(await xm.propose(id, parts, changes)), faults, faults.join(', '))
  await refused([refusal], { outcome: 'disclose' }, ['/outcome outcome_differs'])
  await refused([{ description: 'a', outcome: 'disclose', records: [record.id] }], { delivery: undefined }, ['/delivery required'])
  await refused([{ description: 'a', outcome: 'disclose', records: [record.id] }, { ...refusal, records: [record.id] }], {},
    ['/parts/1/records/0 released_and_refused'])
  await refused([], {}, ['/parts too_few'])
  await refused([refusal], { delivery: { on: '2026-03-10', place: '机密★长期 档案室' } }, ['/delivery/place mark_in_text'])
  for (const body of [{}, [], null, { requestId: 7 }]) {
    t.equal((await house.call('POST', '/v1/decisions', { as: 'xm.officer', body })).status, 422, JSON.stringify(body))
  }
})

await t.test('who proposed does not decide, nor does anyone but the head or his deputy while he is away', async (t) => {
  const { id } = await house.file()
  const { body: proposal } = await xm.propose(id, [refusal])
  const refused: [string, number][] = [
    ['xm.officer', 403], ['xm.review2', 403], ['xm.clerk', 403], ['xm.deputy', 404], ['cs.head', 404], ['city.head', 404],
    ['jcj.supervisor', 403], ['portal', 404],
  ]
  for (const [as, status] of refused) {
    t.equal((await xm.approve(proposal.id, as)).status, status, as)
    t.equal((await house.call('POST', `/v1/decisions/${proposal.id}/return`, { as, body: { reason: 'x' } })).status, status, as)
  }
  const { db: intakeDb } = house.connection('intake')
  const idOf = async (handle: string) => {
    const { rows } = await db.execute<{ id: string }>(sql`select id from people where handle = ${handle}`)
    return rows[0]?.id as string
  }
  const post = uuidv7()
  await intakeDb.execute(sql`insert into posts (id, agency_code, duty, holder_id) values (${post}, 'XM', 'head', ${await idOf('xm.officer')})`)
  t.match(await xm.approve(proposal.id, 'xm.officer'), { status: 403, body: { code: 'proposer_may_not_decide' } })
  t.match(await house.call('POST', `/v1/decisions/${proposal.id}/return`, { as: 'xm.officer', body: { reason: 'x' } }),
    { status: 403, body: { code: 'proposer_may_not_decide' } })
  await intakeDb.execute(sql`update posts set revoked_at = now(), revoked_by = 'system' where id = ${post}`)
  await intakeDb.insert(absences).values({
    id: uuidv7(), personId: await idOf('xm.head'), fromOn: '2026-03-01', untilOn: '2026-03-03', recordedBy: 'test',
  })
  t.match(await xm.approve(proposal.id, 'xm.deputy'), { status: 200, body: { state: 'issued', decidedAsDeputy: true } })
  t.match((await eventsOf(db, id)).find(({ type }) => type.includes('issued'))?.data, { asDeputy: true })
  await t.rejects(db.execute(sql`update decisions set decided_by = proposed_by where id = ${proposal.id}`),
    { cause: { constraint: 'decisions_by_another_person' } })
})

await t.test('a returned proposal makes way for another; one stands at a time, and none after the answer', async (t) => {
  const { id } = await house.file()
  const { body: first } = await xm.propose(id, [refusal])
  t.match(await xm.propose(id, [refusal]), { status: 409, body: { code: 'decision_open' } })
  const returned = await house.call('POST', `/v1/decisions/${first.id}/return`, { as: 'xm.head', body: { reason: '请补充检索' } })
  t.match(returned, { status: 200, body: { state: 'returned', reason: '请补充检索', noticeId: null } })
  t.match(await xm.approve(first.id), { status: 409, body: { code: 'decision_decided' } })
  t.match(await house.call('POST', `/v1/decisions/${first.id}/return`, { as: 'xm.head', body: { reason: 'x' } }),
    { status: 409, body: { code: 'decision_decided' } })
  t.match(await house.call('GET', `/v1/decisions/${first.id}/notice`, { as: 'xm.head' }), { status: 409, body: { code: 'decision_not_issued' } })
  const { body: second } = await xm.propose(id, [refusal])
  const approved = await house.call('POST', `/v1/decisions/${second.id}/approval`, { as: 'xm.head' })
  t.equal(approved.status, 200, 'an approval needs no body')
  t.match(await xm.approve(second.id), { status: 409, body: { code: 'decision_decided' } })
  t.match(await xm.propose(id, [refusal]), { status: 409, body: { code: 'request_not_open' } })
  t.match(await xm.upload(id, 'x'), { status: 409, body: { code: 'request_not_open' } })
})

await t.test('of two approvals at once one wins, with one notice, one number and one service', async (t) => {
  const { id } = await house.file()
  const { body: proposal } = await xm.propose(id, [refusal])
  const answers = await Promise.all([xm.approve(proposal.id), xm.approve(proposal.id), xm.approve(proposal.id, 'xm.deputy')])
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409, 409])
  t.ok(answers.every(({ status, body }) => status === 200 || body.code === 'decision_decided'))
  const { rows } = await db.execute(sql`select n.number from notices n join notice_services s on s.notice_id = n.id
    where n.case_id = ${id}`)
  t.equal(rows.length, 1)
  t.same((await eventsOf(db, id)).filter(({ type }) => /issued|served/.test(type)).length, 2)
})

await t.test('a withdrawal returns the open proposal; racing an approval, one of the two happens', async (t) => {
  const { id, accessToken } = await house.file()
  const { body: proposal } = await xm.propose(id, [refusal])
  await house.call('POST', `/v1/requests/${id}/withdrawal`, { as: accessToken, body: {} })
  const { body } = await house.call('GET', `/v1/decisions/${proposal.id}`, { as: 'xm.officer' })
  t.match(body, { state: 'returned', decidedBy: null })
  t.match(await xm.approve(proposal.id), { status: 409 })
  for (let round = 0; round < 4; round += 1) {
    const { id: raced, accessToken: token } = await house.file()
    const { body: open } = await xm.propose(raced, [refusal])
    const [withdrawn, approved] = await Promise.all([
      house.call('POST', `/v1/requests/${raced}/withdrawal`, { as: token, body: {} }), xm.approve(open.id),
    ])
    t.same([withdrawn.status, approved.status].toSorted((a, b) => a - b), [200, 409])
    const { rows } = await db.execute(sql`select 1 from notices where case_id = ${raced}`)
    t.equal(rows.length, approved.status === 200 ? 1 : 0)
  }
})

await t.test('everything is asked again at the approval, on the facts of then', async (t) => {
  const { id } = await house.file()
  const record = await xm.cleared(id, '正文')
  const { body: proposal } = await xm.propose(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }])
  await asOwner(house, "update records set sealed_at = '2026-03-02T00:00:00Z' where id = $1", [record.id])
  t.match(await xm.approve(proposal.id), { status: 409, body: { code: 'record_sealed' } })
  await asOwner(house, 'update records set sealed_at = null where id = $1', [record.id])
  await asOwner(house, "update decision_parts set description = '机密★长期' where decision_id = $1", [proposal.id])
  t.match(await xm.approve(proposal.id), { status: 409, body: { code: 'decision_faulty' } })
  await asOwner(house, "update decision_parts set description = '方案' where decision_id = $1", [proposal.id])
  await asOwner(house, "update records set title = '王某 110105194912310 02X' where id = $1", [record.id])
  t.match(await xm.approve(proposal.id), { status: 409, body: { code: 'decision_faulty' } })
  await asOwner(house, "update records set title = '方案' where id = $1", [record.id])
  await asOwner(house, "update requests set applicant_name = '张三 11010519491231002X' where id = $1", [id])
  t.match(await xm.approve(proposal.id), { status: 409, body: { code: 'notice_not_clean' } })
  await asOwner(house, "update requests set applicant_name = '张三' where id = $1", [id])
  await asOwner(house, 'update record_contents set sealed_bytes = set_byte(sealed_bytes, 14, get_byte(sealed_bytes, 14) # 1) where record_id = $1', [record.id])
  t.match(await xm.approve(proposal.id), { status: 500, body: { code: 'stored_bytes_differ' } })
  const { rows } = await db.execute(sql`select 1 from notices where case_id = ${id}`)
  t.same(rows, [], 'no refused approval left a notice or used a number')
})

await t.test('what the notice could not carry is refused at the proposal, not first at the approval', async (t) => {
  const { id } = await house.file()
  const record = await xm.cleared(id, '正文')
  const withheld = await xm.cleared(id, '某户明细', { finding: 'withhold', grounds: ['privacy'] })
  const part = { description: '方案', outcome: 'disclose', records: [record.id] }
  for (const [title, fault] of [['王某 11010519491231002X', 'id_number_in_text'], ['通知 秘密★2010年6月30日', 'mark_in_text']]) {
    await asOwner(house, 'update records set title = $2 where id = any($1)', [[record.id, withheld.id], title])
    t.same(faultsOf(await xm.propose(id, [part, { ...refusal, records: [withheld.id] }])), [`/parts/0/records/0 ${fault}`],
      'the title of what is withheld stays in the house')
  }
  await asOwner(house, "update records set title = '方案' where id = $1", [record.id])
  await asOwner(house, "update requests set applicant_name = '张三 11010519491231002X' where id = $1", [id])
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'notice_not_clean' } })
  await asOwner(house, "update requests set applicant_name = '张三' where id = $1", [id])
  t.match(await xm.issue(id, [part]), { state: 'issued' })
})

await t.test('an answer that was issued takes no further record, whoever writes', async (t) => {
  const { id, accessToken } = await house.file()
  const { body: record } = await xm.upload(id, '没有审查的正文')
  const decision = await xm.issue(id, [{ description: '方案', outcome: 'disclose', grounds: ['already_public'], groundDetail: '见市政府门户网站' }])
  await t.rejects(db.execute(sql`insert into decision_records (decision_id, number, record_id, sha256)
    values (${decision.id}, 1, ${record.id}, ${record.sha256})`), { cause: { constraint: 'decision_records_of_proposal' } })
  t.equal((await xm.open(record.id, accessToken)).status, 404)
})
