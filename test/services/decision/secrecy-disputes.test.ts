import { sql } from 'drizzle-orm'
import t from 'tap'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must, until } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk, threeNoes } from './desk.ts'

const house = await openTestHouse(t)
const { call, clock } = house
const { db } = house.connection('decision')
const xm = openDesk(house)
const words = '该安排已在县电视台公布，并非国家秘密。'
const secret = { finding: 'withhold', grounds: ['state_secret'], checklist: { ...threeNoes, stateSecret: true } }
must(201, await call('POST', '/v1/agencies/XM/classification-authorities', {
  as: 'city.admin', body: { level: 'secret', grantedBy: '省人民政府定密授权', document: '授权书〔2026〕1号', fromOn: '2026-03-02' },
}))

/** The terms of a kind of a request, as soon as there are any: another room opens them a moment later. */
async function termsOf (requestId: string, kind: string): Promise<Body[]> {
  const path = `/v1/terms?agency=XM&kind=${kind}&requestId=${requestId}`
  return await until(async () => must<Body>(200, await call('GET', path, { as: 'xm.officer' })).items as Body[], ({ length }) => length > 0)
}

/** A request that was answered online: its first part refused as a state secret, its second given. */
async function answered (records = 1, changes: Record<string, unknown> = {}): Promise<Body> {
  const filed = await house.file(changes)
  const kept = await Promise.all(Array.from({ length: records }, (_, at) => xm.cleared(filed.id, `某项安排之${at}，${filed.id}`, secret)))
  const open = await xm.cleared(filed.id, '可以公开的正文')
  const decision = await xm.issue(filed.id, [
    { description: '某项安排', outcome: 'refuse', grounds: ['state_secret'], records: kept.map(({ id }) => id), notSeverable: '全部为同一事项' },
    { description: '其余', outcome: 'disclose', records: [open.id] },
  ])
  // His time to contest it is counted in another room.
  await termsOf(filed.id, 'reconsideration')
  return { ...filed, decision, kept }
}
const dispute = (request: Body, sent: object = {}, as: string = request.accessToken) =>
  call('POST', `/v1/requests/${request.id}/secrecy-disputes`, { as, body: { part: 1, words, ...sent } })
const disputesOf = async (request: Body, as: string = request.accessToken): Promise<Body[]> =>
  must<Body>(200, await call('GET', `/v1/requests/${request.id}/secrecy-disputes`, { as })).items
const referralsOf = async ({ id }: Body): Promise<Body[]> => must<Body>(200, await call('GET', `/v1/records/${id}/referrals`, { as: 'xm.officer' })).items
const rule = (referral: Body, sent: object, as = 'bmj.officer') => call('POST', `/v1/referrals/${referral.id}/ruling`, {
  as, body: { ruling: 'secret', level: 'secret', paper: '保密审〔2026〕8号', reason: '属于保密事项范围', ...sent },
})
const refused = (answer: CallAnswer) => [answer.status, answer.body?.code]

await t.test('an applicant disputes a part that was withheld as a state secret, and the question goes to the secrecy authority', async (t) => {
  const request = await answered()
  const before = must<Body>(200, await call('GET', `/v1/requests/${request.id}`, { as: 'xm.officer' }))
  t.same(faultsOf(await dispute(request, { part: 3, words: '秘密★10年 不对', why: 1 })), ['/part unknown_part', '/why unknown_field', '/words mark_in_text'])
  t.same(faultsOf(await dispute(request, { part: 2 })), ['/part not_withheld_as_secret'])
  const filed = must<Body>(201, await dispute(request))
  t.same(filed, {
    id: filed.id, requestId: request.id, agency: 'XM', decisionId: request.decision.id, part: 1, state: 'open', filedOn: '2026-03-02', words,
    decideBy: null, noticeId: null, closedAt: null,
  }, 'he is told that it is looked into, and nothing else')
  t.same(refused(await dispute(request)), [409, 'disputed'])
  const [referral] = await referralsOf(request.kept[0])
  t.match(referral, { question: 'level', toAgency: 'BMJ', claimedLevel: 'secret', state: 'open', answerBy: '2026-03-16' })
  t.match((await call('GET', `/v1/referrals/${referral!.id}`, { as: 'bmj.officer' })).body, { words }, 'who rules reads his words')
  t.equal((await call('GET', `/v1/referrals/${referral!.id}`, { as: request.accessToken })).status, 404)
  const events = JSON.stringify(await eventsOf(db, request.id))
  t.match(events, /secrecy_dispute\.opened[^]*referral\.opened/)
  t.notMatch(events, /县电视台/, 'no event repeats his words')
  const after = must<Body>(200, await call('GET', `/v1/requests/${request.id}`, { as: 'xm.officer' }))
  t.same([after.status, after.deadline.state], [before.status, before.deadline.state], 'it pauses nothing')
})

await t.test('it is about the originals of what the part names, or of what was found secret, through his portal too', async (t) => {
  const filed = await house.file({}, 'portal')
  const original = await xm.cleared(filed.id, `方案：某阵地，${filed.id}`, { finding: 'redact', grounds: ['internal_affairs'] })
  const spans = [{ start: 3, end: 6, ground: 'internal_affairs' }]
  const rendition = must<Body>(201, await call('POST', `/v1/records/${original.id}/redactions`, { as: 'xm.officer', body: { spans } }))
  await xm.passChain(rendition, secret)
  await xm.issue(filed.id, [
    { description: '方案', outcome: 'refuse', grounds: ['state_secret'], records: [rendition.id], notSeverable: '全部为同一事项' },
    { description: '附图', outcome: 'refuse', grounds: ['state_secret'] },
  ])
  await termsOf(filed.id, 'reconsideration')
  const first = must<Body>(201, await dispute(filed, {}, 'portal'))
  t.match(await referralsOf(original), [{ state: 'open' }])
  t.same(await referralsOf(rendition), [])
  must(201, await dispute(filed, { part: 2 }, 'portal'))
  t.equal((await referralsOf(original)).length, 1, 'what is asked already is not asked twice')
  t.match(must(200, await call('POST', `/v1/secrecy-disputes/${first.id}/withdrawal`, { as: 'portal' })), { state: 'withdrawn' })
  must(200, await rule((await referralsOf(original))[0]!, {}))
  t.same((await disputesOf(filed)).map(({ state }) => state), ['withdrawn', 'upheld'])
})

await t.test('who stands outside is told nothing, and each duty what it needs', async (t) => {
  const request = await answered()
  const other = await house.file()
  const tries: [string | undefined, number][] = [
    [undefined, 401], ['xm.officer', 403], ['xm.head', 403], ['jcj.supervisor', 403], ['cs.clerk', 404], ['bmj.officer', 404], [other.accessToken, 404],
  ]
  for (const [as, status] of tries) {
    t.equal((await call('POST', `/v1/requests/${request.id}/secrecy-disputes`, { ...as !== undefined && { as }, body: { part: 1, words } })).status, status, as ?? 'nobody')
  }
  const filed = must<Body>(201, await dispute(request, {}, 'xm.clerk'))
  t.match(await disputesOf(request), [{ id: filed.id, words }], 'what the clerk wrote down for him is his')
  t.match(await disputesOf(request, 'xm.officer'), [{ words }])
  t.notOk('words' in (await disputesOf(request, 'jcj.supervisor'))[0]!, 'a supervisor sees that there is one')
  t.equal((await call('GET', `/v1/requests/${request.id}/secrecy-disputes`, { as: other.accessToken })).status, 404)
  t.equal((await call('GET', `/v1/requests/${request.id}/secrecy-disputes`)).status, 401)
  const withdraw = (as: string) => call('POST', `/v1/secrecy-disputes/${filed.id}/withdrawal`, { as })
  t.equal((await withdraw('xm.officer')).status, 403)
  t.equal((await withdraw(other.accessToken)).status, 404)
  const [referral] = await referralsOf(request.kept[0])
  const end = () => call('POST', `/v1/referrals/${referral!.id}/ending`, { as: 'xm.head', body: { reason: '不再报请' } })
  t.same(refused(await end()), [409, 'under_dispute'], 'the agency does not end it for him')
  t.match(must(200, await withdraw(request.accessToken)), { state: 'withdrawn' })
  t.same(refused(await withdraw(request.accessToken)), [409, 'dispute_closed'])
  t.same(refused(await dispute(request)), [409, 'disputed'], 'once for a part')
  t.equal((await end()).status, 200, 'after it the question is the agency’s own')
})

await t.test('upheld: he gets a paper that says so and names the remedies that stand', async (t) => {
  const request = await answered(2)
  must(201, await dispute(request))
  const [first, second] = [(await referralsOf(request.kept[0]))[0]!, (await referralsOf(request.kept[1]))[0]!]
  clock.set('2026-03-05T01:00:00Z')
  must(200, await rule(first, {}))
  t.match(await disputesOf(request), [{ state: 'open' }], 'until nothing is awaited any more')
  must(200, await rule(second, { ruling: 'withhold', level: undefined }))
  const [ended] = await disputesOf(request)
  t.match(ended, { state: 'upheld', decideBy: null, closedAt: '2026-03-05T01:00:00.000Z' })
  const { text } = await call('GET', `/v1/notices/${ended!.noticeId}`, { as: request.accessToken })
  const told = text.replace(/<[^>]*>/g, '')
  t.match(told, /保密争议处理结果告知书[^]*XM公议〔2026〕2号[^]*第1项[^]*处理结果不变[^]*救济途径[^]*行政复议/)
  t.notMatch(told, /保密审〔2026〕8号|保密局|秘密级|属于保密事项范围/, 'not who ruled, by which paper, how high')
  t.match((await eventsOf(db, request.id)).findLast(({ type }) => type.includes('secrecy_dispute')), {
    type: 'lightwell.secrecy_dispute.ended.v1', data: { outcome: 'upheld', decideBy: null },
  })
  t.same((await call('GET', '/v1/terms?agency=XM&kind=rectification', { as: 'xm.officer' })).body.items, [])
  clock.set('2026-03-02T01:00:00Z')
})

await t.test('no secret: the part is decided anew, by a day that the officer sees', async (t) => {
  const request = await answered(1, { language: 'en' })
  must(201, await dispute(request))
  const [referral] = await referralsOf(request.kept[0])
  must(200, await rule(referral!, { ruling: 'open', level: undefined, reason: '已经公布' }))
  const [ended] = await disputesOf(request)
  t.match(ended, { state: 'overturned', decideBy: '2026-03-09' })
  t.match((await call('GET', `/v1/notices/${ended!.noticeId}`, { as: request.accessToken })).text, /Result of a Dispute[^]*decide on this item anew by/)
  t.match(await termsOf(request.id, 'rectification'), [{ kind: 'rectification', requestId: request.id, subjectId: ended!.id, dueOn: '2026-03-09', duty: 'officer' }])
})

await t.test('it is disputed while the part can be contested, and not before it is served nor after', async (t) => {
  const open = await house.file()
  t.same(refused(await dispute(open)), [409, 'not_answered'])
  const request = await answered()
  await asOwner(house, 'update terms set due_on = $1 where subject_id = (select notice_id from decisions where id = $2)', ['2026-03-01', request.decision.id])
  t.same(refused(await dispute(request)), [409, 'window_over'])
  await asOwner(house, 'delete from terms where subject_id = (select notice_id from decisions where id = $1)', [request.decision.id])
  t.same(refused(await dispute(request)), [409, 'not_served'])
  const nobody = await answered()
  await asOwner(house, "update agency_profiles set secrecy_authority_code = null where agency_code = 'XM'", [])
  t.same(refused(await dispute(nobody)), [409, 'nobody_to_ask'])
  t.same(await disputesOf(nobody), [], 'and nothing of it stays')
})

await t.test('supervisors count and list disputes, agencies their own', async (t) => {
  t.same((await call('GET', '/v1/secrecy-disputes/counts', { as: 'jcj.supervisor' })).body, { open: 1, withdrawn: 2, upheld: 2, overturned: 1 })
  t.same((await call('GET', '/v1/secrecy-disputes/counts', { as: 'cs.officer' })).body, { open: 0, withdrawn: 0, upheld: 0, overturned: 0 })
  t.equal((await call('GET', '/v1/secrecy-disputes/counts?agency=XM', { as: 'cs.officer' })).status, 404)
  t.equal((await call('GET', '/v1/secrecy-disputes', { as: 'portal' })).status, 403)
  t.equal((await call('GET', '/v1/secrecy-disputes')).status, 401)
  const all: Body[] = must<Body>(200, await call('GET', '/v1/secrecy-disputes', { as: 'jcj.supervisor' })).items
  t.same(all.map(({ state }) => state), ['open', 'withdrawn', 'upheld', 'withdrawn', 'upheld', 'overturned'])
  t.notOk(all.some((one) => 'words' in one))
  const { nextCursor } = must<Body>(200, await call('GET', '/v1/secrecy-disputes?limit=5', { as: 'xm.head' }))
  t.same((await call('GET', `/v1/secrecy-disputes?cursor=${nextCursor}`, { as: 'xm.head' })).body.items.map(({ id }: Body) => id), [all[5]!.id])
  t.same((await call('GET', '/v1/secrecy-disputes?state=upheld', { as: 'xm.head' })).body.items.length, 2)
})

await t.test('the database holds that only a withheld part of an answer is disputed, once, and told when it ended', async (t) => {
  const { rows: [row] } = await db.execute<Body>(sql`select * from secrecy_disputes where state = 'open'`)
  const force = (changes: Body) => asOwner(house, 'insert into secrecy_disputes select * from jsonb_populate_record(null::secrecy_disputes, $1)',
    [JSON.stringify({ ...row, id: '01900000-0000-7000-8000-000000000001', ...changes })])
  await t.rejects(force({}), /secrecy_disputes_once/)
  await t.rejects(force({ part: 2 }), /was not withheld/)
  await t.rejects(asOwner(house, "update secrecy_disputes set state = 'upheld', closed_by = 'x', closed_at = now() where id = $1", [row!['id']]), /secrecy_disputes_told/)
  await t.rejects(asOwner(house, "update secrecy_disputes set state = 'withdrawn' where id = $1", [row!['id']]), /secrecy_disputes_closed/)
  await t.rejects(asOwner(house, 'insert into disputed_records select $1, id from records where case_id <> $2 limit 1', [row!['id'], row!['case_id']]),
    /disputed_records_of_case|is of another case/)
  await t.rejects(db.execute(sql`update secrecy_disputes set words = 'x'`), { cause: /permission denied/ })
  await t.rejects(house.connection('oversight').db.execute(sql`select words from secrecy_disputes`), { cause: /permission denied/ })
})
