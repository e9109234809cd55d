import fc from 'fast-check'
import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { groundInForce } from '@lightwell/regimes/ground-in-force'
import { regimeInForce, regimes } from '@lightwell/regimes/regimes'
import { aFiling } from '../../support/builders.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must, until } from '../../support/story.ts'
import { asOwner, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const xm = openDesk(house)
const secret = { outcome: 'refuse', grounds: ['state_secret'] }
const privacy = { description: '补偿明细', outcome: 'refuse', grounds: ['privacy'] }

await t.test('what the law orders to be open cannot be withheld as a state secret, whatever marks it bears', async (t) => {
  const { id } = await house.file()
  const { body: sealed } = await xm.upload(id, '秘密★10年\n经费安排', { title: '经费安排' })
  const part = { ...secret, description: '经费安排', records: [sealed.id] }
  const refused = { status: 409, body: { code: 'open_by_law', errors: [{ pointer: '/parts/0/grounds/0' }] } }
  t.match(await xm.propose(id, [{ ...part, category: 'budget' }]), refused, 'by its category')
  for (const description of ['2024年“三公”经费决算', '三 公 消费明细', '三公\u3000支出']) {
    t.match(await xm.propose(id, [{ ...part, description }]), refused, description)
  }
  t.match(await xm.propose(id, [privacy, { ...part, category: 'fees' }]), { body: { errors: [{ pointer: '/parts/1/grounds/0' }] } })
  t.same(faultsOf(await xm.propose(id, [{ ...part, category: 'whim' }])), ['/parts/0/category unknown_category'])
  const issued = await xm.issue(id, [{ ...part, category: 'plans' }])
  t.match(issued.parts, [{ category: 'plans' }], 'of what is not wholly open by law some may be secret')

  const asked = await house.file({ description: '贵单位2024年度“三公”经费支出' })
  const { body: other } = await xm.upload(asked.id, '秘密★10年\n安排', { title: '安排' })
  const whole = { ...secret, description: '所申请的信息', records: [other.id] }
  t.match(await xm.propose(asked.id, [whole]), refused, 'nor what the applicant asked for by that name')
  t.equal((await xm.propose(asked.id, [privacy, whole])).status, 201, 'where it may be another item that is refused, its own words tell')
})

await t.test('a record of which a part can be given is not withheld whole without its rendition or the reason', async (t) => {
  const { id, accessToken } = await house.file()
  const { body: record } = await xm.upload(id, '户主：李小红。补偿款：叁万元。')
  await xm.passChain(record, { finding: 'redact', grounds: ['privacy'] })
  const whole = { ...privacy, records: [record.id] }
  const missing = { status: 409, body: { code: 'not_severed', errors: [{ pointer: '/parts/0/notSeverable' }] } }
  t.match(await xm.propose(id, [whole]), missing)
  t.same(faultsOf(await xm.propose(id, [{ ...whole, notSeverable: '机密★10年' }])).length, 1, 'he is told it, so it is read like all that goes out')

  const spans = [{ start: 3, end: 6, ground: 'privacy' }]
  const rendition = must<Body>(201, await house.call('POST', `/v1/records/${record.id}/redactions`, { as: 'xm.officer', body: { spans } }))
  await xm.passChain(rendition)
  const given = { description: '补偿款', outcome: 'redact_and_disclose', grounds: ['privacy'], records: [rendition.id] }
  const { body: proposed } = await xm.propose(id, [given, whole])
  t.equal(proposed.state, 'proposed', 'the rest may be refused beside its rendition')
  must(200, await house.call('POST', `/v1/decisions/${proposed.id}/return`, { as: 'xm.head', body: { reason: '重拟' } }))

  const words = { notSeverable: '除姓名外其余内容与之不可分割。', harm: '泄露住户信息。', balance: '公众利益不大于损害。' }
  const issued = await xm.issue(id, [{ ...whole, ...words }])
  t.match(issued.parts, [words])
  const told = must<Body>(200, await house.call('GET', `/v1/decisions/${issued.id}`, { as: accessToken }))
  t.match(told.parts, [{ notSeverable: words.notSeverable }])
  t.notOk(['harm', 'balance', 'category'].some((field) => field in told.parts[0]), 'what was weighed stays in the house')
  const { text } = await house.call('GET', `/v1/notices/${issued.noticeId}`, { as: accessToken })
  t.match(text, /不能区分处理的理由/)
  t.notMatch(text, /泄露住户/)
})

await t.test('what a whole chain withholds, and what is unable to be given, needs no such reason', async (t) => {
  const { id } = await house.file()
  const { body: record } = await xm.upload(id, '全文涉及个人隐私。')
  await xm.passChain(record, { finding: 'withhold', grounds: ['privacy'] })
  t.equal((await xm.issue(id, [{ ...privacy, records: [record.id] }])).outcome, 'refuse')
})

await t.test('what is public already points to its place in place of records', async (t) => {
  const { id, accessToken } = await house.file()
  const part = { description: '年度预算', outcome: 'disclose', grounds: ['already_public'], publicPlace: 'https://example.gov.cn/czyjs/2024' }
  t.same(faultsOf(await xm.propose(id, [{ ...part, grounds: [] }])), ['/parts/0/publicPlace not_needed', '/parts/0/records required'])
  t.same(faultsOf(await xm.propose(id, [{ ...privacy, publicPlace: '门户网站' }])), ['/parts/0/publicPlace not_needed'])
  const issued = await xm.issue(id, [part])
  t.match(issued, { outcome: 'disclose', parts: [{ publicPlace: part.publicPlace, records: [] }] })
  const { text } = await house.call('GET', `/v1/notices/${issued.noticeId}`, { as: accessToken })
  t.match(text, /公开之处[\s\S]*example\.gov\.cn/)
})

await t.test('a part without a ground is refused by the rule and by the database', async (t) => {
  const { id } = await house.file()
  t.same(faultsOf(await xm.propose(id, [{ description: '甲', outcome: 'refuse' }])), ['/parts/0/grounds required'])
  const { body: decision } = await xm.propose(id, [privacy])
  await t.rejects(asOwner(house, "update decision_parts set grounds = '{}' where decision_id = $1", [decision.id]), /decision_parts_refusal_has_ground/)
})

await t.test('grounds have their days: a retired one is read and not used again', async (t) => {
  const { id } = await house.file()
  const part = { ...privacy, grounds: ['no_special_need'] }
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'ground_not_in_force', errors: [{ pointer: '/parts/0/grounds/0' }] } })
  const retired = regimes.flatMap(({ version, grounds }) => Object.values(grounds)
    .filter(({ inForceUntil }) => inForceUntil !== undefined).map(({ code }) => `${version} ${code}`))
  t.same(retired.toSorted(), ['county@1 no_special_need', 'order_711@1 no_special_need'])
  const ground = { inForceFrom: '2008-05-01' as Day, inForceUntil: '2019-05-14' as Day }
  for (const [day, holds] of [['2008-04-30', false], ['2008-05-01', true], ['2019-05-14', true], ['2019-05-15', false]] as const) {
    t.equal(groundInForce(ground, day as Day), holds, day)
  }
  t.equal(groundInForce({}, '1900-01-01' as Day), true)
})

await t.test('a county’s six exemptions fall under the parent’s grounds, and every answer of practice has a code', (t) => {
  const county = regimeInForce('county', '2026-03-02' as Day)!
  const rows = Object.values(county.grounds).map(({ code, reportRow }) => [code, reportRow])
  t.match(Object.fromEntries(rows), {
    administrative_query: '3.3.8', archived: '3.4.1', confirm_again: '3.5.5', party_matter: '3.6.3', not_government_information: '3.6.3',
    not_held: '3.4.1', not_this_body: '3.4.1', needs_creation: '3.4.2', published_matter: '3.5.3', repeat: '3.5.2', petition: '3.5.1',
  })
  t.ok(rows.every(([, row]) => row !== undefined), 'each is counted in a row of the report')
  t.end()
})

await t.test('a ground that passes opens the day on which it is looked at again (C-19)', async (t) => {
  const { id } = await house.file()
  await xm.issue(id, [{ ...privacy, grounds: ['under_investigation'] }])
  const terms = await until(async () => must<Body>(200, await house.call('GET', `/v1/terms?requestId=${id}&kind=temporary_ground`, { as: 'xm.officer' })).items,
    (items: Body[]) => items.length > 0)
  t.match(terms, [{ state: 'open', duty: 'officer', dueOn: '2026-09-02' }])
})

await t.test('who asks never lowers a check: citizen, organisation and foreigner get the same verdict (B-55)', async (t) => {
  const contact = { address: '新民镇建设路2号', phone: '13900000000' }
  const applicants = [
    aFiling().applicant,
    {
      kind: 'organisation', name: '新民农机有限公司', creditCode: '91350100M000100Y43', organisationKind: 'enterprise',
      representativeName: '李四', representativeSex: 'male', representativeBirthMonth: '1970-05', ...contact,
    },
    ...['DEU', 'USA', 'RUS'].map((nationality) => ({ kind: 'foreigner', name: 'Erika Mustermann', nationality, passportNumber: 'C01X00T47', ...contact })),
  ]
  const part = fc.record({
    outcome: fc.constantFrom('refuse', 'disclose', 'redact_and_disclose'),
    grounds: fc.subarray(['state_secret', 'privacy', 'already_public', 'not_held', 'under_investigation']),
    category: fc.option(fc.constantFrom('budget', 'plans'), { nil: undefined }),
    withRecord: fc.boolean(),
  })
  await fc.assert(fc.asyncProperty(part, fc.constantFrom('秘密★10年\n安排', '普通文件'), async ({ withRecord, ...changes }, text) => {
    const verdicts = []
    for (const applicant of applicants) {
      const { id } = must<Body>(201, await house.call('POST', '/v1/requests', { body: { ...aFiling(), applicant } }))
      const { body: record } = await xm.upload(id, text)
      const answer = await xm.propose(id, [{ description: '有关文件', ...changes, ...withRecord && { records: [record.id] } }])
      verdicts.push(JSON.stringify([record.sealed, answer.status, answer.body.code, faultsOf(answer)]))
    }
    t.equal(new Set(verdicts).size, 1, verdicts[0]!)
  }), { numRuns: 6 })
  const { db } = house.connection('decision')
  await t.rejects(db.execute('select applicant_nationality from requests limit 1'), 'this room cannot even read a nationality')
})
