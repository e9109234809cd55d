// The story of requests that were unclear: one that was completed, and those whose applicants were silent (条例第三十条).
import t from 'tap'
import { asc, eq } from 'drizzle-orm'
import { readEnvelope } from '@lightwell/events/envelope'
import { events } from '@lightwell/schema/tables/common'
import { requests } from '@lightwell/schema/tables/intake'
import { personOfRow } from '../../services/intake/person.ts'
import { hashOfKept } from '../../services/intake/seal-applicant.ts'
import { openTestHouse } from '../support/house.ts'
import { fileRequest, must, readUntil, type Filed } from '../support/story.ts'

type Shown = { status: string, heldBy: string | null, description: string, allowedActions: string[], next: { by: string, what: string } | null }
type Clarification = { id: string, state: string, noticeId: string, noticeNumber: string }
type Deadline = { state: string, dueOn: string }

const vague = '有关拆迁的材料'
const clear = '2024年度城南片区征地补偿方案'
const items = ['请说明所需信息的名称或者文号', '请说明所指的年度和地块']

t.test('a request that is not clear is completed once, or given up', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const { call } = house
  const path = ({ id }: { id: string }) => `/v1/requests/${id}`
  const show = async (filed: Filed, as = 'city.officer') => must<Shown>(200, await call('GET', path(filed), { as }))
  const file = () => fileRequest(call, { agency: 'CITY', description: vague })
  const ask = (filed: Filed) => call('POST', `${path(filed)}/clarifications`, {
    as: 'city.officer', body: { items, respondBy: '2026-03-18' },
  })
  const deadline = (filed: Filed, holds: Partial<Deadline>) =>
    readUntil<Deadline>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, holds)
  const lapse = (id: string) => call('POST', `/v1/clarifications/${id}/lapse`, {
    as: 'city.officer', body: { reason: '通知已送达，申请人未说明任何困难。' },
  })
  const answer = (id: string, as: string, more: object = {}) =>
    call('POST', `/v1/clarifications/${id}/response`, { as, body: { description: clear, ...more } })

  const told = await file()
  const silent = await file()
  const late = await file()

  house.clock.set('2026-03-04T01:00:00Z')
  const asked = must<Clarification>(201, await ask(told))
  const ofSilent = must<Clarification>(201, await ask(silent))
  const ofLate = must<Clarification>(201, await ask(late))

  await t.test('the officer asks once, item by item, and a paper says by when and what silence means', async (t) => {
    t.match(asked, { state: 'open', noticeNumber: 'CITY公补〔2026〕1号', items, askedOn: '2026-03-04', respondBy: '2026-03-18' })
    const { text } = await call('GET', `/v1/notices/${asked.noticeId}`, { as: told.accessToken })
    for (const words of [...items, '补正告知书', '2026年3月18日', '第三十条', '重新计算', '视为放弃申请']) t.match(text, words)
    const seen = await show(told, told.accessToken)
    t.match(seen, { status: 'clarifying', heldBy: 'applicant', next: { by: '2026-03-18' }, clarification: { id: asked.id, items } })
    t.ok(seen.allowedActions.includes('answer_clarification'))
    await deadline(told, { state: 'paused' })
  })

  house.clock.set('2026-03-10T01:00:00Z')
  await t.test('his answer takes the place of what he asked for, and the time counts anew from that day', async (t) => {
    t.match(must(200, await answer(asked.id, told.accessToken, { note: '附：地块示意图见邮件' })), {
      state: 'answered', answeredOn: '2026-03-10', late: false, oldDescription: vague, newDescription: clear,
    })
    t.match(await show(told), { status: 'processing', heldBy: 'officer', description: clear, clarification: { oldDescription: vague } })
    await deadline(told, { state: 'running', dueOn: '2026-04-08' })
    t.match(await ask(told), { status: 409, body: { code: 'already_clarified' } }, 'and nobody asks a second time')
  })

  await t.test('his silence ends nothing by itself: after the day a person says why there was no good reason', async (t) => {
    t.match(await lapse(ofSilent.id), { status: 409, body: { code: 'reply_not_due' } })
    house.clock.set('2026-03-18T15:59:59Z')
    t.match(await show(silent), { heldBy: 'applicant' })
    house.clock.set('2026-03-19T01:00:00Z')
    const waiting = await show(silent)
    t.match(waiting, { status: 'clarifying', heldBy: 'officer', next: { what: '认定逾期不补正有无正当理由' } })
    t.ok(waiting.allowedActions.includes('confirm_lapse'))
    const { lapse: found } = must<{ lapse: { noticeId: string } }>(200, await lapse(ofSilent.id))
    t.match(found, { on: '2026-03-19', reason: /未说明任何困难/ })
    const { text } = await call('GET', `/v1/notices/${found.noticeId}`, { as: silent.accessToken })
    for (const words of ['不再处理告知书', 'CITY公补〔2026〕2号', '第三十条', '未说明任何困难', '60日内依法申请行政复议']) t.match(text, words)
    t.match(await show(silent), { status: 'lapsed', heldBy: null, next: null, deadline: { state: 'stopped' } })
    await deadline(silent, { state: 'stopped' })
  })

  await t.test('who answers late without good reason is told so, and no second time', async (t) => {
    house.clock.set('2026-03-20T01:00:00Z')
    t.match(await answer(ofSilent.id, silent.accessToken), {
      status: 422, body: { errors: [{ pointer: '/lateReason', code: 'required' }] },
    })
    must(200, await answer(ofSilent.id, silent.accessToken, { lateReason: '忘记了' }))
    const body = { goodReason: false, reason: '遗忘不是正当理由。' }
    t.match(await call('POST', `/v1/clarifications/${ofSilent.id}/reopening`, { as: 'city.head', body }), {
      status: 200, body: { state: 'lapsed', late: true, judgement: { goodReason: false, reason: '遗忘不是正当理由。', on: '2026-03-20' } },
    })
    t.match(await show(silent), { status: 'lapsed', description: vague, notices: [{}, { kind: 'lapse' }, { kind: 'lapse' }] })
    t.match(await answer(ofSilent.id, silent.accessToken, { lateReason: '再说一次' }), {
      status: 409, body: { code: 'no_clarification_lapsed' },
    })
  })

  await t.test('a late answer with good reason reopens the request, as of the day it came', async (t) => {
    must(200, await lapse(ofLate.id))
    house.clock.set('2026-03-25T01:00:00Z')
    t.match(must(200, await answer(ofLate.id, late.accessToken, { lateReason: '住院治疗，附出院证明' })), { state: 'late_answer' })
    t.match(await show(late), { status: 'lapsed', heldBy: 'officer', description: vague, next: { what: '认定逾期补正有无正当理由' } })
    house.clock.set('2026-03-27T01:00:00Z')
    const body = { goodReason: true, reason: '住院属于正当理由。' }
    t.match(await call('POST', `/v1/clarifications/${ofLate.id}/reopening`, { as: 'city.officer', body }), {
      status: 200, body: { state: 'reopened', oldDescription: vague, judgement: { goodReason: true } },
    })
    t.match(await show(late), { status: 'processing', heldBy: 'officer', description: clear })
    await deadline(late, { state: 'running', dueOn: '2026-04-23' })
  })

  await t.test('the history tells it in order and holds the hash of what he then asked for, never the words', async (t) => {
    const { db } = house.connection('intake')
    const historyOf = async ({ id }: Filed) => (await db.select({ bytes: events.bytes }).from(events)
      .where(eq(events.caseId, id)).orderBy(asc(events.version))).map(({ bytes }) => readEnvelope(bytes))
    const typesOf = async (filed: Filed) => (await historyOf(filed)).map(({ type }) => type.slice(10, -3))
      .filter((type) => type.startsWith('request.'))
    t.same(await typesOf(told), ['request.registered', 'request.clarification_requested', 'request.clarified'])
    t.same((await typesOf(silent)).slice(2), ['request.lapsed', 'request.answered_late', 'request.late_answer_rejected'])
    t.same((await typesOf(late)).slice(2), ['request.lapsed', 'request.answered_late', 'request.reopened'])
    for (const filed of [told, late]) {
      const [row] = await db.select().from(requests).where(eq(requests.id, filed.id))
      const { sealedKey, applicantIdSealed, ...request } = row!
      const history = await historyOf(filed)
      const hashes = history.flatMap(({ data }) => 'personalHash' in data ? [data.personalHash] : [])
      const kept = (description: string) => hashOfKept(house.keys, filed.id, {
        sealed: { sealedKey, applicantIdSealed }, person: personOfRow(request), wish: { description, purpose: request.purpose },
      })
      t.same(hashes, [kept(vague), kept(clear)])
      t.notMatch(JSON.stringify(history), /拆迁|征地|住院/)
    }
    const verified = await call('POST', '/v1/audit/verifications', { as: 'jcj.supervisor', body: {} })
    t.match(verified, { status: 200, body: { cases: 3, faults: [] } })
  })
})
