import t from 'tap'
import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import { dueDay } from '@lightwell/regimes/due-day'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import { notices } from '@lightwell/schema/tables/common'
import { openTestHouse, type CallAnswer } from '../../support/house.ts'
import { aFiling } from '../../support/builders.ts'
import { must, propose, readUntil, recordSearch } from '../../support/story.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('intake')

type Filed = { id: string, accessToken: string }
type Deadline = { state: string, dueOn: string }

const basis = '三个月内就同一事项反复提出。'
const reasons = '代理全村核对补偿款。'
const reason = '档案分散在多个部门。'
const opinion = '确有代理关系。'

const at = (instant: string) => house.clock.set(instant)
const file = async (changes: Record<string, unknown> = {}): Promise<Filed> => await house.file(changes)
const ask = (id: string, as = 'xm.officer', body: object = { basis, respondBy: '2026-03-06' }) =>
  call('POST', `/v1/requests/${id}/reason-requests`, { as, body })
const on = (id: string, verb: string, as: string | undefined, body: object) =>
  call('POST', `/v1/reason-requests/${id}/${verb}`, { ...as !== undefined && { as }, body })
const codesOf = ({ status, body }: CallAnswer) => [status, body.code]
const faultsOf = ({ status, body }: CallAnswer) => status === 422
  ? body.errors.map(({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`).toSorted()
  : [status, body]

/** A request at the town whose applicant was asked on Monday 2 March for his reasons by Friday. */
async function asked (changes: Record<string, unknown> = {}): Promise<{ filed: Filed, id: string }> {
  at('2026-03-02T01:00:00Z')
  const filed = await file(changes)
  return { filed, id: must<{ id: string }>(201, await ask(filed.id)).id }
}

/** One whose reasons were found good on the Tuesday; it is due on the ninth. */
async function reasonable (changes: Record<string, unknown> = {}) {
  const open = await asked(changes)
  at('2026-03-03T01:00:00Z')
  must(200, await on(open.id, 'response', open.filed.accessToken, { reasons }))
  must(200, await on(open.id, 'finding', 'xm.officer', { finding: 'reasonable', opinion }))
  return open
}

t.test('what is asked, given, found and put off is checked whole', async (t) => {
  at('2026-03-02T01:00:00Z')
  const { id: requestId, accessToken } = await file()
  const faults = async (body: object) => faultsOf(await ask(requestId, 'xm.officer', body))
  t.same(await faults({}), ['/basis required', '/respondBy required'])
  t.same(await faults({ basis: ' ', respondBy: '2026-03-04', extra: 1 }),
    ['/basis wrong_format', '/extra unknown_field', '/respondBy outside_reply_period'])
  t.same(await faults({ basis: '见机密★10年的附件', respondBy: '2026-02-30' }), ['/basis mark_in_text', '/respondBy wrong_format'])
  t.same(await faults({ basis: '证号11010519491231002X', respondBy: '2026-05-29' }),
    ['/basis id_number_in_text', '/respondBy outside_reply_period'])

  const { id } = must<{ id: string }>(201, await ask(requestId))
  at('2026-03-03T01:00:00Z')
  const told = async (verb: string, as: string, body: object) => faultsOf(await on(id, verb, as, body))
  t.same(await told('response', accessToken, { receivedOn: '2026-03-02' }), ['/reasons required', '/receivedOn paper_only'])
  t.same(await told('response', 'xm.clerk', { reasons: '甲'.repeat(5_001), channel: 'fax' }), ['/reasons too_long', '/receivedOn required'])
  t.same(await told('response', 'xm.clerk', { reasons, receivedOn: '2026-03-04' }), ['/receivedOn in_the_future'])
  t.match(must(200, await on(id, 'response', 'xm.clerk', { reasons, receivedOn: '2026-03-02', channel: 'letter' })), {
    state: 'answered', answeredOn: '2026-03-02', channel: 'letter', reasons,
  })
  t.same(await told('finding', 'xm.officer', { finding: 'silly' }), ['/finding not_listed', '/opinion required'])
  must(200, await on(id, 'finding', 'xm.officer', { finding: 'reasonable', opinion }))
  t.same(await told('deferral', 'xm.head', {}), ['/reason required', '/workingDays required'])
  t.same(await told('deferral', 'xm.head', { workingDays: 0, reason: '见绝密★长期的附件' }), ['/reason mark_in_text', '/workingDays too_small'])
  t.same(await told('deferral', 'xm.head', { workingDays: 2.5, reason }), ['/workingDays wrong_type'])
  t.same(await told('deferral', 'xm.head', { workingDays: 61, reason }), ['/workingDays too_large'])
})

t.test('only the same applicant’s requests here in the last twelve months are counted', async (t) => {
  const applicant = { ...aFiling().applicant, idNumber: '110105194912310054', sex: 'male' }
  const letter = (receivedOn: string, changes: object = {}) =>
    house.file({ applicant, channel: 'letter', signedFor: true, receivedOn, ...changes }, 'xm.clerk')
  at('2026-03-02T01:00:00Z')
  await letter('2025-03-02')
  await letter('2025-03-03')
  await file({ applicant: { ...applicant, name: '同一人' } })
  await file({ applicant, agency: 'CS' })
  await file()
  const { id } = await file({ applicant })
  t.match(must(201, await ask(id)), { filedLately: 3 })
  const old = await letter('2024-01-05')
  t.match(must(201, await ask(old.id)), { filedLately: 4 }, 'the request itself always is among them')
})

t.test('each does what is his: an officer asks and judges, those outside give reasons, the approving duty defers', async (t) => {
  at('2026-03-02T01:00:00Z')
  const filed = await file()
  const other = await file()
  for (const as of ['xm.clerk', 'xm.head', 'jcj.supervisor', filed.accessToken]) t.equal((await ask(filed.id, as)).status, 403, as)
  for (const as of ['cs.officer', 'portal', other.accessToken]) t.equal((await ask(filed.id, as)).status, 404, as)
  const created = await ask(filed.id)
  const { id } = created.body
  t.equal(created.headers.get('location'), `/v1/reason-requests/${id}`)
  t.same(codesOf(await ask(filed.id)), [409, 'reasons_already_asked'])
  for (const as of [filed.accessToken, 'xm.clerk', 'xm.review1', 'jcj.supervisor']) {
    t.match(await call('GET', `/v1/reason-requests/${id}`, { as }), { status: 200, body: { basis, respondBy: '2026-03-06' } }, as)
  }
  for (const as of ['cs.officer', 'portal', other.accessToken]) {
    t.equal((await call('GET', `/v1/reason-requests/${id}`, { as })).status, 404, as)
    for (const verb of ['response', 'finding', 'deferral']) t.equal((await on(id, verb, as, {})).status, 404, `${as} ${verb}`)
  }
  t.equal((await on(id, 'response', undefined, { reasons })).status, 401)
  t.equal((await on(id, 'response', 'xm.head', { reasons })).status, 403)
  for (const as of ['xm.clerk', 'xm.head', filed.accessToken]) {
    t.equal((await on(id, 'finding', as, { finding: 'reasonable', opinion })).status, 403, as)
  }
  for (const as of ['xm.officer', 'xm.deputy', filed.accessToken]) {
    t.match(await on(id, 'deferral', as, { workingDays: 3, reason }), { status: as === 'xm.deputy' ? 404 : 403 }, as)
  }
})

t.test('the steps come in order, each once', async (t) => {
  const { filed, id } = await asked()
  t.same(codesOf(await on(id, 'finding', 'xm.officer', { finding: 'reasonable', opinion })), [409, 'reply_not_due'])
  t.same(codesOf(await on(id, 'deferral', 'xm.head', { workingDays: 3, reason })), [409, 'reasons_not_accepted'])
  at('2026-03-09T01:00:00Z')
  must(200, await on(id, 'response', filed.accessToken, { reasons }))
  t.same(codesOf(await on(id, 'response', filed.accessToken, { reasons })), [409, 'no_reasons_asked'])
  must(200, await on(id, 'finding', 'xm.officer', { finding: 'unreasonable', opinion: '理由与申请内容无关。' }))
  t.same(codesOf(await on(id, 'finding', 'xm.officer', { finding: 'reasonable', opinion })), [409, 'no_reasons_asked'])
  t.same(codesOf(await on(id, 'deferral', 'xm.head', { workingDays: 3, reason })), [409, 'reasons_not_accepted'])

  at('2026-03-02T01:00:00Z')
  const answered = { ...await file(), agency: 'XM' }
  await recordSearch(call, { ...answered, receiptNumber: '', dueOn: '' })
  await propose(call, { ...answered, receiptNumber: '', dueOn: '' }, [{ description: '补偿方案', outcome: 'refuse', grounds: ['not_held'] }])
  t.same(codesOf(await ask(answered.id)), [409, 'answer_proposed'])
})

t.test('who is silent can be found to have good reasons, too', async (t) => {
  const { id } = await asked()
  at('2026-03-09T01:00:00Z')
  t.match(must(200, await on(id, 'finding', 'xm.officer', { finding: 'reasonable', opinion: '各件内容不同。' })), { state: 'reasonable' })
})

t.test('an answer is put off before its day ends, and while its day is known', async (t) => {
  const early = await reasonable()
  const late = await reasonable()
  const unclear = await reasonable()
  at('2026-03-04T01:00:00Z')
  must(201, await call('POST', `/v1/requests/${unclear.filed.id}/clarifications`, {
    as: 'xm.officer', body: { items: ['请说明地块'], respondBy: '2026-03-20' },
  }))
  t.same(codesOf(await on(unclear.id, 'deferral', 'xm.head', { workingDays: 3, reason })), [409, 'clock_stands_still'])
  at('2026-03-09T15:59:59Z')
  must(200, await on(early.id, 'deferral', 'xm.head', { workingDays: 3, reason }))
  await readUntil<Deadline>(call, `/v1/deadlines/${early.filed.id}`, 'xm.officer', { dueOn: '2026-03-12' })
  at('2026-03-09T16:00:00Z')
  t.same(codesOf(await on(late.id, 'deferral', 'xm.head', { workingDays: 3, reason })), [409, 'due_day_over'])
})

t.test('a deputy puts an answer off only while the head is away, and the paper says so, in the language of the request', async (t) => {
  const { filed, id } = await reasonable({ language: 'en' })
  t.equal((await on(id, 'deferral', 'xm.deputy', { workingDays: 1, reason })).status, 404)
  const { body: posts } = await call('GET', '/v1/posts?agency=XM', { as: 'xm.head' })
  const own = posts.items.find(({ duty }: { duty: string }) => duty === 'head')
  must(201, await call('POST', `/v1/posts/${own.id}/absences`, { as: 'xm.head', body: { from: '2026-03-03', until: '2026-03-03' } }))
  const { deferral } = must<{ deferral: { noticeId: string } }>(200, await on(id, 'deferral', 'xm.deputy', { workingDays: 1, reason }))
  const { text } = await call('GET', `/v1/notices/${deferral.noticeId}`, { as: filed.accessToken })
  for (const words of ['Notice of a Deferred Answer', 'the acting deputy of the head of this body', '1 working day,', '10 March 2026', 'Article 35']) {
    t.match(text, words)
  }
})

t.test('two who put it off at once, and an extension beside it: one deferral, and both count', async (t) => {
  const { filed, id } = await reasonable()
  const answers = await Promise.all([5, 5].map((workingDays) => on(id, 'deferral', 'xm.head', { workingDays, reason })))
  t.same(answers.map(({ status }) => status).toSorted(), [200, 409])
  const issued = await db.select({ kind: notices.kind }).from(notices).where(eq(notices.caseId, filed.id))
  t.same(issued.map(({ kind }) => kind).toSorted(), ['deferral', 'reasons'])
  await readUntil<Deadline>(call, `/v1/deadlines/${filed.id}`, 'xm.officer', { dueOn: '2026-03-16' })
  const { body: extension } = await call('POST', `/v1/deadlines/${filed.id}/extensions`, { as: 'xm.officer', body: { reason } })
  must(200, await call('POST', `/v1/extensions/${extension.id}/approval`, { as: 'xm.head', body: {} }))
  await readUntil<Deadline>(call, `/v1/deadlines/${filed.id}`, 'xm.officer', { dueOn: '2026-03-23' })
})

t.test('as many working days after the due day is where a clock with that many more comes, whatever was left out', (t) => {
  const regime = findRegime('order_711') as Regime
  const calendar = calendarNamed('CN')
  const receipt = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2023-01-02' as Day, days))
  const spans = fc.array(fc.record({ after: fc.integer({ min: 0, max: 40 }), days: fc.integer({ min: 0, max: 30 }) }), { maxLength: 4 })
  fc.assert(fc.property(receipt, spans, fc.integer({ min: 1, max: 60 }), (receivedOn, waits, workingDays) => {
    // A pause begins while the time to answer runs; a later one would be of a case that is late.
    const pauses = waits.reduce<{ from: Day, until: Day }[]>((held, { after, days }) => {
      const from = addDays(receivedOn, after)
      return from <= dueDay({ regime, calendar, receivedOn, pauses: held }).dueOn ? [...held, { from, until: addDays(from, days) }] : held
    }, [])
    const { dueOn } = dueDay({ regime, calendar, receivedOn, pauses })
    const deferred = dueDay({ regime, calendar, receivedOn, pauses, extendedWorkingDays: workingDays })
    return deferred.dueOn === addWorkingDays(calendar, dueOn, workingDays).day
  }), { numRuns: 500 })
  t.end()
})
