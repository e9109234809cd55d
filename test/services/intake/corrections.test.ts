// Requests to correct a record in their details: bad input, who may, who comes first, and what never stands in a paper.
import t from 'tap'
import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { people, posts, requests } from '@lightwell/schema/tables/intake'
import { correctionOutcomes } from '@lightwell/schema/tables/intake-steps'
import { openTestHouse } from '../../support/house.ts'
import { must, readUntil } from '../../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { db } = house.connection('intake')
const declined = { outcome: 'declined', reason: '登记与户口簿一致。' }
const correction = {
  recordTitle: '2024年度低保审核登记表', defect: 'irrelevant', claim: '请删去与审核无关的记载。', relation: '记录登记的是本人。', evidence: '复印件。',
}

type Case = { id: string, accessToken: string }

async function file (changes: object = {}): Promise<Case> {
  return await house.file({ kind: 'correction', correction, ...changes })
}

async function propose ({ id }: Case, body: unknown = declined, as = 'xm.officer', headers = {}) {
  return await house.call('POST', `/v1/requests/${id}/correction-outcomes`, { as, body, headers })
}

async function on (verb: string, body: unknown = {}, as = 'xm.head', headers = {}) {
  return await house.call('POST', `/v1/correction-outcomes/${verb}`, { as, body, headers })
}

async function proposed (filed: Case): Promise<string> {
  return must<{ id: string }>(201, await propose(filed)).id
}

async function appoint (handle: string, duty: 'officer' | 'head'): Promise<void> {
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.handle, handle))
  await db.insert(posts).values({ id: uuidv7(), agencyCode: 'XM', duty, level: null, holderId: person!.id })
}

function pointersOf (answer: { body: { errors?: { pointer: string, code: string }[] } }) {
  return answer.body.errors?.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()
}

t.test('all faults of a proposal are told at once', async (t) => {
  const filed = await file()
  const reason = '该记录由其他机关制作。'
  const cases: [unknown, string[]][] = [
    [{}, ['/outcome required', '/reason required']],
    [{ outcome: 'forwarded', reason: '机密★20年' }, ['/forwardedTo required', '/reason mark_in_text']],
    [{ outcome: 'forwarded', reason, forwardedTo: 'XM' }, ['/forwardedTo own_agency']],
    [{ outcome: 'forwarded', reason, forwardedTo: 'NOBODY' }, ['/forwardedTo unknown_agency']],
    [{ outcome: 'forwarded', reason, forwardedTo: '11010519491231002X' }, ['/forwardedTo id_number_in_text']],
    [{ outcome: 'forwarded', reason, forwardedTo: ' ' }, ['/forwardedTo wrong_format']],
    [{ outcome: 'corrected', reason: '', forwardedTo: 'AQ' }, ['/forwardedTo forwarded_only', '/reason too_short']],
    [{ outcome: 'erased', reason: 3, extra: true }, ['/extra unknown_field', '/outcome not_listed', '/reason wrong_type']],
    ['declined', [' wrong_type']],
  ]
  for (const [body, faults] of cases) {
    const answer = await propose(filed, typeof body === 'string' ? JSON.stringify(body) : body)
    t.same([answer.status, pointersOf(answer)], [422, faults], JSON.stringify(body))
  }
  const outcomeId = await proposed(filed)
  t.same(pointersOf(await on(`${outcomeId}/return`)), ['/reason required'])
  t.same(pointersOf(await on(`${outcomeId}/approval`, { reason: ' ' })), ['/reason wrong_format'])
})

t.test('only a request to correct has such an outcome, and it has no other answer', async (t) => {
  t.match(await propose(await house.file()), { status: 409, body: { code: 'no_correction_request' } })
  const filed = await file()
  const { body } = await house.call('GET', `/v1/requests/${filed.id}`, { as: 'xm.officer' })
  t.ok(body.allowedActions.includes('propose_correction'))
  t.match(body.refusedActions.find(({ action }: { action: string }) => action === 'propose_decision'), { code: 'correction_has_its_own_outcome' })
})

t.test('who may not act is told no more than he may know', async (t) => {
  const filed = await file()
  t.equal((await propose(filed, declined, 'xm.clerk')).status, 403)
  t.equal((await propose(filed, declined, 'cs.officer')).status, 404)
  t.equal((await propose(filed, declined, filed.accessToken)).status, 404)
  const outcomeId = await proposed(filed)
  const read = async (as?: string) => (await house.call('GET', `/v1/correction-outcomes/${outcomeId}`, as === undefined ? {} : { as })).status
  t.same([await read(), await read(filed.accessToken), await read('portal'), await read('cs.head')], [401, 404, 404, 404])
  t.same([await read('xm.officer'), await read('jcj.supervisor')], [200, 200])
  t.equal((await on(`${outcomeId}/approval`, {}, 'jcj.supervisor')).status, 403)
  t.equal((await on(`${outcomeId}/approval`, {}, 'cs.head')).status, 404)
  t.equal((await on(`${uuidv7()}/approval`)).status, 404)
})

t.test('the approver is not the proposer; the deputy decides in his own name while the head is away', async (t) => {
  await appoint('xm.review1', 'officer')
  await appoint('xm.review1', 'head')
  const own = await file()
  const ownOutcome = must<{ id: string }>(201, await propose(own, declined, 'xm.review1'))
  t.match(await on(`${ownOutcome.id}/approval`, {}, 'xm.review1'), { status: 409, body: { code: 'proposed_it_yourself' } })
  t.match(await on(`${ownOutcome.id}/return`, { reason: '补充理由。' }, 'xm.review1'), { status: 409, body: { code: 'proposed_it_yourself' } })

  const filed = await file()
  const outcomeId = await proposed(filed)
  t.equal((await on(`${outcomeId}/approval`, {}, 'xm.deputy')).status, 404, 'the head is there')
  const { body: { items } } = await house.call('GET', '/v1/posts?limit=100', { as: 'xm.head' })
  const post = items.find(({ duty, holder }: { duty: string, holder: { name: string } }) => duty === 'head' && holder.name === 'xm.head')
  must(201, await house.call('POST', `/v1/posts/${post.id}/absences`, { as: 'xm.head', body: { from: '2026-03-02', until: '2026-03-02' } }))
  t.match(await on(`${outcomeId}/approval`, {}, 'xm.deputy'), { status: 200, body: { state: 'issued', decidedAsDeputy: true } })
  const { rows } = await db.execute<{ text: string }>(sql`
    select convert_from(bytes, 'UTF8') as text from events where case_id = ${filed.id} and type like '%correction.issued%'`)
  t.match(JSON.parse(rows[0]!.text).data, { outcomeId, outcome: 'declined', asDeputy: true })
  t.notMatch(rows[0]!.text, /户口簿/)
})

t.test('two heads at once make one answer', async (t) => {
  await appoint('xm.review2', 'head')
  const filed = await file()
  const proposals = await Promise.all([propose(filed), propose(filed)])
  t.same(proposals.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409])
  const outcomeId = proposals.find(({ status }) => status === 201)!.body.id
  const answers = await Promise.all([
    on(`${outcomeId}/approval`), on(`${outcomeId}/approval`, {}, 'xm.review2'), on(`${outcomeId}/return`, { reason: '不妥。' }, 'xm.review2'),
  ])
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409, 409])
  const { rows } = await db.execute<{ papers: number }>(sql`
    select count(*)::int as papers from notices where case_id = ${filed.id} and kind = 'correction'`)
  t.equal(rows[0]!.papers, answers.some(({ body }) => body.state === 'issued') ? 1 : 0)
})

t.test('a decision on what has changed meanwhile is refused as stale', async (t) => {
  const filed = await file()
  const { headers } = await house.call('GET', `/v1/requests/${filed.id}`, { as: 'xm.officer' })
  const outcomeId = await proposed(filed)
  t.match(await on(`${outcomeId}/approval`, {}, 'xm.head', { 'if-match': headers.get('etag')! }), { status: 412 })
})

t.test('a withdrawal returns what was proposed, and an approval that comes too late finds nothing', async (t) => {
  const filed = await file()
  const outcomeId = await proposed(filed)
  const [withdrawal, approval] = await Promise.all([
    house.call('POST', `/v1/requests/${filed.id}/withdrawal`, { as: filed.accessToken, body: {} }), on(`${outcomeId}/approval`),
  ])
  t.same([withdrawal.status, approval.status].toSorted((a, b) => a - b), [200, 409], 'one of the two')
  const other = await file()
  const returned = await proposed(other)
  must(200, await house.call('POST', `/v1/requests/${other.id}/withdrawal`, { as: other.accessToken, body: {} }))
  t.match((await house.call('GET', `/v1/correction-outcomes/${returned}`, { as: 'xm.head' })).body, {
    state: 'returned', decisionReason: '申请人已撤回申请。', decidedBy: undefined,
  })
  t.match(await on(`${returned}/approval`), { status: 409, body: { code: 'not_in_this_status' } })
  const standing = await db.select({ id: correctionOutcomes.id }).from(correctionOutcomes)
    .innerJoin(requests, eq(requests.id, correctionOutcomes.requestId))
    .where(sql`${requests.status} = 'withdrawn' and ${correctionOutcomes.state} <> 'returned'`)
  t.same(standing, [])
})

t.test('who asks to correct his number is answered without it', async (t) => {
  const filed = await file({ correction: { ...correction, claim: '身份证号码应为 11010519491231002X。' } })
  const outcomeId = must<{ id: string }>(201, await propose(filed, {
    outcome: 'forwarded', reason: '该登记由公安机关负责。', forwardedTo: '市公安局户政支队',
  })).id
  const { noticeId } = must<{ noticeId: string }>(200, await on(`${outcomeId}/approval`))
  const { text } = await house.call('GET', `/v1/notices/${noticeId}`, { as: filed.accessToken })
  t.match(text, /更正请求<\/dt><dd>见您（贵单位）提交的申请。/)
  t.match(text, '市公安局户政支队')
  t.notMatch(text, '110105')
  await readUntil(house.call, `/v1/requests/${filed.id}`, filed.accessToken, { status: 'closed' })
})

t.test('once its answer is signed the time of a request to correct is not made longer', async (t) => {
  const extend = async (id: string) =>
    await house.call('POST', `/v1/deadlines/${id}/extensions`, { as: 'xm.officer', body: { reason: '档案正在调取' } })
  for (const asksBefore of [true, false]) {
    const filed = await file({ delivery: { format: 'paper', method: 'post' } })
    const extension = asksBefore ? must<{ id: string }>(201, await extend(filed.id)) : undefined
    must(200, await on(`${await proposed(filed)}/approval`))
    t.match(await extend(filed.id), { status: 409 })
    if (extension === undefined) continue
    t.match(await house.call('POST', `/v1/extensions/${extension.id}/approval`, { as: 'xm.head', body: {} }),
      { status: 409, body: { code: 'request_answered' } })
  }
})

t.test('what is issued is final, and a case that ended takes no proposal', async (t) => {
  const filed = await file()
  const outcomeId = await proposed(filed)
  must(200, await on(`${outcomeId}/approval`))
  await readUntil(house.call, `/v1/requests/${filed.id}`, filed.accessToken, { status: 'closed' })
  for (const [verb, body] of [['approval', {}], ['return', { reason: '重办。' }]] as const) {
    t.match(await on(`${outcomeId}/${verb}`, body), { status: 409, body: { code: 'not_in_this_status' } })
  }
  t.match(await propose(filed), { status: 409, body: { code: 'not_in_this_status' } })
  await t.rejects(db.update(correctionOutcomes).set({ noticeId: null }).where(eq(correctionOutcomes.id, outcomeId)), 'nor is its paper taken away')
})
