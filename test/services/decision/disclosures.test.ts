import { sql } from 'drizzle-orm'
import { SaxesParser } from 'saxes'
import t from 'tap'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { sealContent } from '../../../services/decision/sealed-content.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { must, until } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { call, clock } = house
const { db } = house.connection('decision')
const xm = openPublisher(house)
const supervisor = 'jcj.supervisor'

type Element = { name: string, attributes: Record<string, string>, text: string }

/** The elements of a feed in their order, each with the text right in it; throws where it is not well-formed. */
function elementsOf (xml: string): Element[] {
  const elements: Element[] = []
  const open: Element[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' }
    elements.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  })
  parser.write(xml).close()
  return elements
}

async function incidentsOf (recordId: string): Promise<Body[]> {
  const { body } = await call('GET', '/v1/incidents', { as: supervisor })
  return body.items.filter((incident: Body) => incident.recordId === recordId)
}

const first = await xm.publish('城南道路改造方案', { summary: '城南片区道路改造的方案 <全文> & 附件。', category: 'public_works' }, { title: '城南道路改造方案（公开版）' })
clock.set('2026-03-03T01:00:00Z')
const second = await xm.publish('扶贫资金使用明细', { summary: '2025年扶贫资金的使用明细。', category: 'special_funds', madeOn: '2026-03-02' }, { title: '扶贫资金明细' })
const others = openPublisher(house, 'CS')
const third = await others.publish('常熟年度计划', { category: 'plans' }, { title: '年度计划' })

await t.test('everyone reads the catalogue with its fields, and finds by words, agency, category and day', async (t) => {
  const { body, headers } = await call('GET', '/v1/disclosures')
  t.same(body.items.map(({ id }: Body) => id), [third, second, first].map(({ entry }) => entry.id))
  t.match(headers.get('link'), '</v1/disclosures.atom>; rel="alternate"; type="application/atom+xml"')
  t.match(body.items[2], {
    indexNumber: 'XM-2026-00001', title: '城南道路改造方案（公开版）', summary: /道路改造/, madeOn: '2026-02-27',
    agency: { code: 'XM', name: '新民镇人民政府' }, category: { code: 'public_works', name: /重大基建/ }, form: { code: 'website', name: '政府网站' },
  })
  t.same(Object.keys(body.items[0]).filter((name) => /By$|publicationId|recordId|reason|copies/.test(name)), [], 'who and why is not told')
  const found = async (query: string): Promise<string[]> =>
    must<Body>(200, await call('GET', `/v1/disclosures?${query}`)).items.map(({ indexNumber }: Body) => indexNumber)
  t.same(await found(`q=${encodeURIComponent('道路改造')}`), ['XM-2026-00001'])
  t.same(await found(`q=${encodeURIComponent('%')}`), [], 'a wildcard is a character')
  t.same(await found('agency=CS'), ['CS-2026-00001'])
  t.same(await found('category=special_funds'), ['XM-2026-00002'])
  t.same(await found('from=2026-03-01&to=2026-03-02'), ['XM-2026-00002'])
  const page = must<Body>(200, await call('GET', '/v1/disclosures?limit=2'))
  t.same(await found(`limit=2&cursor=${page.nextCursor}`), ['XM-2026-00001'])
  t.same(faultsOf(await call('GET', '/v1/disclosures?from=yesterday&cursor=x')).length, 1)
  t.equal((await call('GET', '/v1/disclosures?cursor=x')).status, 422)
  const english = await call('GET', `/v1/disclosures/${first.entry.id}`, { headers: { 'accept-language': 'en' } })
  t.match(english.body, { agency: { name: 'Xinmin Town Government' }, category: { name: /Major works/ } })
})

await t.test('the feed is sound Atom with stable ids, its pages and its JSON twin', async (t) => {
  const answer = await call('GET', '/v1/disclosures.atom?limit=2')
  t.match(answer.headers.get('content-type'), /^application\/atom\+xml/)
  const elements = elementsOf(answer.text)
  t.match(elements[0], { name: 'feed', attributes: { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'zh-CN' } })
  const of = (name: string): string[] => elements.filter((element) => element.name === name).map(({ text }) => text)
  t.same(of('id').slice(1), [`urn:uuid:${third.entry.id}`, `urn:uuid:${second.entry.id}`])
  t.match(of('id')[0], /^urn:uuid:[0-9a-f-]{36}$/)
  t.equal(of('updated')[0], third.entry.publishedAt)
  t.equal(of('updated').length, 3)
  t.same(of('name'), ['常熟市某局', '新民镇人民政府'], 'every entry has its author')
  const links = elements.filter(({ name }) => name === 'link').map(({ attributes }) => attributes)
  t.match(links.find(({ rel }) => rel === 'self'), { href: '/v1/disclosures.atom?limit=2' })
  t.match(links.find(({ type }) => type === 'application/json'), { rel: 'alternate', href: '/v1/disclosures?limit=2' })
  const next = links.find(({ rel }) => rel === 'next')!['href']!
  const rest = elementsOf((await call('GET', next)).text)
  t.equal(rest.find(({ name }) => name === 'id')?.text, of('id')[0], 'all pages are one feed')
  t.match(rest.find(({ name }) => name === 'summary')?.text, '城南片区道路改造的方案 <全文> & 附件。')
  t.notOk(rest.some(({ attributes: { rel } }) => rel === 'next'))
  t.match(rest.find(({ attributes: { rel } }) => rel === 'enclosure')?.attributes, {
    href: `/v1/disclosures/${first.entry.id}/content`, length: String(first.entry.sizeBytes), type: 'text/plain',
  })
  const none = elementsOf((await call('GET', '/v1/disclosures.atom?category=nothing')).text)
  t.notOk(none.some(({ name }) => name === 'entry'))
})

await t.test('the content is what was approved, to the byte, at every reading; anything else is refused and an incident', async (t) => {
  const { entry, record, publication } = await xm.publish('核定后的内容')
  const { text, headers } = await call('GET', `/v1/disclosures/${entry.id}/content`)
  t.equal(text, '核定后的内容')
  t.equal(sha256Hex(text), entry.sha256)
  t.equal(headers.get('etag'), `"${entry.sha256}"`)
  t.match(headers.get('content-disposition'), `filename="${entry.indexNumber}.txt"`)
  const swapped = sealContent(house.keys, record.id, Buffer.from('换过的内容'))
  await asOwner(house, 'update record_contents set sealed_key = $2, sealed_bytes = $3 where record_id = $1',
    [record.id, swapped.sealedKey, swapped.sealedBytes])
  for (let times = 0; times < 2; times += 1) {
    const { status, body } = await call('GET', `/v1/disclosures/${entry.id}/content`)
    t.match([status, body.code], [500, 'released_bytes_differ'])
  }
  const told = (await eventsOf(db, publication.id)).filter(({ type }) => type === 'lightwell.record.bytes_differed.v1')
  t.same(told.map(({ data }) => data), [{ recordId: record.id }], 'it is told once, however often it is read')
  t.match(await until(() => incidentsOf(record.id), (found) => found.length > 0), [{ kind: 'released_bytes_differ', overdue: false }])
})

await t.test('what was released to an applicant is an incident in the same way when its bytes differ', async (t) => {
  const desk = openDesk(house)
  const { id, accessToken } = await house.file()
  const record = await desk.cleared(id, '给申请人的内容')
  await desk.issue(id, [{ description: '内容', outcome: 'disclose', records: [record.id] }])
  await asOwner(house, 'update record_contents set sealed_bytes = $2 where record_id = $1', [record.id, Buffer.from('其他')])
  t.equal((await desk.open(record.id, accessToken)).body.code, 'released_bytes_differ')
  t.match(await until(() => incidentsOf(record.id), (found) => found.length > 0), [{ kind: 'released_bytes_differ' }])
})

await t.test('a take-down holds at once for everyone and reaches every portal that copied', async (t) => {
  const { entry, publication } = await xm.publish('将要撤下的内容')
  const path = `/v1/disclosures/${entry.id}`
  for (const as of ['xm.officer', 'xm.head', undefined]) {
    const { status } = await call('POST', `${path}/copies`, as === undefined ? {} : { as })
    t.equal(status, as === undefined ? 401 : 403, as ?? 'nobody')
  }
  t.match(must<Body>(201, await call('POST', `${path}/copies`, { as: 'portal' })), { disclosureId: entry.id, removedAt: null })
  must(201, await call('POST', `${path}/copies`, { as: 'portal' }))
  t.same((await call('GET', '/v1/disclosures/takedowns', { as: 'portal' })).body.items, [])
  t.equal((await call('POST', `${path}/takedown`, { as: 'xm.officer', body: { cause: 'wrong', reason: '内容有误' } })).status, 403)
  t.equal((await call('POST', `${path}/takedown`, { as: 'cs.head', body: { cause: 'wrong', reason: '内容有误' } })).status, 403)
  const down = must<Body>(200, await call('POST', `${path}/takedown`, { as: 'xm.head', body: { cause: 'wrong', reason: '内容有误' } }))
  t.match(down, { takedownCause: 'wrong', copies: [{ client: { name: 'sample portal' }, removedAt: null }] })
  t.equal((await call('POST', `${path}/takedown`, { as: 'xm.head', body: { cause: 'wrong', reason: '再次' } })).status, 409)
  for (const where of [path, `${path}/content`]) t.match((await call('GET', where)).body, { code: 'taken_down', status: 410 })
  t.equal((await call('POST', `${path}/copies`, { as: 'portal' })).status, 410)
  t.notOk((await call('GET', '/v1/disclosures')).body.items.some(({ id }: Body) => id === entry.id))
  t.match((await call('GET', path, { as: 'xm.officer' })).body, { takenDownAt: String, takedownReason: '内容有误', publicationId: publication.id })
  t.equal((await call('GET', path, { as: 'cs.officer' })).status, 410)
  const { body } = await call('GET', '/v1/disclosures/takedowns', { as: 'portal' })
  t.match(body.items, [{ disclosureId: entry.id, indexNumber: entry.indexNumber, agency: 'XM' }])
  t.match(must<Body>(200, await call('POST', `${path}/copies/removal`, { as: 'portal' })), { removedAt: String })
  must(200, await call('POST', `${path}/copies/removal`, { as: 'portal' }))
  t.same((await call('GET', '/v1/disclosures/takedowns', { as: 'portal' })).body.items, [])
  t.match((await call('GET', path, { as: supervisor })).body.copies, [{ removedAt: String }])
  const types = (await eventsOf(db, publication.id)).map(({ type }) => type).filter((type) => type.includes('.disclosure.'))
  t.same(types.map((type) => type.split('.')[2]), ['published', 'copied', 'taken_down', 'copy_removed'])
  t.equal((await call('POST', `/v1/disclosures/${first.entry.id}/copies/removal`, { as: 'portal' })).status, 404)
  const again = db.execute(sql`update disclosures set taken_down_at = null, taken_down_by = null, takedown_reason = null where id = ${entry.id}`)
  await t.rejects(again, { cause: { constraint: 'disclosures_stay_down' } }, 'what is to be read again is published anew')
  const unread = must<Body>(201, await xm.upload(must<Body>(201, await xm.open()).id, '没有审查的内容'))
  const other = db.execute(sql`update disclosures set record_id = ${unread.id}, sha256 = ${unread.sha256} where id = ${first.entry.id}`)
  await t.rejects(other, { cause: { code: '42501' } }, 'and what was reviewed is not exchanged')
})

await t.test('a check that finds a secret takes it down and is an incident with its 24 hours', async (t) => {
  const { entry, record } = await xm.publish('事后发现的内容')
  const path = `/v1/disclosures/${entry.id}`
  t.equal((await call('POST', `${path}/checks`, { as: 'xm.officer', body: { finding: 'sound', opinion: '无误' } })).status, 403)
  const sound = must<Body>(201, await call('POST', `${path}/checks`, { as: supervisor, body: { finding: 'sound', opinion: '抽查无误' } }))
  t.equal((await call('GET', path)).status, 200)
  must(201, await call('POST', `${path}/checks`, { as: 'xm.review2', body: { finding: 'secret', opinion: '第三段属于国家秘密' } }))
  t.equal((await call('GET', `${path}/content`)).status, 410)
  const [incident] = await until(() => incidentsOf(record.id), (found) => found.length > 0)
  t.match(incident, { kind: 'released_secret', agency: 'XM', openedAt: '2026-03-03T01:00:00.000Z', reportBy: '2026-03-04T01:00:00.000Z' })
  const { body } = await call('GET', `${path}/checks`, { as: 'xm.head' })
  t.match(body.items, [{ id: sound.id, finding: 'sound' }, { finding: 'secret', opinion: '第三段属于国家秘密' }])
  t.equal((await call('GET', `${path}/checks`)).status, 401)
  t.equal((await call('GET', `${path}/checks`, { as: 'cs.head' })).status, 404)
})

await t.test('an entry is confirmed or changed by its day, and officers see what is stale', async (t) => {
  const { entry } = await xm.publish('定期公开的内容', { cadence: 'regular' })
  t.match(entry, { confirmedOn: '2026-03-03', freshUntil: '2026-09-03' })
  t.match(first.entry, { freshUntil: '2028-03-02' })
  const stale = async (as = 'xm.officer'): Promise<string[]> =>
    must<Body>(200, await call('GET', '/v1/disclosures/stale', { as })).items.map(({ id }: Body) => id)
  t.same(await stale(), [])
  must(201, await call('POST', `/v1/disclosures/${first.entry.id}/checks`, { as: supervisor, body: { finding: 'outdated', opinion: '方案已调整' } }))
  t.same(await stale(), [first.entry.id])
  clock.set('2026-09-02T16:00:00Z')
  t.same(await stale(), [first.entry.id, entry.id], 'the day begins in the zone of the agency')
  t.same(await stale('cs.officer'), [])
  t.equal((await call('GET', '/v1/disclosures/stale', { as: 'xm.head' })).status, 403)
  const path = `/v1/disclosures/${entry.id}/confirmation`
  t.same(faultsOf(await call('POST', path, { as: 'xm.officer', body: { freshUntil: '2026-09-03' } })), ['/freshUntil not_after_today'])
  t.match(must<Body>(200, await call('POST', path, { as: 'xm.officer', body: {} })), { confirmedOn: '2026-09-03', freshUntil: '2027-03-03' })
  t.same(await stale(), [first.entry.id])
})

await t.test('the guide of an agency is public, and changed only by who has read it', async (t) => {
  const guide = {
    classification: '按机构、业务分类', arrangement: '按年度和索引号编排', waysToGet: '网站、查阅点、依申请', office: '党政办公室',
    address: '新民镇建设路100号', hours: '工作日8:30至17:30', phone: '0512-00000002', email: 'gk@xinmin.example',
  }
  const path = '/v1/agencies/XM/guide'
  t.equal((await call('GET', path)).status, 404)
  t.equal((await call('PUT', path, { as: 'xm.officer', body: guide })).status, 403)
  t.equal((await call('PUT', path, { as: 'xm.head', body: guide })).status, 428)
  t.equal((await call('PUT', path, { as: 'xm.head', body: guide, headers: { 'if-match': '"1"' } })).status, 412)
  const kept = await call('PUT', path, { as: 'xm.head', body: guide, headers: { 'if-match': '"0"' } })
  t.match([kept.status, kept.headers.get('etag'), kept.body], [200, '"1"', { agency: 'XM', version: 1, ...guide }])
  t.same(faultsOf(await call('PUT', path, { as: 'xm.head', body: { ...guide, office: '机密★5年', fax: '' }, headers: { 'if-match': '"1"' } })),
    ['/fax too_short'])
  t.same(faultsOf(await call('PUT', path, { as: 'xm.head', body: { ...guide, office: '机密★5年' }, headers: { 'if-match': '"1"' } })),
    ['/office mark_in_text'])
  must(200, await call('PUT', path, { as: 'xm.head', body: { ...guide, fax: '0512-00000003' }, headers: { 'if-match': '"1"' } }))
  const read = await call('GET', path)
  t.match([read.headers.get('etag'), read.body], ['"2"', { version: 2, fax: '0512-00000003' }])
  t.equal((await call('PUT', '/v1/agencies/CS/guide', { as: 'xm.head', body: guide, headers: { 'if-match': '"0"' } })).status, 404)
})
