import t from 'tap'
import { openTestHouse, type Body } from '../support/house.ts'
import { addRecord, approve, fileRequest, must, propose, readUntil, type StoryRecord } from '../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call, clock } = house
const officer = 'xm.officer'
const checklist = { stateSecret: false, workSecret: false, endangersSecurity: false }

await call('POST', '/v1/posts', { as: 'city.admin', body: { agency: 'XM', duty: 'section', holder: { handle: 'xm.section', name: '王所长' } } })
const filed = await fileRequest(call)
const path = `/v1/requests/${filed.id}`
let record: StoryRecord
let referralId: string

const stateOf = async (): Promise<Body> => must(200, await call('GET', path, { as: officer }))

async function review (level: number, finding: string, opinion: string): Promise<void> {
  const as = `xm.review${level}`
  must(200, await call('GET', `/v1/records/${record.id}/content`, { as }))
  must(201, await call('POST', `/v1/records/${record.id}/reviews`, { as, body: { level, finding, sha256: record.sha256, checklist, opinion } }))
}

await t.test('the section that holds the papers looks for them, and everybody sees whom the case waits for', async (t) => {
  const { body: task } = await call('POST', `${path}/section-tasks`, {
    as: officer, body: { section: '自然资源所', question: '补偿方案在不在你所', dueOn: '2026-03-03' },
  })
  t.match(await readUntil<Body>(call, path, officer, { heldBy: 'section' }), { status: 'processing', next: { by: '2026-03-03' } })
  must(200, await call('POST', `/v1/section-tasks/${task.id}/answer`, { as: 'xm.section', body: {
    found: 'found', words: '查得一件，已送经办人',
    search: { unit: '自然资源所', place: '征地案卷', terms: '补偿方案', found: '方案一件', method: '按案卷目录', result: 'found' },
  } }))
  t.equal((await stateOf()).heldBy, 'officer')
})

await t.test('a reviewer doubts, and until the secrecy bureau has ruled nothing goes out', async (t) => {
  record = await addRecord(call, filed, { text: '城南片区征地补偿方案，附供水设施位置。' })
  await review(1, 'release', `方案已经核对（${record.id}）`)
  await review(2, 'refer', `供水设施位置是否涉密存疑（${record.id}）`)
  const { body } = await call('POST', `/v1/records/${record.id}/referrals`, {
    as: 'xm.review2', body: { question: 'level', claimedLevel: 'secret', words: '附图是否属于保密事项范围' },
  })
  referralId = body.id
  t.match(body, { toAgency: 'BMJ', answerBy: '2026-03-16' })
  t.equal((await stateOf()).deadline.dueOn, filed.dueOn, 'the answer is owed on the same day')
  const release = await call('POST', '/v1/decisions', { as: officer, body: {
    requestId: filed.id, parts: [{ description: '补偿方案', outcome: 'disclose', records: [record.id] }], delivery: { on: '2026-03-09' },
  } })
  t.match(release, { status: 409, body: { code: 'referral_open' } })
})

await t.test('the bureau sees it on its list, opens it and rules by a paper of its own', async (t) => {
  clock.set('2026-03-04T01:00:00Z')
  t.match((await call('GET', '/v1/referrals', { as: 'bmj.officer' })).body.items, [{ id: referralId, agency: 'XM', late: false }])
  t.equal((await call('GET', `/v1/referrals/${referralId}/content`, { as: 'bmj.officer' })).status, 200)
  must(200, await call('POST', `/v1/referrals/${referralId}/ruling`, {
    as: 'bmj.officer', body: { ruling: 'open', paper: '保密审〔2026〕8号', reason: '供水设施位置已在规划中公布' },
  }))
  t.same((await call('GET', '/v1/referrals', { as: 'bmj.officer' })).body.items, [])
  t.match((await call('GET', `/v1/records/${record.id}`, { as: officer })).body.review, { complete: true, finding: 'release' })
})

await t.test('the answer goes out within its legal day, and its history tells the way without a word of it', async (t) => {
  const issued = await approve(call, filed, await propose(call, filed, [{ description: '补偿方案', outcome: 'disclose', records: [record.id] }]))
  t.equal(issued.servedOn, '2026-03-04')
  t.equal((await call('GET', `/v1/records/${record.id}/content`, { as: filed.accessToken })).text, '城南片区征地补偿方案，附供水设施位置。')
  t.match(await readUntil<Body>(call, `/v1/deadlines/${filed.id}`, officer, { state: 'met' }), { dueOn: filed.dueOn })
  const { body: { items } } = await call('GET', `${path}/events?limit=100`, { as: officer })
  const types = items.map(({ type }: Body) => type.replace(/^lightwell\.|\.v1$/g, ''))
  t.same(types.filter((type: string) => /^(section_task|search|referral)/.test(type)), [
    'section_task.opened', 'search.recorded', 'section_task.answered', 'referral.needed', 'referral.opened', 'referral.ruled',
  ])
  t.notMatch(JSON.stringify(items), /供水|自然资源所|保密审/)
  const { body: terms } = await call('GET', `/v1/terms?requestId=${filed.id}&limit=100`, { as: 'xm.head' })
  t.same(terms.items.filter(({ kind }: Body) => /^(section|referral)/.test(kind)).map(({ kind, state }: Body) => `${kind} ${state}`).toSorted(),
    ['referral_answer met', 'referral_report met', 'section_task met'])
})
