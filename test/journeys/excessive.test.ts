// The story of an applicant who files very often: he is asked why, his reasons are judged, and the answer may be put off
// (条例第三十五条). The clock runs on while he is asked.
import t from 'tap'
import { openTestHouse } from '../support/house.ts'
import { fileRequest, must, readUntil, type Filed } from '../support/story.ts'

type Asked = { id: string, state: string, filedLately: number, noticeId: string, noticeNumber: string }
type Shown = { status: string, heldBy: string | null, allowedActions: string[], deadline: { dueOn: string, state: string } }
type Deadline = { state: string, dueOn: string }

const basis = '半年内就同一事项反复提出，明显超过合理范围。'
const reason = '涉及多个部门的档案，规定期限内难以完成检索。'

t.test('who files far too often says why, and his answer may come later', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const { call } = house
  const show = async ({ id }: Filed, as: string) => must<Shown>(200, await call('GET', `/v1/requests/${id}`, { as }))
  const ask = (filed: Filed) => call('POST', `/v1/requests/${filed.id}/reason-requests`, {
    as: 'city.officer', body: { basis, respondBy: '2026-03-10' },
  })
  const on = (id: string, verb: string, as: string, body: object) => call('POST', `/v1/reason-requests/${id}/${verb}`, { as, body })

  for (let earlier = 0; earlier < 3; earlier++) await fileRequest(call, { agency: 'CITY' })
  await fileRequest(call, { agency: 'XM' })
  const filed = await fileRequest(call, { agency: 'CITY' })
  const silent = await fileRequest(call, { agency: 'CITY' })

  house.clock.set('2026-03-03T01:00:00Z')
  const asked = must<Asked>(201, await ask(filed))
  const ofSilent = must<Asked>(201, await ask(silent))

  await t.test('the officer asks for the reasons, with the number of his requests there in twelve months', async (t) => {
    t.match(asked, { state: 'open', filedLately: 5, basis, askedOn: '2026-03-03', noticeNumber: 'CITY公说〔2026〕1号' })
    const { text } = await call('GET', `/v1/notices/${asked.noticeId}`, { as: filed.accessToken })
    for (const words of ['说明理由告知书', '共5件', basis, '2026年3月10日', '第三十五条', '答复期限继续计算']) t.match(text, words)
    const shown = await show(filed, filed.accessToken)
    t.match(shown, { status: 'processing', deadline: { state: 'running', dueOn: '2026-03-30' }, reasonRequest: { state: 'open', basis } })
    t.ok(shown.allowedActions.includes('give_reasons'))
  })

  await t.test('he says why, the officer judges, and what was found is not told outside yet', async (t) => {
    house.clock.set('2026-03-05T01:00:00Z')
    t.match(must(200, await on(asked.id, 'response', filed.accessToken, { reasons: '代理全村三十户核对补偿款。' })), {
      state: 'answered', answeredOn: '2026-03-05',
    })
    t.match(must(200, await on(asked.id, 'finding', 'city.officer', { finding: 'reasonable', opinion: '确有代理关系。' })), {
      state: 'reasonable', opinion: '确有代理关系。', judgedOn: '2026-03-05',
    })
    const outside = must<Asked>(200, await call('GET', `/v1/reason-requests/${asked.id}`, { as: filed.accessToken }))
    t.equal(outside.state, 'answered')
    t.notMatch(JSON.stringify(outside), /确有代理关系|judged/)
  })

  await t.test('the duty that the regime names puts the answer off, and clock and paper agree on the day', async (t) => {
    house.clock.set('2026-03-30T15:59:59Z')
    t.match(await on(asked.id, 'deferral', 'city.head', { workingDays: 61, reason }), {
      status: 422, body: { errors: [{ pointer: '/workingDays', code: 'too_large', detail: /60/ }] },
    })
    t.match(must(200, await on(asked.id, 'deferral', 'city.head', { workingDays: 40, reason })), {
      state: 'reasonable', deferral: { on: '2026-03-30', workingDays: 40, reason },
    })
    const shown = await readUntil<Deadline>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { dueOn: '2026-05-28' })
    t.equal(shown.state, 'running')
    const outside = must<{ state: string, deferral: { noticeId: string } }>(200,
      await call('GET', `/v1/reason-requests/${asked.id}`, { as: filed.accessToken }))
    const { text } = await call('GET', `/v1/notices/${outside.deferral.noticeId}`, { as: filed.accessToken })
    for (const words of ['延迟答复告知书', '2026年3月30日', '2026年5月28日', '40个工作日', reason, '第三十五条', '政府信息公开工作机构负责人']) {
      t.match(text, words)
    }
    t.equal(outside.state, 'reasonable', 'now he is told')
    t.match(await on(asked.id, 'deferral', 'city.head', { workingDays: 1, reason }), { status: 409, body: { code: 'already_deferred' } })
  })

  await t.test('silence is no finding: once the day is over the officer says what he makes of it', async (t) => {
    house.clock.set('2026-03-10T15:59:59Z')
    const finding = { finding: 'unreasonable', opinion: '同一内容已答复两次，未见新的用途。' }
    t.match(await on(ofSilent.id, 'finding', 'city.officer', finding), { status: 409, body: { code: 'reply_not_due' } })
    house.clock.set('2026-03-10T16:00:00Z')
    t.match(must(200, await on(ofSilent.id, 'finding', 'city.officer', finding)), { state: 'unreasonable', opinion: /两次/ })
    t.match(must(200, await call('GET', `/v1/reason-requests/${ofSilent.id}`, { as: silent.accessToken })), { state: 'open' })
    t.match(await on(ofSilent.id, 'deferral', 'city.head', { workingDays: 5, reason }), {
      status: 409, body: { code: 'reasons_not_accepted' },
    })
    t.match(await show(silent, 'city.officer'), { status: 'processing', heldBy: 'officer', deadline: { dueOn: '2026-03-30' } })
  })
})
