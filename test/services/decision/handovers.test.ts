import { sql } from 'drizzle-orm'
import t from 'tap'
import { openTestHouse, type Body } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { must } from '../../support/story.ts'
import { asOwner, eventsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t, { sweeping: false })
const { call, swept } = house
const { db } = house.connection('decision')
const admin = 'city.admin'

async function merge (agency: string, successor: string): Promise<void> {
  must(200, await call('POST', `/v1/agencies/${agency}/succession`, {
    as: admin, body: { successor, on: '2026-03-02', act: `市政发〔2026〕${agency}号` },
  }))
}

async function idOf (handle: string): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from people where handle = ${handle}`)
  return rows[0]!.id
}

const passings = async (caseId: string): Promise<Body[]> =>
  (await eventsOf(db, caseId)).filter(({ type }) => type.endsWith('passed_on.v1')).map(({ data }) => data)

const body = {
  kind: 'paper', level: 'secret', secret: { until: '2030-12-31' }, classifier: '市人民政府办公室', circle: ['党政办'], place: '机要室1号柜', words: '机要交换收文',
}
const register = async (agency: string, as: string): Promise<Body> => must(201, await call('POST', '/v1/carriers', { as, body: { agency, ...body } }))
const carrierOf = async (id: string, as = 'cs.review1'): Promise<Body> => must(200, await call('GET', `/v1/carriers/${id}`, { as }))
const actsOf = async (id: string): Promise<Body[]> => must<Body>(200, await call('GET', `/v1/carriers/${id}/acts`, { as: 'cs.head' })).items

const doubt = { question: 'level', claimedLevel: 'secret', words: '是否属于保密事项范围所列事项' }

/** A record before another body. */
async function referred (record: Body, as: string, question: object = doubt): Promise<Body> {
  await swept()
  return must(201, await call('POST', `/v1/records/${record.id}/referrals`, { as, body: question }))
}
const read = async (id: string, as: string): Promise<Body> => must(200, await call('GET', `/v1/referrals/${id}`, { as }))
const rule = (id: string, as: string) =>
  call('POST', `/v1/referrals/${id}/ruling`, { as, body: { ruling: 'withhold', paper: '保密审〔2026〕5号', reason: '不宜公开' } })

const xm = openDesk(house)
const aq = openDesk(house, 'AQ')
const request = await house.file()
const { body: ofRequest } = await xm.upload(request.id, '疑难事项甲')
const publication = must<Body>(201, await openPublisher(house).open())
const ofPublication = must<Body>(201, await openPublisher(house).upload(publication.id, '疑难事项乙'))
const other = await house.file({ agency: 'AQ' })
const { body: ofOther } = await aq.upload(other.id, '疑难事项丙')
const asked = await referred(ofRequest, 'xm.officer')
const askedOfPublication = await referred(ofPublication, 'xm.officer')
const askedByOther = await referred(ofOther, 'aq.officer')

await t.test('what is before a body that is merged is before its successor, and its day stays', async (t) => {
  t.match(asked, { agency: 'XM', toAgency: 'BMJ', handovers: [] })
  must(201, await call('POST', '/v1/posts', { as: admin, body: { agency: 'JCJ', duty: 'officer', holder: { handle: 'jcj.officer', name: 'jcj.officer' } } }))
  await merge('BMJ', 'JCJ')
  await swept()
  for (const [{ id, answerBy }, as] of [[asked, 'xm.head'], [askedOfPublication, 'xm.head'], [askedByOther, 'aq.head']] as const) {
    t.match(await read(id, as), {
      toAgency: 'JCJ', state: 'open', answerBy, handovers: [{ side: 'asked', from: 'BMJ', to: 'JCJ', act: '市政发〔2026〕BMJ号', at: '2026-03-02T01:00:00.000Z' }],
    })
  }
  t.same(await passings(other.id), [{ referralId: askedByOther.id, recordId: ofOther.id, side: 'asked', fromAgency: 'BMJ', toAgency: 'JCJ' }])
  t.match(must(200, await call('GET', '/v1/referrals?to=JCJ', { as: 'jcj.officer' })), { items: { length: 3 } })
  t.equal((await rule(askedByOther.id, 'bmj.officer')).status, 404)
  const { id: late } = must<Body>(200, await rule(askedByOther.id, 'jcj.officer'))
  t.match(await read(late, 'aq.head'), { state: 'ruled', toAgency: 'JCJ' })
})

await t.test('the carriers of a merged body pass to its successor, each with an entry, a number there and what was asked for it', async (t) => {
  const first = await register('CS', 'cs.review1')
  const kept = await register('XM', 'xm.review2')
  const lent = await register('XM', 'xm.review2')
  const gone = await register('XM', 'xm.review2')
  must(200, await call('POST', `/v1/carriers/${lent.id}/loan`, { as: 'xm.review2', body: { toHolder: await idOf('xm.officer'), until: '2026-03-06', words: '核对' } }))
  const wish = must<Body>(201, await call('POST', `/v1/carriers/${kept.id}/requests`, { as: 'xm.review2', body: { act: 'destroyed', words: '到期销毁' } }))
  await asOwner(house, "update carriers set state = 'destroyed' where id = $1", [gone.id])
  const many: Body[] = []
  for (let count = 0; count < 101; count += 1) many.push(await register('XM', 'xm.review2'))
  t.equal(first.number, kept.number, 'each body counts its own')
  await merge('XM', 'CS')
  await Promise.all([swept(), swept()])
  t.match(await carrierOf(kept.id), { agency: 'CS', number: '载〔2026〕2号', state: 'kept', place: '机要室1号柜' })
  t.match(await carrierOf(lent.id), { agency: 'CS', number: '载〔2026〕3号', state: 'lent', holder: { name: 'xm.officer' }, returnOn: '2026-03-06' })
  t.match(await actsOf(kept.id), [{ act: 'registered' }, {
    number: 2, act: 'passed_on', by: await idOf(admin), level: 'secret', words: '随机关合并移交（市政发〔2026〕XM号）；原编号：XM 载〔2026〕1号',
  }])
  t.same(await passings(kept.id), [{ carrierId: kept.id, fromAgency: 'XM', toAgency: 'CS', seq: 2 }])
  const numbers = await Promise.all(many.map(async ({ id }) => (await carrierOf(id)).number))
  t.equal(new Set(numbers).size, 101)
  t.same(numbers.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })), Array.from({ length: 101 }, (_, at) => `载〔2026〕${at + 4}号`), 'without a gap, and none twice')
  t.match((await db.execute(sql`select agency_code, number from carriers where id = ${gone.id}`)).rows, [{ agency_code: 'XM', number: '载〔2026〕3号' }],
    'what is destroyed stays under the name that it was destroyed under')
  must(200, await call('POST', `/v1/carriers/${lent.id}/return`, { as: 'cs.review1', body: { place: '机要室', words: '当面清点' } }))
  must(200, await call('POST', `/v1/carrier-requests/${wish.id}/approval`, { as: 'cs.head', body: { reason: '同意' } }))
  t.equal((await call('GET', `/v1/carriers/${kept.id}`, { as: 'xm.review2' })).status, 404, 'whose post ended with his body sees nothing')
  await swept()
  t.equal((await passings(kept.id)).length, 1, 'nothing of it is done twice')
})

await t.test('what a merged body asks is asked by its successor: with an open request, and of everything else by itself', async (t) => {
  t.match(await read(asked.id, 'cs.head'), {
    agency: 'CS', toAgency: 'JCJ', state: 'open', handovers: [{ side: 'asked' }, { side: 'asking', from: 'XM', to: 'CS', act: '市政发〔2026〕XM号' }],
  })
  t.same((await passings(request.id)).filter(({ side }) => side !== 'asked'), [{ fromAgency: 'XM', toAgency: 'CS' }], 'the passing of the request says so of all that is in it')
  t.match(await read(askedOfPublication.id, 'cs.head'), { agency: 'CS', handovers: [{ side: 'asked' }, { side: 'asking', from: 'XM', to: 'CS' }] })
  t.match((await passings(publication.id)).findLast(({ referralId }) => referralId === askedOfPublication.id), { side: 'asking', fromAgency: 'XM', toAgency: 'CS' })
  t.match(must(200, await call('POST', `/v1/referrals/${askedOfPublication.id}/ending`, { as: 'cs.head', body: { reason: '不再需要' } })), { state: 'ended' })
})

await t.test('nobody rules on his own doubts: where who is asked goes into who asks, the body above is asked', async (t) => {
  const { body: record } = await aq.upload(other.id, '疑难事项丁')
  const { id: another } = await referred(record, 'aq.officer')
  t.match(await read(another, 'aq.head'), { toAgency: 'BMJ' })
  await swept()
  t.match(await read(another, 'aq.head'), { toAgency: 'JCJ' }, 'what the register still names is passed on at once')
  await merge('JCJ', 'CS')
  await swept()
  t.match(await read(asked.id, 'cs.head'), { agency: 'CS', toAgency: 'CITY' })
  t.equal((await rule(asked.id, 'cs.officer')).status, 403)
  t.match(await read(another, 'aq.head'), { agency: 'AQ', toAgency: 'CS' }, 'of others it is the successor that rules')
  must(200, await rule(asked.id, 'city.officer'))
  must(200, await rule(another, 'cs.officer'))
  const { body: last } = await aq.upload(other.id, '疑难事项戊')
  const { id: own } = await referred(last, 'aq.officer')
  await swept()
  t.match(await read(own, 'aq.head'), { agency: 'AQ', toAgency: 'CS' })
  await merge('AQ', 'CS')
  await swept()
  t.match(await read(own, 'cs.head'), { agency: 'CS', toAgency: 'CITY' }, 'nor where who asks goes into who is asked')
  t.equal((await rule(own, 'cs.officer')).status, 403)
  t.match((await passings(other.id)).findLast(({ referralId }) => referralId === own), { side: 'asked', fromAgency: 'CS', toAgency: 'CITY' })
  await t.rejects(db.execute(sql`update referral_handovers set act = 'x'`), { cause: { code: '42501' } })
  await t.rejects(asOwner(house, 'update referral_handovers set to_agency = from_agency', []), /referral_handovers_to_another/)
})
