import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { notices } from '@lightwell/schema/tables/common'
import { people, posts } from '@lightwell/schema/tables/intake'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { deadline as room } from '../../../services/deadline/deadline.ts'
import { allRooms } from '../../../services/run.ts'
import { openTestHouse } from '../../support/house.ts'
import { approve, propose, recordSearch, type Filed } from '../../support/story.ts'
import { servesNotices, until } from './happenings.ts'

const house = await openTestHouse(t, { now: '2026-09-24T02:00:00Z' })
const serve = servesNotices(t, house)
const { db } = house.connection('deadline')
const intake = house.connection('intake').db
const reason = '涉及三个部门的档案，需逐份调取。'

type Case = { id: string, accessToken: string }

type Post = { id: string, duty: string, holder: { name: string } }

/** Files on 24 September 2026, before the two holidays, and waits until the clock runs: due on 9 October. */
async function file (changes: Record<string, unknown> = {}): Promise<Case> {
  house.clock.set('2026-09-24T02:00:00Z')
  const filed = await house.file(changes)
  await until(async () => (await deadlineOf(filed.id)).state === 'running')
  house.clock.set('2026-09-28T02:00:00Z')
  return filed
}

async function deadlineOf (requestId: string, as = 'jcj.supervisor') {
  return (await house.call('GET', `/v1/deadlines/${requestId}`, { as })).body
}

async function ask (requestId: string, body: unknown = { reason }, as = 'xm.officer', headers = {}) {
  return await house.call('POST', `/v1/deadlines/${requestId}/extensions`, { as, body, headers })
}

async function decide (extensionId: string, verb: 'approval' | 'rejection', as = 'xm.head', body?: unknown) {
  return await house.call('POST', `/v1/extensions/${extensionId}/${verb}`, { as, body })
}

async function personId (handle: string): Promise<string> {
  const [person] = await intake.select({ id: people.id }).from(people).where(eq(people.handle, handle))
  return person!.id
}

/** Gives a person a further post, as an administrator would. */
async function appoint (handle: string, agencyCode: string, duty: 'head' | 'officer'): Promise<void> {
  await intake.insert(posts).values({ id: uuidv7(), agencyCode, duty, level: null, holderId: await personId(handle) })
}

function pointersOf (answer: { body: { errors?: { pointer: string, code: string }[] } }) {
  return answer.body.errors?.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()
}

t.test('an officer asks, the unit head approves, and the applicant gets a later day with its reason', async (t) => {
  const { id: requestId, accessToken } = await file()
  const asked = await ask(requestId)
  t.match(asked, { status: 201, body: { state: 'pending', additionalWorkingDays: 5, reason, approvingDuty: 'head' } })
  const { id } = asked.body
  t.equal(asked.headers.get('location'), `/v1/extensions/${id}`)
  t.match(await deadlineOf(requestId), {
    state: 'running', dueOn: '2026-10-09', extension: { id, state: 'pending', newDueOn: null },
  }, 'the clock runs on while the wish is pending')
  t.equal((await deadlineOf(requestId, accessToken)).extension, null, 'the wish is the affair of the agency')
  const { body: { status } } = await house.call('GET', `/v1/requests/${requestId}`, { as: 'xm.officer' })
  t.equal(status, 'processing', 'the first act begins the work')

  const approved = await decide(id, 'approval')
  t.match(approved, {
    status: 200,
    body: {
      id, requestId, state: 'approved', oldDueOn: '2026-10-09', newDueOn: '2026-10-15', decidedAsDeputy: false,
      decidedBy: { name: 'xm.head' }, requestedBy: { name: 'xm.officer' }, decisionReason: null,
      noticeNumber: 'XM公延〔2026〕1号', cause: 'other', causeName: '其他客观原因', effectiveOn: '2026-09-28', fell: false,
    },
  })
  const deadline = await deadlineOf(requestId, accessToken)
  t.match(deadline, {
    state: 'running', dueOn: '2026-10-15', dueAt: '2026-10-15T16:00:00.000Z',
    limit: { workingDays: 10, extendedWorkingDays: 5, mostWorkingDays: 10 },
    extension: { id, state: 'approved', newDueOn: '2026-10-15' },
    entries: [{ kind: 'started' }, { kind: 'extended', onDay: '2026-09-28', workingDays: 5, evidence: id }],
  })
  t.equal(deadline.explanation.filter(({ counted }: { counted: boolean }) => counted).length, 10)
  const seen = await house.call('GET', `/v1/extensions/${id}`, { as: 'jcj.supervisor' })
  t.match(seen, { status: 200, body: approved.body })

  const [notice] = await db.select().from(notices).where(eq(notices.id, approved.body.noticeId))
  const page = notice!.bytes.toString('utf8')
  t.match(notice, { caseId: requestId, kind: 'extension', language: 'zh-CN', number: 'XM公延〔2026〕1号' })
  t.equal(notice!.sha256, sha256Hex(notice!.bytes))
  for (const told of [reason, '2026年10月15日', 'XM公延〔2026〕1号', '《政务信息公开实施细则》第十二条第一款', '张三']) {
    t.ok(page.includes(told), told)
  }
})

t.test('each decision is an event that names the extension and tells no reason', async (t) => {
  const { id: requestId } = await file()
  const first = await ask(requestId)
  await decide(first.body.id, 'rejection', 'xm.head', { reason: '人手足够。' })
  const second = await ask(requestId)
  await decide(second.body.id, 'approval', 'xm.head', { reason: '同意。' })
  const { rows } = await db.execute<{ type: string, text: string }>(sql`
    select type, convert_from(bytes, 'UTF8') as text from events
    where case_id = ${requestId} and type like '%extension%' order by version`)
  t.same(rows.map(({ type }) => type.split('.')[2]), ['requested', 'rejected', 'requested', 'approved'])
  t.match(JSON.parse(rows[3]!.text).data, {
    extensionId: second.body.id, oldDueOn: '2026-10-09', newDueOn: '2026-10-15', asDeputy: false, provisional: false,
  })
  t.notMatch(rows.map(({ text }) => text).join(), /档案|人手|同意/)
})

t.test('a part of the cap may be asked for, never more than the cap', async (t) => {
  const { id: requestId } = await file()
  t.same(pointersOf(await ask(requestId, { additionalWorkingDays: 6, reason })), ['/additionalWorkingDays beyond_cap'])
  const asked = await ask(requestId, { additionalWorkingDays: 2, reason })
  t.match(await decide(asked.body.id, 'approval'), { status: 200, body: { newDueOn: '2026-10-12' } })
  const national = await file({ agency: 'CITY' })
  const wish = { additionalWorkingDays: 21, reason }
  const beyond = await ask(national.id, wish, 'city.officer', { 'accept-language': 'en' })
  t.match(beyond.body.errors, [{ detail: 'It can be extended by 20 working days at most.' }])
})

t.test('all faults of a wish are told at once', async (t) => {
  const { id: requestId } = await file()
  const cases: [unknown, string[]][] = [
    [{}, ['/reason required']],
    [{ reason: ' 　\n' }, ['/reason required']],
    [{ reason: '', extra: 1 }, ['/extra unknown_field', '/reason too_short']],
    [{ additionalWorkingDays: 99, reason: '  ' }, ['/additionalWorkingDays beyond_cap', '/reason required']],
    [{ reason: ' \u200b' }, ['/reason required']],
    [{ additionalWorkingDays: 0, reason: 5 }, ['/additionalWorkingDays too_small', '/reason wrong_type']],
    [{ cause: 'complex', reason }, ['/cause not_listed']],
    [{ cause: '', reason: '' }, ['/cause not_listed', '/reason too_short']],
    [{ cause: 5, reason }, ['/cause wrong_type']],
    [{ additionalWorkingDays: 99, extra: 1 },
      ['/additionalWorkingDays beyond_cap', '/extra unknown_field', '/reason required']],
    [{ reason: '长'.repeat(2001) }, ['/reason too_long']],
    [{ reason: '所涉文件为秘密★10年，须核对。' }, ['/reason mark_in_text']],
    [{ reason: '需与 11010519491231002X 核对。' }, ['/reason id_number_in_text']],
    [[], [' wrong_type']],
    ['null', [' wrong_type']],
  ]
  for (const [body, faults] of cases) {
    const answer = await ask(requestId, body)
    t.equal(answer.status, 422)
    t.same(pointersOf(answer), faults, JSON.stringify(body).slice(0, 60))
  }
  t.same(await deadlineOf(requestId).then(({ extension }) => extension), null)
})

t.test('it is granted once; while it is pending there is no second, after a rejection there may be', async (t) => {
  const { id: requestId } = await file()
  const first = await ask(requestId)
  t.match(await ask(requestId), { status: 409, body: { code: 'extension_pending' } })
  t.same(pointersOf(await decide(first.body.id, 'rejection', 'xm.head', { reason: ' ' })), ['/reason required'])
  t.equal((await decide(first.body.id, 'rejection', 'xm.head')).status, 422, 'a rejection gives its reason')
  t.match(await decide(first.body.id, 'rejection', 'xm.head', { reason: '理由不充分。' }), {
    status: 200, body: { state: 'rejected', newDueOn: null, noticeId: null, decisionReason: '理由不充分。' },
  })
  t.match(await decide(first.body.id, 'approval'), { status: 409, body: { code: 'extension_decided' } })
  t.equal((await deadlineOf(requestId)).dueOn, '2026-10-09')
  const second = await ask(requestId)
  t.equal((await decide(second.body.id, 'approval')).status, 200)
  t.match(await ask(requestId), { status: 409, body: { code: 'extension_used' } })
  t.match(await decide(second.body.id, 'rejection', 'xm.head', { reason: '收回。' }), { status: 409 })
})

t.test('the wish comes before the due day ends, and so does the approval', async (t) => {
  const early = await file()
  const late = await file()
  house.clock.set('2026-10-09T15:59:59.999Z')
  const asked = await ask(early.id)
  t.equal(asked.status, 201, 'in the last instant of the due day')
  house.clock.set('2026-10-09T16:00:00Z')
  t.match(await ask(late.id), { status: 409, body: { code: 'deadline_passed' } })
  t.match(await decide(asked.body.id, 'approval'), { status: 409, body: { code: 'deadline_passed' } })
  t.match(await deadlineOf(early.id), { dueOn: '2026-10-09', overdue: true })
  t.equal((await decide(asked.body.id, 'rejection', 'xm.head', { reason: '已过期限。' })).status, 200)
})

t.test('a clock that has stopped is not extended', async (t) => {
  const { id: requestId } = await file()
  const asked = await ask(requestId)
  await serve(requestId, '2026-09-28')
  t.match(await decide(asked.body.id, 'approval'), { status: 409, body: { code: 'clock_stopped' } })
  t.match(await decide(asked.body.id, 'rejection', 'xm.head', { reason: '已答复。' }), { status: 409, body: { code: 'clock_stopped' } })
  t.match(await house.call('GET', `/v1/extensions/${asked.body.id}`, { as: 'xm.officer' }), { body: { state: 'lapsed' } })
  const other = await file()
  await serve(other.id, '2026-09-28')
  t.match(await ask(other.id), { status: 409, body: { code: 'clock_stopped' } })
})

t.test('a request that is withdrawn or answered is not extended, though its clock has not heard of it', async (t) => {
  const isHeld = () => Promise.reject(new Error('held back'))
  const subscriptions = {
    ...room.subscriptions, 'lightwell.request.withdrawn.v1': isHeld, 'lightwell.notice.served.v1': isHeld,
  }
  const rooms = allRooms.map((one) => one === room ? { ...room, subscriptions } : one)
  const { call, file: fileThere } = await openTestHouse(t, { now: '2026-03-02T01:00:00Z', rooms })
  const askThere = async (id: string) =>
    await call('POST', `/v1/deadlines/${id}/extensions`, { as: 'xm.officer', body: { reason } })
  const readThere = async (id: string) => (await call('GET', `/v1/deadlines/${id}`, { as: 'xm.officer' })).body
  const running = async (id: string) => (await readThere(id)).state === 'running'
  const withdraw = async ({ id, accessToken }: Filed) =>
    await call('POST', `/v1/requests/${id}/withdrawal`, { as: accessToken })
  const answer = async (filed: Filed) => {
    await recordSearch(call, filed)
    const parts = [{ description: '补偿方案', outcome: 'refuse', grounds: ['not_held'] }]
    await approve(call, filed, await propose(call, filed, parts))
  }
  const cases: [string, (filed: Filed) => Promise<unknown>, Record<string, unknown>, string][] = [
    ['withdrawn', withdraw, {}, 'clock_stopped'],
    ['closed', answer, {}, 'clock_stopped'],
    ['decided', answer, { delivery: { format: 'paper', method: 'post' } }, 'request_answered'],
  ]
  for (const [status, end, changes, code] of cases) {
    const asked: Filed = await fileThere(changes)
    const unasked: Filed = await fileThere(changes)
    await until(async () => await running(asked.id) && await running(unasked.id))
    const { body: { id } } = await askThere(asked.id)
    for (const filed of [asked, unasked]) {
      await end(filed)
      await until(async () => (await call('GET', `/v1/requests/${filed.id}`, { as: 'xm.officer' })).body.status === status)
    }
    t.ok(await running(asked.id) && await running(unasked.id), 'the clock still runs')
    t.match(await askThere(unasked.id), { status: 409, body: { code } }, `asked when ${status}`)
    const approved = await call('POST', `/v1/extensions/${id}/approval`, { as: 'xm.head' })
    t.match(approved, { status: 409, body: { code } }, `approved when ${status}`)
    t.match(await readThere(asked.id), { dueOn: '2026-03-09', extension: { state: 'pending' } }, 'no day is moved')
  }
})

t.test('who asked does not decide, whatever other posts he holds', async (t) => {
  const { id: requestId } = await file()
  const asked = await ask(requestId)
  const refused = { status: 403, body: { code: 'asker_may_not_decide' } }
  t.match(await decide(asked.body.id, 'approval', 'xm.officer'), refused)
  await appoint('xm.officer', 'XM', 'head')
  t.match(await decide(asked.body.id, 'approval', 'xm.officer'), refused)
  t.match(await decide(asked.body.id, 'rejection', 'xm.officer', { reason: '不急。' }), { status: 403 })
  await appoint('xm.head', 'XM', 'officer')
  const other = await file()
  const askedByHead = await ask(other.id, { reason }, 'xm.head')
  t.match(await decide(askedByHead.body.id, 'approval'), refused)
  t.match(await decide(askedByHead.body.id, 'approval', 'xm.officer'), { status: 200, body: { state: 'approved' } })
})

t.test('the duty that the regime names decides, and no other', async (t) => {
  const { id: requestId } = await file()
  const asked = await ask(requestId)
  for (const as of ['xm.clerk', 'xm.review1', 'jcj.supervisor']) {
    t.match(await decide(asked.body.id, 'approval', as), { status: 403, body: { code: 'not_allowed' } }, as)
  }
  for (const as of ['cs.head', 'city.head', 'portal']) {
    t.match(await decide(asked.body.id, 'approval', as), { status: 404 }, as)
  }
  const national = await file({ agency: 'CITY' })
  const byCity = await ask(national.id, { reason }, 'city.officer')
  t.match(byCity.body, { approvingDuty: 'disclosure_office', additionalWorkingDays: 20 })
  await appoint('city.review1', 'CITY', 'head')
  const byHead = await decide(byCity.body.id, 'approval', 'city.review1')
  t.equal(byHead.status, 403, 'a head is not the disclosure office')
  t.match(await decide(byCity.body.id, 'approval', 'city.head'), {
    status: 200, body: { newDueOn: '2026-11-26', noticeNumber: 'CITY公延〔2026〕1号' },
  })
})

t.test('the deputy decides in his own name, and only while the holder is away', async (t) => {
  const { id: requestId } = await file()
  const asked = await ask(requestId)
  t.equal((await decide(asked.body.id, 'approval', 'xm.deputy')).status, 404, 'the head is there')
  const { body: { items } } = await house.call('GET', '/v1/posts?agency=XM', { as: 'xm.head' })
  const post = items.find((item: Post) => item.holder.name === 'xm.head' && item.duty === 'head')
  const absence = { from: '2026-09-29', until: '2026-09-30' }
  t.equal((await house.call('POST', `/v1/posts/${post.id}/absences`, { as: 'xm.head', body: absence })).status, 201)
  t.equal((await decide(asked.body.id, 'approval', 'xm.deputy')).status, 404, 'he leaves tomorrow')
  house.clock.set('2026-09-30T16:00:00Z')
  t.equal((await decide(asked.body.id, 'approval', 'xm.deputy')).status, 404, 'he is back')
  house.clock.set('2026-09-30T15:59:59Z')
  t.match(await decide(asked.body.id, 'approval', 'xm.deputy'), {
    status: 200, body: { decidedBy: { name: 'xm.deputy' }, decidedAsDeputy: true },
  })
})

t.test('racing approvals make one extension, one notice, one later day; the numbers have no gap', async (t) => {
  // One after the other: filing sets the clock.
  const cases = [await file(), await file(), await file(), await file()]
  const asked = await Promise.all(cases.map(({ id }) => ask(id)))
  const answers = await Promise.all(asked.flatMap(({ body: { id } }) => [
    decide(id, 'approval'), decide(id, 'approval'), decide(id, 'rejection', 'xm.head', { reason: '不同意。' }),
  ]))
  for (const [at, { id: requestId }] of cases.entries()) {
    const racing = answers.slice(at * 3, at * 3 + 3)
    t.same(racing.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409, 409])
    t.ok(racing.every(({ status, body }) => status === 200 || body.code === 'extension_decided'))
    const approved = racing.some(({ body }) => body.state === 'approved')
    const deadline = await deadlineOf(requestId)
    t.match(deadline, { dueOn: approved ? '2026-10-15' : '2026-10-09' })
    t.equal(deadline.entries.length, approved ? 2 : 1)
    const issued = await db.select({ id: notices.id }).from(notices).where(eq(notices.caseId, requestId))
    t.equal(issued.length, approved ? 1 : 0)
  }
  const issued = await db.select({ number: notices.number }).from(notices).where(eq(notices.agencyCode, 'XM'))
  const numbers = issued.map(({ number }) => Number(/〕(\d+)号$/.exec(number)?.[1])).toSorted((a, b) => a - b)
  t.same(numbers, numbers.map((_, at) => at + 1))
})

t.test('two wishes at once make one', async (t) => {
  const { id: requestId } = await file()
  const answers = await Promise.all([ask(requestId), ask(requestId), ask(requestId)])
  t.same(answers.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409, 409])
})

t.test('who may not act is told no more than he may know', async (t) => {
  const { id: requestId, accessToken } = await file()
  const asked = await ask(requestId)
  const path = `/v1/extensions/${asked.body.id}`
  const may = async (as: string | undefined, method: string, to: string, body?: unknown) =>
    (await house.call(method, to, { ...(as !== undefined && { as }), body })).status
  const asking = `/v1/deadlines/${requestId}/extensions`
  t.equal(await may(undefined, 'POST', asking, { reason }), 401)
  t.equal(await may(accessToken, 'POST', asking, { reason }), 403, 'his own deadline, but not his to move')
  t.equal(await may('xm.head', 'POST', asking, { reason }), 409, 'was given an officer’s post above')
  t.equal(await may('xm.clerk', 'POST', asking, { reason }), 403)
  t.equal(await may('cs.officer', 'POST', asking, { reason }), 404)
  t.equal(await may('xm.officer', 'POST', `/v1/deadlines/${uuidv7()}/extensions`, { reason }), 404)
  t.equal(await may('xm.officer', 'POST', '/v1/deadlines/mine/extensions', { reason }), 404)
  t.equal(await may(undefined, 'GET', path), 401)
  t.equal(await may(accessToken, 'GET', path), 404)
  t.equal(await may('cs.officer', 'GET', path), 404)
  t.equal(await may('xm.clerk', 'GET', path), 200)
  t.equal(await may('xm.head', 'POST', `/v1/extensions/${uuidv7()}/approval`), 404)
  t.equal(await may(undefined, 'POST', `${path}/approval`), 401)
})

t.test('a repeated wish with its key is answered again; a stale one is refused', async (t) => {
  const { id: requestId } = await file()
  const headers = { 'idempotency-key': '"extension-of-october-1"' }
  const first = await ask(requestId, { reason }, 'xm.officer', headers)
  const again = await ask(requestId, { reason }, 'xm.officer', headers)
  t.match(again, { status: 201, body: first.body })
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  const path = `/v1/extensions/${first.body.id}/approval`
  const stale = await house.call('POST', path, { as: 'xm.head', headers: { 'if-match': '"1"' } })
  t.match(stale, { status: 412, body: { code: 'stale' } })
  const seen = await house.call('GET', `/v1/deadlines/${requestId}`, { as: 'xm.head' })
  const fresh = { 'if-match': seen.headers.get('etag') as string }
  t.equal((await house.call('POST', path, { as: 'xm.head', headers: fresh })).status, 200)
})

t.test('the notice is written in the language of the request', async (t) => {
  const { id: requestId } = await file({ language: 'en' })
  const asked = await ask(requestId, { reason: 'The files of three departments must be fetched.' })
  const approved = await decide(asked.body.id, 'approval')
  const [notice] = await db.select().from(notices).where(eq(notices.id, approved.body.noticeId))
  t.equal(notice?.language, 'en')
  t.match(notice?.bytes.toString('utf8'), /15 October 2026/)
})

t.test('an extension into an unpublished year is provisional; its notice is of the year of issue', async (t) => {
  house.clock.set('2026-12-24T02:00:00Z')
  const { id: requestId } = await house.file()
  await until(async () => (await deadlineOf(requestId)).state === 'running')
  const asked = await ask(requestId)
  const approved = await decide(asked.body.id, 'approval')
  t.match(approved, { status: 200, body: { oldDueOn: '2026-12-31', newDueOn: '2027-01-07', noticeNumber: /〔2026〕/ } })
  t.match(await deadlineOf(requestId), { provisional: true, unknownYears: [2027] })
  house.clock.set('2026-12-31T16:30:00Z')
  const next = await house.file()
  await until(async () => (await deadlineOf(next.id)).state === 'running')
  const askedNext = await ask(next.id)
  t.match(await decide(askedNext.body.id, 'approval'), { body: { noticeNumber: 'XM公延〔2027〕1号' } })
})
