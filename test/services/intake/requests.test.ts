import t from 'tap'
import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { append } from '@lightwell/events/append'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import type { EventData, EventType } from '@lightwell/events/contracts'
import { deliverDue } from '@lightwell/events/deliver'
import type { Deps } from '@lightwell/events/deps'
import { notices } from '@lightwell/schema/tables/common'
import { decisions } from '@lightwell/schema/tables/decision'
import { intake } from '../../../services/intake/intake.ts'
import { openTestHouse } from '../../support/house.ts'
import { noScanner } from '../../support/no-scanner.ts'
import { noStore } from '../../support/no-store.ts'
import { until } from '../../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const waker = { wake: () => {}, sleep: async () => {}, close: async () => {} }
const deps: Deps = { db: house.connection('intake').db, clock: house.clock, keys: house.keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, waker, log: silent }
const decisionRoom = house.connection('decision')

const nobody = '01a20000-0000-7000-8000-000000000000'
const get = (path: string, as: string, headers: Record<string, string> = {}) => call('GET', path, { as, headers })
const withdraw = (id: string, as: string, body?: unknown, headers: Record<string, string> = {}) =>
  call('POST', `/v1/requests/${id}/withdrawal`, { as, headers, ...(body !== undefined && { body }) })

/** Waits until the clock has taken a request up, so that its version rests. */
async function clockStarted (id: string): Promise<void> {
  await until(() => get(`/v1/requests/${id}`, 'xm.officer'), ({ body }) => body.deadline.state === 'running')
}

/** Lets something happen to a request as another room would tell it, and has the counter take it in. */
async function happen<T extends EventType> (id: string, type: T, data: EventData<T>): Promise<void> {
  await decisionRoom.db.transaction(async (tx) => {
    const head = await lockCase(tx, id) as CaseHead
    await append(tx, head, { type, room: 'decision', actor: 'system', at: house.clock.now(), data })
  })
  while (await deliverDue(deps, 'intake', intake.subscriptions) > 0);
}

const happenings = {
  recordAdded: (id: string) =>
    happen(id, 'lightwell.record.added.v1', { recordId: uuidv7(), contentHash: 'x', renditionOf: null }),
  searched: (id: string) => happen(id, 'lightwell.search.recorded.v1', { searchId: uuidv7() }),
  extensionAsked: (id: string) =>
    happen(id, 'lightwell.extension.requested.v1', { extensionId: uuidv7(), additionalWorkingDays: 5 }),
  proposed: (id: string) => happen(id, 'lightwell.decision.proposed.v1', { decisionId: uuidv7(), outcome: 'refuse' }),
  issued: (id: string) => happen(id, 'lightwell.decision.issued.v1', {
    decisionId: uuidv7(), outcome: 'refuse', noticeId: uuidv7(), noticeSha256: 'x', recordHashes: [], asDeputy: false,
  }),
  served: (id: string, answers = true) => happen(id, 'lightwell.notice.served.v1', {
    noticeId: uuidv7(), kind: 'decision', method: 'online', servedOn: '2026-03-02', answers,
  }),
}

const read = async (id: string, as: string) => (await get(`/v1/requests/${id}`, as)).body
const statusOf = async (id: string): Promise<string> => (await read(id, 'xm.officer')).status

t.test('a request is read by applicant, portal, agency and supervisor, and by nobody else', async (t) => {
  const { id, accessToken } = await house.file()
  const other = await house.file()
  const unknown = await get(`/v1/requests/${nobody}`, 'xm.officer')
  t.equal(unknown.status, 404)
  for (const as of [accessToken, 'xm.clerk', 'xm.review1', 'xm.head', 'jcj.supervisor']) {
    t.equal((await get(`/v1/requests/${id}`, as)).status, 200, as)
  }
  for (const as of ['cs.officer', 'bmj.officer', 'city.admin', 'portal', other.accessToken, 'xm.deputy']) {
    const hidden = await get(`/v1/requests/${id}`, as)
    const absent = await get(`/v1/requests/${nobody}`, as)
    t.equal(hidden.status, 404, as)
    t.same({ ...hidden.body, instance: '' }, { ...absent.body, instance: '' }, 'hidden is absent')
  }
  t.equal((await call('GET', `/v1/requests/${id}`)).status, 401)
  t.equal((await call('GET', `/v1/requests/${nobody}`)).status, 401, 'without a token nothing can be told apart')
  t.equal((await get('/v1/requests/7', 'xm.officer')).status, 404)
})

t.test('who works the case sees the applicant; a supervisor sees who he is, not where he lives', async (t) => {
  const { id, accessToken } = await house.file()
  for (const as of [accessToken, 'xm.officer']) {
    const { applicant } = (await get(`/v1/requests/${id}`, as)).body
    t.match(applicant, { name: '张三', phone: '13800000000', address: '新民镇建设路1号', idNumberTail: '002X' })
  }
  const { text, body } = await get(`/v1/requests/${id}`, 'jcj.supervisor')
  t.same(body.applicant, { kind: 'citizen', name: '张三', idNumberTail: '002X' })
  t.notMatch(text, /13800000000|建设路|1949-12-31/)
})

t.test('a request names what each reader may do and who is next', async (t) => {
  const { id, accessToken } = await house.file()
  await clockStarted(id)
  const actions = async (as: string) => (await read(id, as)).allowedActions
  t.same(await actions(accessToken), ['add_attachment', 'register_receipt', 'redirect', 'withdraw'])
  t.same(await actions('xm.officer'), [
    'prove_identity', 'add_attachment', 'classify', 'pass_on', 'register_receipt', 'ask_clarification', 'open_consultation', 'ask_reasons',
    'transfer', 'redirect', 'divide', 'divide_whole', 'record_search', 'add_record', 'ask_extension', 'propose_decision',
  ])
  t.same(await actions('jcj.supervisor'), [])
  t.match(await read(id, 'xm.head'), { heldBy: 'officer', next: { who: '新民镇人民政府经办人', by: '2026-03-09' } })
})

t.test('the ETag is the version of the case, and what time alone changes is told to whoever knows it', async (t) => {
  const { id, accessToken } = await house.file()
  await clockStarted(id)
  const known = await get(`/v1/requests/${id}`, accessToken)
  t.match(known.body.deadline, { dueOn: '2026-03-09', overdue: false })
  const etag = known.headers.get('etag') as string
  t.equal(etag, '"2"')
  house.clock.set('2026-03-09T16:00:00Z')
  const later = await get(`/v1/requests/${id}`, accessToken, { 'if-none-match': etag })
  house.clock.set('2026-03-02T01:00:00Z')
  t.match(later, { status: 200, body: { deadline: { overdue: true } } }, 'a due day ends without an event')
  t.equal(later.headers.get('etag'), etag)
  await happenings.searched(id)
  t.equal((await get(`/v1/requests/${id}`, accessToken)).headers.get('etag'), '"3"')
  t.equal((await get(`/v1/requests/${id}`, 'cs.officer', { 'if-none-match': '*' })).status, 404)
})

t.test('the first act of work moves a request on, whichever it is', async (t) => {
  for (const act of ['recordAdded', 'searched', 'extensionAsked', 'proposed'] as const) {
    const { id } = await house.file()
    await happenings[act](id)
    t.equal(await statusOf(id), 'processing', act)
    await happenings[act](id)
    t.equal(await statusOf(id), 'processing', 'and once it is worked, nothing more')
  }
})

t.test('approval decides a request, the service of its answer closes it, and nothing moves it back', async (t) => {
  const { id } = await house.file()
  await happenings.issued(id)
  t.equal(await statusOf(id), 'decided')
  await happenings.recordAdded(id)
  t.equal(await statusOf(id), 'decided')
  await happenings.served(id, false)
  t.equal(await statusOf(id), 'decided', 'a notice that answers nothing closes nothing')
  await happenings.served(id)
  t.equal(await statusOf(id), 'closed')
  await happenings.issued(id)
  t.equal(await statusOf(id), 'closed')
})

t.test('an applicant takes his request back, once, without words or with', async (t) => {
  const { id, accessToken } = await house.file()
  const { status, body } = await withdraw(id, accessToken)
  t.equal(status, 200)
  t.match(body, { id, status: 'withdrawn', heldBy: null, next: null, deadline: { state: 'stopped' } })
  t.same(body.allowedActions, ['register_receipt'], 'the receipt for it is still his')
  const again = await withdraw(id, accessToken)
  t.equal(again.status, 409)
  t.equal(again.body.code, 'not_in_this_status')
  await happenings.recordAdded(id)
  t.equal(await statusOf(id), 'withdrawn', 'what was on its way moves it no more')
  const worded = await house.file()
  t.equal((await withdraw(worded.id, worded.accessToken, { why: '' })).status, 422)
  t.equal((await withdraw(worded.id, worded.accessToken, { reason: '已经解决' })).status, 200)
  const { items } = (await get(`/v1/requests/${id}/events`, accessToken)).body
  t.equal(items.filter(({ type }: { type: string }) => type === 'lightwell.request.withdrawn.v1').length, 1)
})

t.test('after the answer it is too late to withdraw', async (t) => {
  for (const happened of ['issued', 'served'] as const) {
    const { id, accessToken } = await house.file()
    await happenings[happened](id)
    t.equal((await withdraw(id, accessToken)).status, 409)
  }
})

t.test('a proposal is for the agency alone; an approval counts before its event has come', async (t) => {
  const { id, accessToken } = await house.file()
  const [officer, head] = (await get('/v1/posts', 'xm.clerk')).body.items.filter(
    ({ duty }: { duty: string }) => duty === 'officer' || duty === 'head')
  const decision = {
    id: uuidv7(), caseId: id, agencyCode: 'XM', state: 'proposed', outcome: 'refuse',
    proposedBy: officer.holder.id, proposedAt: house.clock.now(),
  } as const
  await decisionRoom.db.insert(decisions).values(decision)
  t.equal((await read(id, 'xm.officer')).decisionId, decision.id)
  t.match(await read(id, 'xm.head'), { heldBy: 'head', allowedActions: ['decide_decision'] })
  t.match(await read(id, accessToken), {
    decisionId: null, allowedActions: ['add_attachment', 'register_receipt', 'redirect', 'withdraw'], heldBy: 'officer', next: { who: '新民镇人民政府经办人' },
  })

  const notice = { id: uuidv7(), kind: 'decision', issuedAt: house.clock.now() } as const
  await decisionRoom.db.insert(notices).values({
    ...notice, caseId: id, agencyCode: 'XM', number: 'XM公复〔2026〕1号', language: 'zh-CN', mediaType: 'text/html',
    bytes: Buffer.from('x'), sha256: 'x',
  })
  await decisionRoom.db.update(decisions).set({
    state: 'issued', noticeId: notice.id, decidedBy: head.holder.id, decidedAt: house.clock.now(),
  }).where(eq(decisions.id, decision.id))
  const answered = await read(id, accessToken)
  t.match(answered, { decisionId: decision.id, allowedActions: [], heldBy: 'clerk' })
  t.same(answered.notices, [{ ...notice, issuedAt: '2026-03-02T01:00:00.000Z' }])
  t.equal((await withdraw(id, accessToken)).status, 409)
})

t.test('only the applicant or his portal withdraws, and who may not read learns nothing', async (t) => {
  const { id } = await house.file()
  for (const as of ['xm.officer', 'xm.head', 'jcj.supervisor']) t.equal((await withdraw(id, as)).status, 403, as)
  for (const as of ['cs.officer', 'portal']) {
    const known = await withdraw(id, as, undefined, { 'if-match': '"99"' })
    t.equal(known.status, 404, 'not even that the version is another')
    t.same({ ...known.body, instance: '' }, { ...(await withdraw(nobody, as)).body, instance: '' })
  }
  t.equal((await call('POST', `/v1/requests/${id}/withdrawal`)).status, 401)
  const filed = await house.file({}, 'portal')
  t.equal((await withdraw(filed.id, 'portal')).status, 200)
})

t.test('a withdrawal of what has changed since it was read is stale', async (t) => {
  const { id, accessToken } = await house.file()
  await clockStarted(id)
  t.equal((await withdraw(id, accessToken, undefined, { 'if-match': '"1"' })).status, 412)
  t.equal((await withdraw(id, accessToken, undefined, { 'if-match': 'W/"2"' })).status, 412, 'compared strongly')
  t.equal((await withdraw(id, accessToken, undefined, { 'if-match': '"2"' })).status, 200)
})

t.test('the history tells each reader what is his to know, in pages', async (t) => {
  const { id, accessToken } = await house.file({}, 'portal')
  await clockStarted(id)
  await happenings.recordAdded(id)
  await happenings.proposed(id)
  await happenings.issued(id)
  const history = async (as: string, query = '') => (await get(`/v1/requests/${id}/events${query}`, as)).body
  const short = (entries: { type: string }[]) => entries.map(({ type }) => type.split('.').slice(1, 3).join('.'))
  const forStaff = await history('xm.officer')
  t.same(short(forStaff.items), [
    'request.registered', 'deadline.started', 'record.added', 'decision.proposed', 'decision.issued',
  ])
  t.same(forStaff.items.map(({ sequence }: { sequence: number }) => sequence), [1, 2, 3, 4, 5])
  t.match(forStaff.items[0], { actorKind: 'portal', actorId: /^[0-9a-f-]{36}$/, time: '2026-03-02T01:00:00.000Z' })
  for (const as of [accessToken, 'portal']) {
    const { items } = await history(as)
    t.same(short(items), ['request.registered', 'deadline.started', 'decision.issued'])
    t.notOk(items.some((entry: object) => 'actorId' in entry), 'no names of staff')
  }
  const first = await history(accessToken, '?limit=2')
  const second = await history(accessToken, `?limit=2&cursor=${first.nextCursor}`)
  t.same(short([...first.items, ...second.items]), ['request.registered', 'deadline.started', 'decision.issued'])
  t.equal(second.nextCursor, null)
  t.equal((await get(`/v1/requests/${id}/events`, 'cs.officer')).status, 404)
  t.equal((await call('GET', `/v1/requests/${id}/events`)).status, 401)
  const wrong = Buffer.from(JSON.stringify(['1 or 1'])).toString('base64url')
  t.equal((await get(`/v1/requests/${id}/events?cursor=${wrong}`, 'xm.officer')).status, 422)
})
