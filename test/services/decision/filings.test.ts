import t from 'tap'
import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { calculateWorkingDays } from '@lightwell/calendar/working-days'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { openPdf } from '@lightwell/reading/open-pdf'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { filedBefore, filingWorkingDays } from '../../../services/decision/rules/filing.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { must } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const xm = openDesk(house)

const file = (recordId: string, as = 'xm.officer', body?: unknown) => call('POST', `/v1/records/${recordId}/filing`, { as, body })
const receive = (id: string, by: unknown, as: string) => call('POST', `/v1/filings/${id}/receipts`, { as, body: { by } })
const list = async (query: string, as: string): Promise<Body> => must(200, await call('GET', `/v1/filings${query}`, { as }))
const refused = (answer: CallAnswer) => [answer.status, answer.body?.code]

/** A record that was given to an applicant. */
async function released (text = '正文', changes: Record<string, unknown> = {}): Promise<Body> {
  const { id } = await house.file()
  const record = await xm.cleared(id, text, changes)
  await xm.issue(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }])
  return { ...record, caseId: id }
}

await t.test('a review is filed when its chain is complete, and not before, by those who may', async (t) => {
  const { id } = await house.file()
  const { body: record } = await xm.upload(id, '正文')
  t.same(refused(await file(record.id)), [409, 'review_incomplete'])
  await xm.open(record.id, 'xm.review1')
  await xm.review(record, 1)
  t.same(refused(await file(record.id)), [409, 'review_incomplete'])
  await xm.open(record.id, 'xm.review2')
  await xm.review(record, 2)
  const others: [string | undefined, number][] = [
    [undefined, 401], ['xm.review1', 403], ['xm.head', 403], ['jcj.supervisor', 403], ['xm.clerk', 404], ['cs.officer', 404],
    ['bmj.officer', 404], ['portal', 404],
  ]
  for (const [as, status] of others) {
    t.equal((await call('POST', `/v1/records/${record.id}/filing`, { ...as !== undefined && { as } })).status, status, `${as}`)
  }
  t.same(faultsOf(await file(record.id, 'xm.officer', { language: 'fr', who: 1 })), [' wrong_type', '/language not_listed', '/who unknown_field'])
  const filed = await file(record.id)
  t.match(filed, { status: 201, body: {
    recordId: record.id, agency: 'XM', sha256: record.sha256, number: 'XM公备〔2026〕1号', secretList: 1,
    receivedBySecrecy: null, receivedByOffice: null,
  } })
  t.equal(filed.headers.get('location'), `/v1/filings/${filed.body.id}`)
  t.same(refused(await file(record.id)), [409, 'filed'])
  t.same((await eventsOf(db, id)).findLast(({ type }) => type.includes('record.filed'))?.data,
    { recordId: record.id, filingId: filed.body.id, paperSha256: filed.body.form.sha256 })
  const { text } = await call('GET', `/v1/filings/${filed.body.id}/form`, { as: 'xm.review2' })
  t.notMatch(text, /同意公开/, 'what is not decided yet is blank')
  const second = await xm.cleared(id, '另一件')
  const both = await Promise.all([file(second.id), file(second.id, 'xm.review2')])
  t.same(both.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409], 'of two at once one files')
})

await t.test('the form tells who found what, in order, who decided, what was taken out, and by which list', async (t) => {
  const { id } = await house.file()
  const original = await xm.cleared(id, '补偿方案：王某，账号略。', { finding: 'redact', grounds: ['privacy'] })
  const span = { start: 5, end: 7, ground: 'privacy' }
  const rendition = must<Body>(201, await call('POST', `/v1/records/${original.id}/redactions`, { as: 'xm.officer', body: { spans: [span] } }))
  for (const level of [1, 2]) {
    await xm.open(original.id, `xm.review${level}`)
    await xm.open(rendition.id, `xm.review${level}`)
    must(201, await xm.review(rendition, level, { opinion: ['逐段核对，个人姓名已经遮盖。', '附件原标秘密★10年，已核实不涉及本件。'][level - 1] }))
  }
  await xm.issue(id, [{ description: '方案', outcome: 'redact_and_disclose', grounds: ['privacy'], records: [rendition.id] }])
  const { body: filing } = await file(rendition.id)
  const form = await call('GET', `/v1/filings/${filing.id}/form`, { as: 'xm.head' })
  t.equal(sha256Hex(Buffer.from(form.text)), filing.form.sha256)
  const told = form.text.replace(/<[^>]*>/g, '')
  t.match(told, /信息公开保密审查备案表/)
  const inOrder = ['城南片区征地补偿方案', rendition.sha256, '镇自然资源所', '第十三条', '国家秘密事项一览表', '新政发〔2019〕22号（第1版）', '第1处', '信息员初审', '个人姓名已经遮盖',
    '分管领导复核', '公开决定', '同意作区分处理后公开', '依申请公开'].map((words) => told.indexOf(words))
  t.ok(inOrder.every((at, index) => at > (inOrder[index - 1] ?? -1)), inOrder.join())
  t.notMatch(told, /秘密★|王某/, 'neither a mark that was quoted nor what was taken out stands in it')
  t.match(told, /此处不重复/)
  const pdf = await fetch(`${house.address}/v1/filings/${filing.id}/form`, { headers: {
    authorization: `Bearer ${await issueDevelopmentToken(house.keys, 'xm.officer', house.clock.now())}`, accept: 'application/pdf',
  } })
  const bytes = Buffer.from(await pdf.arrayBuffer())
  t.equal(sha256Hex(bytes), filing.form.pdfSha256)
  t.equal((await openPdf(bytes, 1_000_000)).numPages, 2)
  const { body: english } = await file(original.id, 'xm.officer', { language: 'en' })
  t.match((await call('GET', `/v1/filings/${english.id}/form`, { as: 'xm.officer' })).text, /Filing Form of the Secrecy Review/)
  await asOwner(house, "update house_papers set bytes = bytes || 'x'::bytea where id = (select paper_id from review_filings where id = $1)", [filing.id])
  t.equal((await call('GET', `/v1/filings/${filing.id}/form`, { as: 'xm.officer' })).status, 500, 'other bytes than were signed')
})

await t.test('the secrecy department of the district and the office of the body each receive a form once', async (t) => {
  const record = await released()
  const { body: filing } = await file(record.id, 'xm.review2')
  t.match(await list('?awaiting=secrecy&agency=XM', 'bmj.officer'), { items: [{}, {}, {}, {}, { id: filing.id, title: '城南片区征地补偿方案' }] })
  t.equal((await call('GET', `/v1/filings/${filing.id}`, { as: 'bmj.officer' })).status, 200)
  t.match((await call('GET', `/v1/filings/${filing.id}/form`, { as: 'bmj.officer' })).text, /备案表/)
  t.equal((await call('GET', `/v1/records/${record.id}`, { as: 'bmj.officer' })).status, 404, 'the form, not the record')
  const others: [string, string, number][] = [
    ['secrecy', 'xm.review2', 403], ['secrecy', 'xm.officer', 403], ['secrecy', 'jcj.supervisor', 403], ['secrecy', 'cs.officer', 404],
    ['office', 'bmj.officer', 403], ['office', 'xm.head', 403], ['office', 'cs.clerk', 404], ['office', 'portal', 404],
  ]
  for (const [by, as, status] of others) t.equal((await receive(filing.id, by, as)).status, status, `${by}, ${as}`)
  t.same(faultsOf(await receive(filing.id, 'mayor', 'bmj.officer')), ['/by not_listed'])
  house.clock.set('2026-03-03T01:00:00Z')
  t.match(await receive(filing.id, 'secrecy', 'bmj.officer'), { status: 200, body: { receivedBySecrecy: { at: '2026-03-03T01:00:00.000Z' }, receivedByOffice: null } })
  t.same(refused(await receive(filing.id, 'secrecy', 'bmj.officer')), [409, 'received'])
  t.match(await receive(filing.id, 'office', 'xm.clerk'), { status: 200, body: { receivedByOffice: { by: /./ } } })
  t.same((await eventsOf(db, record.caseId)).filter(({ type }) => type.includes('filing_received')).map(({ data }) => data.by), ['secrecy', 'office'])
  t.notOk((await list('?awaiting=secrecy', 'bmj.officer')).items.some(({ id }: Body) => id === filing.id))
  const forced = db.execute(sql`update review_filings set office_received_by = filed_by, office_received_at = now() where id = ${filing.id}`)
  await t.rejects(forced, { cause: { constraint: 'review_filings_received_by_another' } })
  await t.rejects(db.execute(sql`update review_filings set sha256 = 'x' where id = ${filing.id}`), 'what is filed stays as it was filed')
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a reader’s list holds the filings of his own agency or district, and turns its pages', async (t) => {
  const cs = openDesk(house, 'CS')
  const { id } = await house.file({ agency: 'CS' })
  const record = await cs.cleared(id, '正文')
  const { body: filing } = await file(record.id, 'cs.officer')
  t.same((await list('', 'cs.review1')).items.map(({ id: one }: Body) => one), [filing.id])
  t.equal((await call('GET', `/v1/filings/${filing.id}`, { as: 'xm.head' })).status, 404)
  t.equal((await call('GET', '/v1/filings?agency=CS', { as: 'xm.head' })).status, 404)
  t.equal((await call('GET', '/v1/filings')).status, 401)
  t.equal((await call('GET', '/v1/filings', { as: 'portal' })).status, 403)
  const all = (await list('', 'jcj.supervisor')).items.map(({ id: one }: Body) => one)
  t.ok(all.length > 4)
  t.same((await list('', 'bmj.officer')).items.map(({ id: one }: Body) => one), all, 'all of this district are of this authority')
  const pages: string[] = []
  for (let cursor = ''; pages.length < all.length;) {
    const { items, nextCursor } = await list(`?limit=2${cursor}`, 'jcj.supervisor')
    pages.push(...items.map(({ id: one }: Body) => one))
    cursor = `&cursor=${nextCursor}`
  }
  t.same(pages, all)
  t.equal((await call('GET', '/v1/filings?cursor=e30', { as: 'xm.head' })).status, 422)
  await asOwner(house, "update agency_profiles set secrecy_authority_code = null where agency_code = 'CS'", [])
  t.equal((await call('GET', `/v1/filings/${filing.id}`, { as: 'bmj.officer' })).status, 404, 'what is not of his district')
})

await t.test('what was released and not filed after five working days is listed, the longest first, until it is', async (t) => {
  const aq = openDesk(house, 'AQ')
  const publisher = openPublisher(house, 'AQ')
  const { id } = await house.file({ agency: 'AQ' })
  const record = await aq.cleared(id, '正文')
  const kept = await aq.cleared(id, '某户明细', { finding: 'withhold', grounds: ['privacy'] })
  await aq.issue(id, [
    { description: '方案', outcome: 'disclose', records: [record.id] },
    { description: '明细', outcome: 'refuse', grounds: ['privacy'], records: [kept.id], notSeverable: '全部为个人信息' },
  ])
  house.clock.set('2026-03-03T01:00:00Z')
  const { record: published } = await publisher.publish('扶贫政策全文')
  const missing = async (as = 'aq.officer', query = '?agency=AQ') =>
    must<Body>(200, await call('GET', `/v1/filings/missing${query}`, { as })).items.map(({ recordId }: Body) => recordId)
  house.clock.set('2026-03-09T15:59:59Z')
  t.same(await missing(), [], 'the fifth working day lasts until its midnight')
  house.clock.set('2026-03-09T16:00:00Z')
  t.same(await missing(), [record.id])
  house.clock.set('2026-03-10T16:00:00Z')
  t.same(await missing(), [record.id, published.id], 'what was refused is not among it')
  t.same(await missing('bmj.officer'), [record.id, published.id])
  const { nextCursor } = must<Body>(200, await call('GET', '/v1/filings/missing?agency=AQ&limit=1', { as: 'aq.head' }))
  t.same(await missing('aq.head', `?agency=AQ&limit=1&cursor=${nextCursor}`), [published.id])
  t.equal((await call('GET', '/v1/filings/missing?agency=AQ', { as: 'xm.officer' })).status, 404)
  must(201, await file(record.id, 'aq.officer'))
  must(201, await file(published.id, 'aq.officer'))
  t.same(await missing(), [])
  const { text } = await call('GET', `/v1/filings/${(await list('?agency=AQ', 'aq.officer')).items[1].id}/form`, { as: 'aq.officer' })
  t.match(text.replace(/<[^>]*>/g, ''), /同意公开.*政府网站|同意公开[^]*网站/, 'a publication is told with its form')
})

await t.test('released on a day, a form is late on the first day after the fifth working day, whatever the year', (t) => {
  const calendar = calendarNamed('CN')
  t.doesNotThrow(() => fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 20 }), (start, later) => {
    const releasedOn = addDays('2024-06-01' as Day, start)
    const today = addDays(releasedOn, later)
    const counted = calculateWorkingDays({ start: releasedOn, unit: 'working_days', n: filingWorkingDays, calendar: 'CN' })
    if (!('answer' in counted)) throw new Error('no answer')
    return (releasedOn < filedBefore(today, calendar)) === (today > counted.answer.due)
  }), { numRuns: 60 }))
  t.end()
})
