import t from 'tap'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import { absences } from '@lightwell/schema/tables/intake'
import { readiness, type ReadinessFacts } from '../../../services/decision/rules/readiness.ts'
import { recordBlockers, type WorkedRecord } from '../../../services/decision/rules/record-blockers.ts'
import { notReferred } from '../../../services/decision/rules/referral-standing.ts'
import { whoMay, type PostHolder } from '../../../services/decision/rules/who-may.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { openDesk } from './desk.ts'

const record: WorkedRecord = {
  id: 'r', caseId: 'c', sha256: 'a', title: '方案', sizeBytes: 1, sealed: false, isRendition: false, aboutPerson: false,
  chain: { levels: 2, nextLevel: null, complete: true, finding: 'release' }, foundSecret: false, claimedLevel: 'secret', referral: notReferred,
  redactedOn: [], scanState: 'done', addedBy: 'officer', stages: ['review:1', 'group'], reviewedBy: new Map([[1, 'one'], [2, 'two']]),
  workSecretBy: undefined,
}
const facts: ReadinessFacts = {
  status: 'processing', respondBy: null, searches: 1, tasks: [], consultations: [], referrals: [], records: [], staffing: [], unit: [],
  decision: undefined, sheet: { steps: [], signatures: [] }, evidence: [], today: '2026-03-02' as Day,
}
const codesOf = (changes: Partial<ReadinessFacts>) => readiness({ ...facts, ...changes }).map(({ code }) => code)
const needsOf = (changes: Partial<WorkedRecord>) => recordBlockers({ ...record, ...changes }).map(({ code }) => code)

await t.test('a record is told by all that it still needs, and before it was read by that alone', async (t) => {
  t.same(needsOf({}), [])
  t.same(needsOf({ scanState: 'queued', reviewedBy: new Map(), uncompared: true }), ['scan_unfinished'])
  t.same(needsOf({ sealed: true, reviewedBy: new Map() }), ['record_sealed'])
  t.same(needsOf({ unreadable: true, workSecretBy: 'officer', uncompared: true, reviewedBy: new Map([[1, 'one']]) }),
    ['manual_check_missing', 'work_secret_open', 'level_open', 'comparison_missing'])
  const chain = (finding: 'refer' | 'redact') => ({ ...record.chain, finding })
  t.same(needsOf({ chain: chain('refer') }), ['doubt_not_referred'])
  t.same(needsOf({ chain: chain('refer'), referral: { ...notReferred, isOpen: true } }), [])
  t.same(needsOf({ chain: chain('redact') }), ['redaction_missing'])
  t.same(needsOf({ chain: chain('redact'), renditions: ['s'] }), [])
  t.same(needsOf({ referral: { ...notReferred, consentMissing: true } }), ['consent_missing'])
  const [open] = recordBlockers({ ...record, reviewedBy: new Map([[1, 'one']]) })
  t.match(open, { level: 2, waitsFor: { duties: ['review'], stage: 'group', except: ['officer', 'one'] } })
})

await t.test('a request is told by what blocks it now: its work, its signatures, its service', async (t) => {
  t.same(codesOf({ searches: 0 }), ['search_missing', 'proposal_missing'])
  t.same(codesOf({ status: 'clarifying' }), ['clarification_open', 'proposal_missing'])
  const proposed = { id: 'd', state: 'proposed' as const, proposedBy: 'officer', noticeId: null, served: false }
  const step = (duty: 'legal' | 'secrecy') => ({ duty, name: { zh: duty, en: duty } })
  const signature = { step: 1, duty: 'legal', signedBy: 'lawyer', asDeputy: false, opinion: '', signedAt: new Date(0) }
  const sheet = { steps: [step('legal'), step('secrecy')], signatures: [signature] }
  t.match(readiness({ ...facts, decision: proposed, sheet, evidence: [
    { code: 'review_incomplete', pointer: '' }, { code: 'objection_stands', pointer: '' },
  ] }), [
    { code: 'evidence_missing', evidence: 'objection_stands' },
    { code: 'sheet_step_open', name: { en: 'secrecy' }, waitsFor: { duties: ['secrecy'], except: ['officer', 'lawyer'] } },
    { code: 'approval_missing', waitsFor: { duties: ['head'], except: ['officer', 'lawyer'] } },
  ])
  const issued = { ...proposed, state: 'issued' as const, noticeId: 'n' }
  t.same(codesOf({ decision: issued, searches: 0 }), ['service_missing'])
  t.same(codesOf({ decision: { ...issued, served: true } }), [])
  for (const status of ['withdrawn', 'lapsed', 'transferred', 'closed'] as const) t.same(codesOf({ status, searches: 0 }), [], status)
  const asked = { id: 'k', kind: 'third_party' as const, servedOn: null, answerBy: null, answer: null }
  t.match(readiness({ ...facts, consultations: [asked] })[0], { code: 'consultation_open', waitsFor: { duties: ['clerk', 'officer'] } })
  t.match(readiness({ ...facts, consultations: [{ ...asked, servedOn: '2026-03-01', answerBy: '2026-03-20' }] })[0],
    { waitsFor: { outside: 'consulted' }, by: '2026-03-20' })
})

await t.test('who may is who holds the duty, is trained for what he reviews, and has no part in it', async (t) => {
  const holder = (personId: string, duty: PostHolder['duty'], more: Partial<PostHolder> = {}): PostHolder =>
    ({ personId, duty, level: duty === 'review' ? 1 : null, name: personId, asDeputy: false, awayUntil: null, qualified: true, ...more })
  const holders = [holder('a', 'review'), holder('b', 'review', { qualified: false }), holder('c', 'review', { level: 2 }), holder('d', 'head'),
    holder('e', 'review'), holder('e', 'review', { asDeputy: true })]
  const named = (waitsFor: Parameters<typeof whoMay>[0]) => whoMay(waitsFor, holders).map(({ personId }) => personId)
  t.same(named({ duties: ['review'], stage: 'review:1', except: ['a'] }), ['e'])
  t.same(named({ duties: ['review'], stage: 'second_opinion', except: ['a'] }), ['c', 'e'])
  t.same(named({ duties: ['head'], except: ['d'] }), [])
  t.same(named({ outside: 'applicant' }), [])
  t.same(named(null), [])
})

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const xm = openDesk(house)

type Told = {
  code: string, what: string, people: { name: string, awayUntil: string | null }[], by: string, recordId: string | null, outside: string | null
}

async function blockersOf (id: string, language = 'zh-CN'): Promise<Told[]> {
  const headers = { 'accept-language': language }
  return must<Body>(200, await call('GET', `/v1/requests/${id}/readiness`, { as: 'xm.officer', headers })).blockers
}

async function away (handle: string, fromOn: string, untilOn: string): Promise<void> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from people where handle = ${handle}`)
  await house.connection('intake').db.insert(absences).values({ id: uuidv7(), personId: rows[0]!.id, fromOn, untilOn, recordedBy: 'test' })
}

const line = ({ code, people, by, outside }: Told) => `${code} ${outside ?? people.map(({ name }) => name).join('+')} ${by}`

await t.test('all that blocks an answer is told by person and day, from the search to the service', async (t) => {
  const { id, dueOn, accessToken } = await house.file({ delivery: { format: 'paper', method: 'post' } })
  const lines = async () => (await blockersOf(id)).map(line)
  t.same(await lines(), [`search_missing xm.officer ${dueOn}`, `proposal_missing xm.officer ${dueOn}`])
  const { body: task } = await call('POST', `/v1/requests/${id}/section-tasks`, {
    as: 'xm.officer', body: { section: '自然资源所', question: '查找城南片区补偿方案', dueOn: '2026-03-04' },
  })
  t.match((await blockersOf(id))[1], { code: 'section_task_open', what: '业务科室尚未答复：自然资源所', by: '2026-03-04', subjectId: task.id })
  must(200, await call('POST', `/v1/section-tasks/${task.id}/ending`, { as: 'xm.officer', body: { reason: '不再需要' } }))

  const { body: added } = await xm.upload(id, '补偿方案正文')
  t.same(await lines(), [
    `level_open xm.review1 ${dueOn}`, `level_open xm.review2 ${dueOn}`, `proposal_missing xm.officer ${dueOn}`,
  ])
  await xm.passChain(added)
  t.same(await lines(), [`proposal_missing xm.officer ${dueOn}`])
  const { body: decision } = await xm.propose(id, [{ description: '方案', outcome: 'disclose', records: [added.id] }])
  t.same(await lines(), [`approval_missing xm.head ${dueOn}`])
  must(200, await xm.approve(decision.id))
  t.match(await blockersOf(id), [{ code: 'service_missing', people: [{ name: 'xm.clerk' }, { name: 'xm.officer' }] }])
  t.match((await blockersOf(id, 'en'))[0], { what: 'The answer is issued and not served' })
  const readers: [string | undefined, number][] = [
    ['jcj.supervisor', 200], ['xm.review1', 200], ['cs.officer', 404], [accessToken, 404], ['portal', 404], [undefined, 401],
  ]
  for (const [as, status] of readers) {
    t.equal((await call('GET', `/v1/requests/${id}/readiness`, { ...as !== undefined && { as } })).status, status, String(as))
  }
  t.equal((await call('GET', `/v1/requests/${uuidv7()}/readiness`, { as: 'xm.officer' })).status, 404)
})

await t.test('a referral, an open consultation and a sealed record are told with whom they wait for', async (t) => {
  const { id } = await house.file()
  const { body: doubtful } = await xm.upload(id, '某项安排')
  const { body: sealed } = await xm.upload(id, '机密★10年\n\n某项安排')
  t.equal(sealed.sealed, true)
  const refer = (reviewer: number) => xm.review(doubtful, reviewer, { finding: 'refer', grounds: ['state_secret'] })
  for (const level of [1, 2]) {
    await xm.open(doubtful.id, `xm.review${level}`)
    must(201, await refer(level))
  }
  const about = (told: Told[], recordId: string) => told.filter((one) => one.recordId === recordId).map(line)
  const before = await blockersOf(id)
  t.match(about(before, doubtful.id), [/^doubt_not_referred xm\.officer\+xm\.review2/])
  t.match(about(before, sealed.id), [/^record_sealed xm\.review2/])
  must(201, await call('POST', `/v1/records/${doubtful.id}/referrals`, {
    as: 'xm.officer', body: { question: 'level', claimedLevel: 'secret', words: '是否属于国家秘密不明确，报请确定。' },
  }))
  t.match(about(await blockersOf(id), doubtful.id), [/^referral_open BMJ 2026-/])
  must(201, await call('POST', `/v1/requests/${id}/consultations`, {
    as: 'xm.officer', body: { kind: 'third_party', party: { name: '某某建设公司' }, interest: '报价', question: '是否同意公开报价？' },
  }))
  t.match((await blockersOf(id)).map(({ code }) => code), ['consultation_open'])
})

await t.test('who is away is told with his last day, and people who are short stand beside the open level', async (t) => {
  house.clock.set('2026-03-16T01:00:00Z')
  const { id } = await house.file()
  const { body: added } = await xm.upload(id, '正文')
  await away('xm.review1', '2026-03-16', '2026-03-18')
  await away('xm.head', '2026-03-16', '2026-03-17')
  const told = await blockersOf(id)
  const open = told.find(({ recordId }) => recordId === added.id)
  t.match(open, { code: 'level_open', people: [{ name: 'xm.review1', awayUntil: '2026-03-18' }] })
  t.match(told.filter(({ code }) => code === 'staffing_gap'), [{ what: /第1级审查/, people: [] }])
  const { body: decision } = await xm.propose(id, [{ description: '明细', outcome: 'refuse', grounds: ['privacy'] }])
  t.equal(decision.state, 'proposed')
  const approval = (await blockersOf(id)).find(({ code }) => code === 'approval_missing')
  t.match(approval?.people, [{ name: 'xm.head', awayUntil: '2026-03-17' }, { name: 'xm.deputy', asDeputy: true, awayUntil: null }])
})
