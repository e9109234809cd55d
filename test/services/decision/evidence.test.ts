import t from 'tap'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { aFiling } from '../../support/builders.ts'
import { appendTo, openDeps } from '../../support/events.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must, readUntil, until } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { db } = house.connection('decision')
const xm = openDesk(house)
const start = '2026-03-02T01:00:00Z'
const refusal = { description: '某户补偿明细', outcome: 'refuse', grounds: ['privacy'] }

async function consult (requestId: string, changes: Record<string, unknown> = {}): Promise<Body> {
  const body = { party: '甲建材有限公司', interest: '报价构成', question: '是否同意公开报价表？', ...changes }
  return must(201, await house.call('POST', `/v1/requests/${requestId}/consultations`, { as: 'xm.officer', body }))
}

async function respond ({ id, letterToken }: Body, body: object): Promise<void> {
  must(200, await house.call('POST', `/v1/consultations/${id}/response`, { as: letterToken, body }))
}

/** A letter of the case, which the rows of the counter's steps name as their paper. */
async function paperOf (requestId: string): Promise<string> {
  return (await consult(requestId, { kind: 'co_maker' })).applicantNoticeId
}

const { deps } = await openDeps(t, 'intake', house.url)

await t.test('"still unclear" needs a completion that was asked for and given', async (t) => {
  const { id } = await house.file()
  const part = { ...refusal, grounds: ['still_unclear'] }
  const missing = { status: 409, body: { code: 'clarification_missing', errors: [{ pointer: '/parts/0/grounds/0' }] } }
  t.match(await xm.propose(id, [part]), missing)
  await asOwner(house, `insert into clarifications (id, request_id, state, items, asked_on, respond_by, asked_by, asked_at, notice_id)
    values ($1, $2, 'open', '{年度}', '2026-03-02', '2026-03-09', $1, $3, $4)`, [uuidv7(), id, start, await paperOf(id)])
  t.match(await xm.propose(id, [part]), missing, 'asked is not answered')
  await asOwner(house, 'update clarifications set state = \'answered\', answered_on = \'2026-03-02\' where request_id = $1', [id])
  const { body: proposal } = await xm.propose(id, [part])
  await asOwner(house, 'update clarifications set state = \'open\', answered_on = null where request_id = $1', [id])
  t.match(await xm.approve(proposal.id), missing, 'the approval asks again')
})

await t.test('"excessive" needs reasons that were asked for and found not to be good', async (t) => {
  const { id } = await house.file()
  const part = { ...refusal, grounds: ['excessive'] }
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'reasons_missing' } })
  await asOwner(house, `insert into reason_requests (id, request_id, state, filed_lately, basis, respond_by, asked_by, asked_at, notice_id)
    values ($1, $2, 'answered', 30, '一个月三十件', '2026-03-09', $1, $3, $4)`, [uuidv7(), id, start, await paperOf(id)])
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'reasons_missing' } })
  await asOwner(house, 'update reason_requests set state = \'unreasonable\', judged_by = asked_by where request_id = $1', [id])
  t.equal((await xm.propose(id, [part])).status, 201)
})

await t.test('"repeated" names an earlier answered request of the same applicant at the same agency', async (t) => {
  const other = { ...aFiling().applicant, name: '李四' }
  const [earlier, running, others, elsewhere, later] = [
    await house.file(), await house.file(), await house.file({ applicant: other }), await house.file({ agency: 'CS' }), await house.file(),
  ]
  for (const { id } of [earlier, others]) await xm.issue(id, [refusal])
  await openDesk(house, 'CS').issue(elsewhere.id, [refusal])
  const part = { ...refusal, grounds: ['repeat'] }
  const missing = { status: 409, body: { code: 'earlier_request_missing', errors: [{ pointer: '/parts/0/earlierRequestId' }] } }
  t.match(await xm.propose(later.id, [part]), missing)
  for (const { id } of [running, others, elsewhere, later, { id: uuidv7() }]) {
    t.match(await xm.propose(later.id, [{ ...part, earlierRequestId: id }]), missing)
  }
  t.same(faultsOf(await xm.propose(later.id, [{ ...refusal, earlierRequestId: earlier.id }])), ['/parts/0/earlierRequestId not_needed'])
  const decision = await xm.issue(later.id, [{ ...part, earlierRequestId: earlier.id }])
  t.match(decision.parts, [{ earlierRequestId: earlier.id }])
  const { body } = await house.call('GET', `/v1/decisions/${decision.id}`, { as: later.accessToken })
  t.notOk('earlierRequestId' in body.parts[0] || 'publicInterest' in body.parts[0])
})

await t.test('a record about a person, and what is made of it, goes only to a proven identity', async (t) => {
  const { id, accessToken } = await house.file()
  const { body: record } = await xm.upload(id, '某人档案', { aboutPerson: 'true' })
  t.match(record, { aboutPerson: true })
  t.same(faultsOf(await xm.upload(id, 'x', { aboutPerson: 'yes' })), ['/aboutPerson not_listed'])
  const { body: rendition } = await house.call('POST', `/v1/records/${record.id}/redactions`, {
    as: 'xm.officer', body: { spans: [{ start: 0, end: 1, ground: 'privacy' }] },
  })
  t.match(rendition, { aboutPerson: true }, 'fewer words are still about him')
  await xm.passChain(record)
  const part = { description: '本人档案', outcome: 'disclose', records: [record.id] }
  const missing = { status: 409, body: { code: 'identity_not_proved', errors: [{ pointer: '/parts/0/records/0', detail: new RegExp(record.id) }] } }
  t.match(await xm.propose(id, [part]), missing)
  await asOwner(house, `insert into identity_proofs (id, request_id, method, assurance, evidence, proved_on, recorded_by, recorded_at)
    values ($1, $2, 'seen_in_person', 'high', '当面核对', '2026-03-02', 'system', $3)`, [uuidv7(), id, start])
  const { body: proposal } = await xm.propose(id, [part])
  await asOwner(house, 'delete from identity_proofs where request_id = $1', [id])
  t.match(await xm.approve(proposal.id), missing, 'the approval asks again')
  t.equal((await xm.open(record.id, accessToken)).status, 404)
})

await t.test('nothing is released while an answer may still come; then a third party’s silence leaves it to the body', async (t) => {
  const { id, accessToken } = await house.file()
  const record = await xm.cleared(id, '报价表')
  const part = { description: '报价表', outcome: 'disclose', records: [record.id] }
  const letter = await consult(id, { service: { method: 'post' } })
  const open = { status: 409, body: { code: 'consultation_open', errors: [{ pointer: '/parts/0' }] } }
  t.match(await xm.propose(id, [part]), open, 'the letter has not reached him')
  t.equal((await xm.propose(id, [refusal])).status, 201, 'a refusal waits for nobody')
  const { body: { decisionId } } = await house.call('GET', `/v1/requests/${id}`, { as: 'xm.officer' })
  must(200, await house.call('POST', `/v1/decisions/${decisionId}/return`, { as: 'xm.head', body: { reason: '再议' } }))
  must(200, await house.call('POST', `/v1/consultations/${letter.id}/service`, {
    as: 'xm.clerk', body: { method: 'post', on: '2026-03-02', evidence: '回执' },
  }))
  house.clock.set('2026-03-23T15:00:00Z')
  t.match(await xm.propose(id, [part]), open, 'on his last day')
  house.clock.set('2026-03-23T16:00:00Z')
  const decision = await xm.issue(id, [part])
  t.same(decision.thirdParties, [])
  t.equal((await xm.open(record.id, accessToken)).status, 200)
  house.clock.set(start)
})

await t.test('an objection stands unless the public interest is stated; it may come while the proposal waits', async (t) => {
  const { id } = await house.file()
  const record = await xm.cleared(id, '报价表')
  const part = { description: '报价表', outcome: 'disclose', records: [record.id] }
  const stands = { status: 409, body: { code: 'objection_stands', errors: [{ pointer: '/parts/0/publicInterest' }] } }
  const [maker, party] = [await consult(id, { kind: 'co_maker', party: '某局' }), await consult(id)]
  await respond(maker, { answer: 'objects', reason: '不便公开' })
  await respond(party, { answer: 'partly', reason: '单价属于商业秘密' })
  t.match(await xm.propose(id, [part]), stands)
  t.same(faultsOf(await xm.propose(id, [{ ...part, publicInterest: '机密★10年' }])), ['/parts/0/publicInterest mark_in_text'])
  t.match(await xm.propose(id, [{ ...part, publicInterest: '张三等村民有权知情' }]),
    { status: 409, body: { code: 'notice_names_the_applicant' } })
  t.equal((await xm.propose(id, [{ ...part, publicInterest: '涉及公共资金' }])).status, 201)

  const { id: late } = await house.file()
  const other = await xm.cleared(late, '报价表')
  const letter = await consult(late)
  house.clock.set('2026-03-24T01:00:00Z')
  const { body: proposal } = await xm.propose(late, [{ ...part, records: [other.id] }])
  await respond(letter, { answer: 'objects', reason: '迟复' })
  t.match(await xm.approve(proposal.id), stands, 'a late objection is outweighed in words too')
  house.clock.set(start)
})

await t.test('an objection that races the approval either stops it or came after it', async (t) => {
  for (let round = 0; round < 3; round += 1) {
    const { id } = await house.file({ delivery: { format: 'paper', method: 'post' } })
    const record = await xm.cleared(id, `报价表 ${round}`)
    const letter = await consult(id)
    house.clock.set('2026-03-24T01:00:00Z')
    const { body: proposal } = await xm.propose(id, [{ description: '报价表', outcome: 'disclose', records: [record.id] }])
    const [approved] = await Promise.all([
      xm.approve(proposal.id), respond(letter, { answer: 'objects', reason: '迟复' }),
    ])
    const order = (await eventsOf(db, id)).map(({ type }) => type).filter((type) => /consultation.closed|decision.issued/.test(type))
    t.equal(order[0], approved.status === 200 ? 'lightwell.decision.issued.v1' : 'lightwell.consultation.closed.v1')
    t.equal(order.length, approved.status === 200 ? 2 : 1)
    house.clock.set(start)
  }
})

await t.test('a request to correct a record has no decision, and a proposal is not overtaken by a further record', async (t) => {
  const { id } = await house.file()
  await asOwner(house, 'update requests set kind = \'correction\' where id = $1', [id])
  t.match(await xm.propose(id, [refusal]), { status: 409, body: { code: 'correction_has_its_own_outcome' } })
  const { id: open } = await house.file()
  await xm.propose(open, [refusal])
  t.match(await xm.upload(open, 'x'), { status: 409, body: { code: 'answer_proposed' } })
  const { body } = await house.call('GET', `/v1/requests/${open}`, { as: 'xm.officer' })
  t.ok(body.refusedActions.some(({ action, code }: Body) => action === 'add_record' && code === 'answer_proposed'), 'as the request says')
})

await t.test('papers of the counter are served online once, where the applicant asked for it; a void one is not served', async (t) => {
  const servicesOf = async (id: string) => (await eventsOf(db, id)).filter(({ type }) => type.includes('notice.served')).map(({ data }) => data)
  const online = await house.file()
  const asked = await consult(online.id)
  t.match(await servicesOf(online.id), [
    { noticeId: asked.noticeId, kind: 'consultation', method: 'online', servedOn: '2026-03-02', answers: false },
    { noticeId: asked.applicantNoticeId, kind: 'consultation_told', method: 'online', answers: false },
  ])
  const service = { method: 'post', on: '2026-03-02', evidence: '回执' }
  t.match(await house.call('POST', `/v1/notices/${asked.applicantNoticeId}/service`, { as: 'xm.clerk', body: service }),
    { status: 409, body: { code: 'notice_served' } })
  const paper = await house.file({ delivery: { format: 'paper', method: 'post' } })
  const { applicantNoticeId } = await consult(paper.id)
  t.equal((await servicesOf(paper.id)).length, 1, 'the letter alone')
  t.equal((await house.call('POST', `/v1/notices/${applicantNoticeId}/service`, { as: 'xm.clerk', body: service })).status, 200)
  const { applicantNoticeId: second } = await consult(paper.id)
  await asOwner(house, `insert into notice_voids (notice_id, case_id, reason, voided_by, voided_at) values ($1, $2, '写错', $1, $3)`,
    [second, paper.id, start])
  t.match(await house.call('POST', `/v1/notices/${second}/service`, { as: 'xm.clerk', body: service }),
    { status: 409, body: { code: 'notice_voided' } })
})

await t.test('a request that ends without an answer leaves no proposal open; one that keeps some of its items does', async (t) => {
  const noticeId = uuidv7()
  const endings = [
    ['lightwell.request.lapsed.v1', { cause: 'clarification_lapsed', lapsedOn: '2026-03-02', noticeId }],
    ['lightwell.request.transferred.v1', { toAgency: 'CS', requestId: uuidv7(), transferredOn: '2026-03-02', noticeId }],
    ['lightwell.request.divided.v1', { requestIds: [uuidv7()], whole: true, dividedOn: '2026-03-02' }],
  ] as const
  for (const [type, data] of endings) {
    const { id } = await house.file()
    const { body: proposal } = await xm.propose(id, [refusal])
    await appendTo(deps, id, type, data as never)
    const returned = await readUntil<Body>(house.call, `/v1/decisions/${proposal.id}`, 'xm.officer', { state: 'returned' })
    t.match(returned, { decidedBy: null, reason: /申请/ }, type)
    await appendTo(deps, id, type, data as never)
  }
  const { id } = await house.file()
  const { body: proposal } = await xm.propose(id, [refusal])
  await appendTo(deps, id, 'lightwell.request.divided.v1', { requestIds: [uuidv7()], whole: false, dividedOn: '2026-03-02' })
  await appendTo(deps, id, 'lightwell.request.passed_on.v1', { fromAgency: 'XM', toAgency: 'CS' })
  const agencyOf = () => db.execute<{ agency_code: string }>(sql`select agency_code from decisions where id = ${proposal.id}`)
  await until(async () => (await agencyOf()).rows[0]?.agency_code, (code) => code === 'CS')
  t.match(await house.call('GET', `/v1/decisions/${proposal.id}`, { as: 'cs.officer' }), { status: 200, body: { state: 'proposed' } })
  t.equal((await house.call('GET', `/v1/decisions/${proposal.id}`, { as: 'xm.officer' })).status, 404, 'the case went to the successor')
})

await t.test('what was proved of an applicant does not speak for who took his place', async (t) => {
  const { id } = await house.file()
  const { body: record } = await xm.upload(id, '某人档案', { aboutPerson: 'true' })
  await xm.passChain(record)
  await asOwner(house, `insert into identity_proofs (id, request_id, method, assurance, evidence, proved_on, recorded_by, recorded_at)
    values ($1, $2, 'seen_in_person', 'high', '当面核对', '2026-03-02', 'system', $3)`, [uuidv7(), id, start])
  await asOwner(house, `insert into request_parties (id, request_id, role, kind, name, cause, recorded_by, recorded_at)
    values ($1, $2, 'predecessor', 'citizen', '张三', 'death', 'system', $3)`, [uuidv7(), id, start])
  t.match(await xm.propose(id, [{ description: '档案', outcome: 'disclose', records: [record.id] }]),
    { status: 409, body: { code: 'identity_not_proved' } })
})

await t.test('while a completion is waited for no answer is proposed or approved, though the search goes on', async (t) => {
  const { id } = await house.file()
  const { body: proposal } = await xm.propose(id, [refusal])
  const { id: other } = await house.file()
  await asOwner(house, 'update requests set status = \'clarifying\' where id = any($1)', [[id, other]])
  const incomplete = { status: 409, body: { code: 'not_in_this_status' } }
  t.match(await xm.propose(other, [refusal]), incomplete)
  t.match(await xm.approve(proposal.id), incomplete)
  t.equal((await xm.upload(other, '正文')).status, 201)
})

await t.test('no room failed over an event of all this', async (t) => {
  const { rows } = await db.execute(sql`select consumer, first_error from deliveries where first_error is not null`)
  t.same(rows, [])
})
