import t from 'tap'
import { aFiling } from '../support/builders.ts'
import { openTestHouse, type Body } from '../support/house.ts'
import { must, propose, readUntil, recordSearch, staff, approve, type Filed } from '../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-05T01:00:00Z' })
const { call } = house
const supervisor = 'jcj.supervisor'
let filed: Filed
let correctionId: string

async function deadline (as = supervisor): Promise<Body> {
  return must(200, await call('GET', `/v1/deadlines/${filed.id}`, { as }))
}

t.test('a letter is entered with the day on its stamp, and its time runs from there', async (t) => {
  filed = must(201, await call('POST', '/v1/requests', {
    as: 'xm.clerk',
    body: {
      agency: 'XM', kind: 'disclosure', channel: 'letter', receivedOn: '2026-03-02', signedFor: true,
      applicant: {
        kind: 'citizen', name: '张三', sex: 'female', birthDate: '1949-12-31', idNumber: '11010519491231002X', address: '新民镇建设路1号', phone: '13800000000',
      },
      description: '2024年度城南片区征地补偿方案及发放明细', purpose: '核对本人补偿款', delivery: { format: 'paper', method: 'post' },
    },
  }))
  t.equal(filed.dueOn, '2026-03-09')
  await readUntil(call, `/v1/deadlines/${filed.id}`, supervisor, { state: 'running' })
})

t.test('the day passes; then the return receipt shows that the letter was signed for two days later', async (t) => {
  house.clock.set('2026-03-11T01:00:00Z')
  t.match(await deadline(), { overdue: true, workingDaysLate: 2 })
  const asked = await call('POST', `/v1/deadlines/${filed.id}/corrections`, {
    as: 'xm.clerk', body: { seq: 1, onDay: '2026-03-04', reason: '邮戳日误作签收日。', evidence: '挂号信回执 XA1234，签收日 3 月 4 日' },
  })
  t.match(asked, { status: 201, body: { state: 'pending', later: true, oldDueOn: '2026-03-09', newDueOn: '2026-03-11' } })
  correctionId = asked.body.id
  t.match(await deadline(), { overdue: true }, 'who asked makes no late case timely')
  t.match(await call('POST', `/v1/clock-corrections/${correctionId}/approval`, { as: 'xm.clerk' }),
    { status: 403, body: { code: 'asker_may_not_decide' } })
})

t.test('the head has seen the receipt and approves it', async (t) => {
  const waiting = must<Body>(200, await call('GET', '/v1/clock-corrections?state=pending', { as: 'xm.head' }))
  t.match(waiting.items, [{ id: correctionId, receiptNumber: filed.receiptNumber, evidence: /XA1234/, approvingDuty: 'head' }])
  must(200, await call('POST', `/v1/clock-corrections/${correctionId}/approval`, { as: 'xm.head', body: { reason: '回执属实。' } }))
  t.match(await deadline(filed.accessToken), { startedOn: '2026-03-04', dueOn: '2026-03-11', overdue: false },
    'the applicant reads the day that is right')
  const request = await readUntil<Body>(call, `/v1/requests/${filed.id}`, 'xm.officer', { receivedOn: '2026-03-04' })
  t.match(request.deadline, { dueOn: '2026-03-11' })
})

t.test('it is answered on the last day; the post book first says the next', async (t) => {
  await recordSearch(call, filed)
  const issued = await approve(call, filed, await propose(call, filed, [{ description: '补偿方案', outcome: 'refuse', grounds: ['not_held'] }]))
  house.clock.set('2026-03-12T01:00:00Z')
  must(200, await call('POST', `/v1/notices/${issued.noticeId}/service`, {
    as: staff('XM', 'clerk'), body: { method: 'post', on: '2026-03-12', evidence: '交寄清单' },
  }))
  await readUntil(call, `/v1/deadlines/${filed.id}`, supervisor, { state: 'missed' })
  const { entries } = await deadline()
  const { seq } = entries.find(({ kind }: Body) => kind === 'stopped')
  const asked = must<Body>(201, await call('POST', `/v1/deadlines/${filed.id}/corrections`, {
    as: 'xm.officer', body: { seq, onDay: '2026-03-11', reason: '清单上的日期为 3 月 11 日。', evidence: '交寄清单第 7 行' },
  }))
  t.match(asked, { state: 'pending', later: true, oldState: 'missed', newState: 'met' }, 'a missed day is not met by one person alone')
  must(200, await call('POST', `/v1/clock-corrections/${asked.id}/approval`, { as: 'xm.head' }))
  t.match(await deadline(), { state: 'met', answeredOn: '2026-03-11', dueOn: '2026-03-11' })
})

t.test('supervisors list every day that was moved to give more time, and read what stood before', async (t) => {
  const { items } = must<Body>(200, await call('GET', '/v1/clock-corrections?later=true', { as: supervisor }))
  t.match(items, [
    { entry: { kind: 'stopped', onDay: '2026-03-12' }, onDay: '2026-03-11', oldState: 'missed', newState: 'met', decidedBy: { name: 'xm.head' } },
    { entry: { kind: 'started', onDay: '2026-03-02' }, onDay: '2026-03-04', oldDueOn: '2026-03-09', newDueOn: '2026-03-11', requestedBy: { name: 'xm.clerk' } },
  ])
  const then = must<Body>(200, await call('GET', '/v1/deadlines?overdue=true&asOf=2026-03-10T01:00:00Z', { as: supervisor }))
  t.match(then.items, [{ requestId: filed.id, dueOn: '2026-03-09' }], 'on the 10th it was late, and is told so')
  const { entries } = await deadline()
  t.same(entries.map(({ kind }: Body) => kind), ['started', 'corrected', 'stopped', 'corrected'], 'nothing that was entered is gone')
})

t.test('what staff tell of paper once the day was over stands in the list too, with the day they say and where its evidence is', async (t) => {
  const asked = async (): Promise<{ file: Filed, clarification: string }> => {
    house.clock.set('2026-03-13T01:00:00Z')
    const file = must<Filed>(201, await call('POST', '/v1/requests', { body: aFiling() }))
    await readUntil(call, `/v1/deadlines/${file.id}`, supervisor, { state: 'running', dueOn: '2026-03-20' })
    const { id } = must<Body>(201, await call('POST', `/v1/requests/${file.id}/clarifications`, {
      as: 'xm.officer', body: { items: ['请说明年度'], respondBy: '2026-04-03' },
    }))
    return { file, clarification: id }
  }
  const answered = async ({ file, clarification }: Awaited<ReturnType<typeof asked>>, as: string, at: string, more: object = {}) => {
    house.clock.set(at)
    must(200, await call('POST', `/v1/clarifications/${clarification}/response`, { as, body: { description: '2024年度补偿方案', ...more } }))
    await readUntil(call, `/v1/deadlines/${file.id}`, supervisor, { state: 'running' })
  }
  const paper = { channel: 'letter', evidence: '信封邮戳 3 月 24 日' }
  const [late, inTime, online] = [await asked(), await asked(), await asked()]
  await answered(inTime, 'xm.clerk', '2026-03-20T01:00:00Z', { ...paper, receivedOn: '2026-03-19' })
  await answered(late, 'xm.clerk', '2026-03-30T01:00:00Z', { ...paper, receivedOn: '2026-03-25' })
  await answered(online, online.file.accessToken, '2026-03-30T01:00:00Z')
  const { items } = must<Body>(200, await call('GET', '/v1/clock-moves?later=true&from=2026-03-13', { as: supervisor }))
  t.match(items, [{
    requestId: late.file.id, kind: 'restarted', cause: 'clarified', onDay: '2026-03-25', oldDueOn: '2026-03-20', newDueOn: '2026-04-01',
    recordedAt: '2026-03-30T01:00:00.000Z', author: /^staff:/, evidence: late.clarification, correctionId: null,
  }])
  t.equal(items.length, 1, 'not what was told in time, nor what the applicant sent himself')
  t.match(must<Body>(200, await call('GET', `/v1/clarifications/${late.clarification}`, { as: supervisor })), { evidence: /邮戳/ })
})
