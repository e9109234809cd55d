// The story of an applicant who files eleven requests and more in a month: what costs him nothing, what costs him a fee,
// and what becomes of those that he pays, does not pay, or is let off (条例第四十二条).
import t from 'tap'
import { openTestHouse } from '../support/house.ts'
import { fileRequest, must, readUntil, type Filed } from '../support/story.ts'

type Fee = {
  id: string, state: string, scale: string, quantity: number, amountYuan: number, noticeId?: string, payBy?: string,
  closeNoticeId?: string, inside?: object
}
type Shown = {
  status: string, heldBy: string | null, fee?: Fee, next: { who: string, what: string, by: string } | null
  notices: { id: string, kind: string }[], allowedActions: string[]
}
type Deadline = { state: string, dueOn: string }
type History = { items: { type: string }[] }

const reason = '本月内就同一片区逐户重复提出申请，明显超过合理范围。'

t.test('nothing is charged but for what goes beyond reason', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const { call } = house
  const show = async ({ id }: Filed, as = 'city.officer') => must<Shown>(200, await call('GET', `/v1/requests/${id}`, { as }))
  const propose = ({ id }: Filed, body: object = { scale: 'by_item', reason }, as = 'city.officer') =>
    call('POST', `/v1/requests/${id}/fees`, { as, body })
  const on = (id: string, verb: string, as: string, body: object = {}) => call('POST', `/v1/fees/${id}/${verb}`, { as, body })
  const deadline = (filed: Filed, holds: Partial<Deadline>) =>
    readUntil<Deadline>(call, `/v1/deadlines/${filed.id}`, filed.accessToken, holds)
  const page = async (id: string | undefined, as: string) => (await call('GET', `/v1/notices/${id}`, { as })).text

  const filed: Filed[] = []
  for (let number = 1; number <= 13; number += 1) filed.push(await fileRequest(call, { agency: 'CITY' }))
  const [tenth, eleventh, twelfth, thirteenth] = filed.slice(9) as [Filed, Filed, Filed, Filed]
  const atXinmin = await fileRequest(call)
  house.clock.set('2026-03-03T01:00:00Z')

  await t.test('the county gives its information free of charge, and so does the tenth request of a month', async (t) => {
    t.match(await propose(atXinmin, undefined, 'xm.officer'), { status: 409, body: { code: 'free_of_charge' } })
    t.match(await propose(tenth), { status: 409, body: { code: 'no_fee_due' } })
    t.match(await propose(tenth, { scale: 'by_volume', pages: 30, reason }), { status: 409, body: { code: 'no_fee_due' } })
    t.equal((await show(tenth)).status, 'registered')
  })

  const proposed = must<Fee>(201, await propose(eleventh))

  await t.test('the eleventh costs a hundred yuan, once another person decides so', async (t) => {
    t.match(proposed, { state: 'proposed', scale: 'by_item', quantity: 11, amountYuan: 100 })
    t.match(await show(eleventh), { status: 'processing', heldBy: 'disclosure_office', fee: { state: 'proposed' } })
    t.equal((await show(eleventh, eleventh.accessToken)).fee, undefined, 'what is proposed is the affair of the agency')
    t.equal((await call('GET', `/v1/fees/${proposed.id}`, { as: eleventh.accessToken })).status, 404)
    t.equal((await on(proposed.id, 'approval', 'city.officer')).status, 403)

    const charged = must<Fee>(200, await on(proposed.id, 'approval', 'city.head'))
    t.match(charged, { state: 'open', noticedOn: '2026-03-03', payBy: '2026-03-31' })
    const text = await page(charged.noticeId, eleventh.accessToken)
    for (const words of [
      '信息处理费收费通知书', 'CITY公费〔2026〕1号', reason, '按件计收', '第11至30件：每件100元', '2026年3月', '第11件申请', '人民币100元',
      '2026年3月31日', '20个工作日', '第四十二条', '视为放弃申请', '不能单独就该决定申请行政复议',
    ]) t.match(text, words)
  })

  await t.test('the applicant reads what he owes, and the clock stands meanwhile', async (t) => {
    const seen = await show(eleventh, eleventh.accessToken)
    t.match(seen, {
      heldBy: 'applicant', fee: { id: proposed.id, state: 'open', amountYuan: 100, payBy: '2026-03-31' },
      next: { who: '申请人', what: '缴纳信息处理费', by: '2026-03-31' },
    })
    const told = must<Fee>(200, await call('GET', `/v1/fees/${proposed.id}`, { as: eleventh.accessToken }))
    t.match(told, { state: 'open', quantity: 11, reason })
    t.notOk('inside' in told, 'not who decided what in the agency')
    await deadline(eleventh, { state: 'paused' })
  })

  await t.test('paid, and the time to answer is counted anew after that day', async (t) => {
    house.clock.set('2026-03-20T01:00:00Z')
    const paid = must<Fee>(200, await on(proposed.id, 'payment', 'city.clerk', { paidOn: '2026-03-20', payment: '非税票据 0001' }))
    t.match(paid, { state: 'paid', paidOn: '2026-03-20' })
    await deadline(eleventh, { state: 'running', dueOn: '2026-04-20' })
    t.match(await show(eleventh), { heldBy: 'officer', fee: { state: 'paid' } })
    t.match(await propose(eleventh, { scale: 'by_volume', pages: 150, reason }), { status: 409, body: { code: 'fee_already_asked' } },
      'one scale, once')
    const history = must<History>(200, await call('GET', `/v1/requests/${eleventh.id}/events`, { as: eleventh.accessToken }))
    const told = history.items.map(({ type }) => type).filter((type) => type.includes('.fee.'))
    t.same(told, ['lightwell.fee.charged.v1', 'lightwell.fee.paid.v1'])
  })

  const unpaid = must<Fee>(201, await propose(twelfth, { scale: 'by_volume', pages: 150, reason }))

  await t.test('not paid in time, the request is given up by the word of a person, and a paper says so', async (t) => {
    t.match(unpaid, { scale: 'by_volume', quantity: 150, amountYuan: 1_700 })
    const { payBy, noticeId } = must<Fee>(200, await on(unpaid.id, 'approval', 'city.head'))
    t.equal(payBy, '2026-04-20')
    t.match(await page(noticeId, twelfth.accessToken), /按量计收[^]*第31至100页：每页10元[^]*共150页[^]*人民币1700元/)
    house.clock.set('2026-04-20T15:59:59Z')
    t.match(await on(unpaid.id, 'abandonment', 'city.officer', { reason: '未缴。' }), { status: 409, body: { code: 'reply_not_due' } })
    house.clock.set('2026-04-20T16:00:00Z')
    t.match(await show(twelfth), { heldBy: 'officer', status: 'processing' }, 'nothing lapses by itself')
    const ended = must<Fee>(200, await on(unpaid.id, 'abandonment', 'city.officer', { reason: '期限届满，国库没有入账记录。' }))
    t.equal(ended.state, 'abandoned')
    t.match(await show(twelfth, twelfth.accessToken), { status: 'lapsed', heldBy: null, fee: { state: 'abandoned' } })
    const text = await page(ended.closeNoticeId, twelfth.accessToken)
    for (const words of ['不再处理', 'CITY公终〔2026〕1号', 'CITY公费〔2026〕2号', '逾期未缴纳信息处理费', '第四十二条', '行政复议']) t.match(text, words)
    await deadline(twelfth, { state: 'stopped' })
    t.match(await on(unpaid.id, 'payment', 'city.clerk', { paidOn: '2026-04-21', payment: '票据' }), { status: 409, body: { code: 'not_in_this_status' } })
  })

  await t.test('who decides may also let the applicant off', async (t) => {
    house.clock.set('2026-03-30T01:00:00Z')
    const { id } = must<Fee>(201, await propose(thirteenth))
    must(200, await on(id, 'approval', 'city.head'))
    must(200, await on(id, 'waiver', 'city.head', { reason: '申请人属于低保户。' }))
    t.match(await show(thirteenth, thirteenth.accessToken), { status: 'processing', fee: { state: 'waived' } })
    await deadline(thirteenth, { state: 'running' })
    t.match(await propose(thirteenth), { status: 409, body: { code: 'fee_already_asked' } })
  })
})
