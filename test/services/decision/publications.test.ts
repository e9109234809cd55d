import t from 'tap'
import { openTestHouse, type Body } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { must, until } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const xm = openPublisher(house)

async function termOf (publicationId: string): Promise<Body> {
  const { body } = await call('GET', '/v1/terms?agency=XM', { as: 'xm.officer' })
  return body.items.find(({ subjectId }: Body) => subjectId === publicationId)
}

await t.test('the categories of a law are told with their names and articles, in both languages', async (t) => {
  const { body } = await call('GET', '/v1/publication-categories?agency=XM')
  t.match(body, { agency: 'XM', regime: /^county@/ })
  const codes = body.categories.map(({ code }: Body) => code)
  t.equal(new Set(codes).size, codes.length)
  t.match(body.categories.slice(0, 11).map(({ article }: Body) => article), Array.from({ length: 11 }, () => /细则》第七条/))
  t.match(body.categories.find(({ code }: Body) => code === 'land_expropriation'), { levels: ['county', 'town'], article: /第二十一条/ })
  t.match(body.forms.map(({ code }: Body) => code), ['bulletin', 'media', 'hotline', 'website', 'other'])
  const city = await call('GET', '/v1/publication-categories?agency=CITY', { headers: { 'accept-language': 'en' } })
  t.match(city.body.categories.slice(0, 15).map(({ article }: Body) => article), Array.from({ length: 15 }, () => /Article 20$/))
  t.match(city.body.categories.find(({ code }: Body) => code === 'budget'), { name: 'Budget and final accounts', levels: [] })
  t.equal((await call('GET', '/v1/publication-categories?agency=BMJ')).status, 404, 'a body without a law makes nothing public')
})

await t.test('what is said of something when it is made is kept, under the law of that day, with its time to publish', async (t) => {
  const { status, body, headers } = await xm.open({ agency: undefined })
  t.equal(status, 201)
  t.equal(headers.get('location'), `/v1/publications/${body.id}`)
  t.match(body, { agency: 'XM', state: 'open', regime: /^county@/, column: '扶贫政策法规', openness: 'proactive', inScope: null })
  const term = await until(() => termOf(body.id), Boolean)
  t.match(term, { kind: 'proactive_publication', state: 'open', startedOn: '2026-02-27', requestId: null })
  const normative = must<Body>(201, await xm.open({ normative: true }))
  t.match(await until(() => termOf(normative.id), Boolean), { kind: 'normative_document', dueOn: '2026-03-29' })
  const kept = must<Body>(201, await xm.open({ openness: 'not_open', opennessReason: '内部工作流程' }))
  t.same((await xm.act(kept.id, 'proposal')).body.code, 'not_proactive')
  t.equal(await termOf(kept.id), undefined, 'what is not to be public has no time to be published')
  t.notMatch(JSON.stringify(await eventsOf(db, body.id)), /扶贫|汇编/)
  const list = must<Body>(200, await call('GET', '/v1/publications?agency=XM&state=open&limit=2', { as: 'jcj.supervisor' }))
  t.equal(list.items.length, 2)
  const next = must<Body>(200, await call('GET', `/v1/publications?agency=XM&state=open&cursor=${list.nextCursor}`, { as: 'jcj.supervisor' }))
  t.same([...list.items, ...next.items].map(({ id }: Body) => id), [body.id, normative.id, kept.id])
})

await t.test('bad input is told with all its faults at once', async (t) => {
  const answer = await xm.open({
    title: '秘密★10年 文件', summary: '', category: 'gossip', form: 'carrier_pigeon', openness: 'on_request', madeOn: '2026-03-03',
    requestId: 'f2f7c5a8-2f2c-7b4b-8a55-0d9a3f1f5b11', flags: ['other'],
  })
  t.equal(answer.status, 422)
  t.same(faultsOf(answer), [
    '/category unknown_category', '/flags/0 not_listed', '/form unknown_form', '/madeOn in_the_future',
    '/opennessReason required', '/requestId not_answered_here', '/summary too_short', '/title mark_in_text',
  ])
  t.equal((await xm.open({ agency: 'ZZZ' })).status, 404)
  t.equal((await xm.open({}, 'cs.officer')).status, 404, 'another agency’s officer has no business here')
  t.equal((await xm.open({}, 'xm.head')).status, 403)
  t.equal((await call('POST', '/v1/publications', { body: {} })).status, 401)
  t.equal((await call('GET', '/v1/publications')).status, 401)
  const { id } = must<Body>(201, await xm.open())
  for (const path of [`/v1/publications/${id}`, `/v1/publications/${id}/records`]) {
    t.equal((await call('GET', path, { as: 'cs.officer' })).status, 404, path)
    t.equal((await call('GET', path)).status, 401, path)
  }
})

await t.test('nothing is proposed before every record passed its whole chain, and the gaps are named', async (t) => {
  const { id } = must<Body>(201, await xm.open())
  t.same(faultsOf(await xm.act(id, 'proposal')), ['/records record_missing'])
  const first = must<Body>(201, await xm.upload(id, '第一条 扶贫对象。'))
  const second = must<Body>(201, await xm.upload(id, '第二条 扶贫标准。'))
  t.match(first, { publicationId: id, requestId: null })
  await xm.pass(first)
  t.same(faultsOf(await xm.act(id, 'proposal')), ['/records/1 review_incomplete'])
  await xm.pass(second)
  const { body } = await call('GET', `/v1/publications/${id}/records`, { as: 'xm.officer' })
  t.same(body.items.map((record: Body) => [record.id, record.review.complete]), [[first.id, true], [second.id, true]])
  t.equal((await xm.act(id, 'approval', 'xm.head')).body.code, 'publication_not_proposed')
  t.match((await xm.act(id, 'proposal')).body, { state: 'proposed', decidedBy: null })
  t.equal((await xm.act(id, 'proposal')).body.code, 'publication_proposed')
  t.equal((await xm.upload(id, '第三条')).status, 409, 'what is proposed is proposed on what is there')

  t.equal((await xm.act(id, 'approval', 'xm.review1')).status, 403)
  t.equal((await xm.act(id, 'return', 'xm.head', { reason: ' ' })).status, 422)
  t.match((await xm.act(id, 'return', 'xm.head', { reason: '请补充实施情况' })).body, { state: 'open', decisionReason: '请补充实施情况' })
  must(200, await xm.act(id, 'proposal'))
  const { body: published } = await xm.act(id, 'approval', 'xm.head', { reason: '同意公开' })
  t.match(published, { state: 'published', decidedAsDeputy: false, disclosureIds: [String, String] })
  const entries = await Promise.all(published.disclosureIds.map((entry: string) => call('GET', `/v1/disclosures/${entry}`)))
  t.same(entries.map(({ body: entry }) => entry.sha256), [first.sha256, second.sha256])
  t.same(entries.map(({ body: entry }) => entry.indexNumber), ['XM-2026-00001', 'XM-2026-00002'])
  t.match(await until(() => termOf(id), (term) => term.state !== 'open'), { state: 'met' })
  for (const [what, as] of [['proposal', 'xm.officer'], ['approval', 'xm.head'], ['ending', 'xm.officer']] as const) {
    t.equal((await xm.act(id, what, as, what === 'ending' ? { reason: '改' } : {})).status, 409, what)
  }
  t.equal((await call('GET', `/v1/publications/${id}`, { as: 'xm.officer' })).body.disclosureIds.length, 2)
})

await t.test('a rendition goes out in the place of what it was made from', async (t) => {
  const { id } = must<Body>(201, await xm.open())
  const original = must<Body>(201, await xm.upload(id, '户主张某的补助标准为一千元。'))
  const rendition = must<Body>(201, await call('POST', `/v1/records/${original.id}/redactions`, {
    as: 'xm.officer', body: { spans: [{ start: 2, end: 4, ground: 'privacy' }] },
  }))
  await xm.pass(rendition)
  must(200, await xm.act(id, 'proposal'))
  const { body } = await xm.act(id, 'approval', 'xm.head')
  t.equal(body.disclosureIds.length, 1)
  const { text } = await call('GET', `/v1/disclosures/${body.disclosureIds[0]}/content`)
  t.notMatch(text, /张某/)
})

await t.test('what tells about a person is not put before everybody without his consent', async (t) => {
  const { id } = must<Body>(201, await xm.open())
  const record = must<Body>(201, await xm.upload(id, '张某的先进事迹。', { aboutPerson: 'true' }))
  await xm.pass(record)
  t.same(faultsOf(await xm.act(id, 'proposal')), ['/records/0 about_person'])
  t.match((await xm.act(id, 'proposal', 'xm.officer', { personalConsent: '2026年3月1日本人书面同意' })).body, { state: 'proposed' })
  must(200, await xm.act(id, 'return', 'xm.head', { reason: '同意书不全' }))
  t.same(faultsOf(await xm.act(id, 'proposal')), ['/records/0 about_person'], 'a consent is stated with each proposal')
  must(200, await xm.act(id, 'proposal', 'xm.officer', { personalConsent: '本人书面同意' }))
  must(200, await xm.act(id, 'refusal', 'xm.head', { reason: '不宜公开' }))
  t.match((await call('GET', `/v1/publications/${id}`, { as: 'xm.review1' })).body, { state: 'refused', disclosureIds: [] })
  t.match(await until(() => termOf(id), (term) => term.state !== 'open'), { state: 'ended' })
  t.equal((await xm.upload(id, '再来')).status, 409)
})

await t.test('whether it is within scope is examined by another person, wherever there is one', async (t) => {
  const city = openPublisher(house, 'CITY')
  const { id } = must<Body>(201, await city.open({ category: 'plans', form: 'gazette' }))
  await city.pass(must<Body>(201, await city.upload(id, '城市规划')))
  t.equal((await city.act(id, 'proposal')).body.code, 'examination_missing')
  t.equal((await city.act(id, 'examination', 'city.officer', { inScope: true, reason: '属于' })).body.code, 'own_publication')
  t.match((await city.act(id, 'examination', 'city.head', { inScope: false, reason: '属于内部事务' })).body,
    { inScope: false, examinationReason: '属于内部事务' })
  t.equal((await city.act(id, 'proposal')).body.code, 'out_of_scope')
  t.match((await city.act(id, 'examination', 'city.head', { inScope: true, reason: '经核属于规划类' })).body, { inScope: true })
  must(200, await city.act(id, 'proposal'))
  const { body } = await city.act(id, 'approval', 'city.head')
  t.match(body, { state: 'published' })
  t.match((await call('GET', `/v1/disclosures/${body.disclosureIds[0]}`)).body, { indexNumber: 'CITY-2026-00001' })
})

await t.test('who reviewed a record does not approve its publication, and bytes that changed are not published', async (t) => {
  must(201, await call('POST', '/v1/posts', {
    as: 'city.admin', body: { agency: 'CS', duty: 'head', holder: 'cs.review1' },
  }))
  const cs = openPublisher(house, 'CS')
  const { id } = must<Body>(201, await cs.open())
  const record = must<Body>(201, await cs.upload(id, '常熟扶贫政策'))
  await cs.pass(record)
  must(200, await cs.act(id, 'proposal'))
  t.equal((await cs.act(id, 'approval', 'cs.review1')).body.code, 'reviewed_it')
  await asOwner(house, 'update record_contents set sealed_bytes = $2 where record_id = $1', [record.id, Buffer.from('other')])
  t.equal((await cs.act(id, 'approval', 'cs.head')).body.code, 'stored_bytes_differ')
  t.match((await call('GET', `/v1/publications/${id}`, { as: 'cs.head' })).body, { state: 'proposed', disclosureIds: [] })
})

await t.test('two approvals at once publish once, and the index has no gap', async (t) => {
  const { id } = must<Body>(201, await xm.open())
  await xm.pass(must<Body>(201, await xm.upload(id, '一次公开')))
  must(200, await xm.act(id, 'proposal'))
  const answers = await Promise.all([xm.act(id, 'approval', 'xm.head'), xm.act(id, 'approval', 'xm.head')])
  t.same(answers.map(({ status }) => status).toSorted(), [200, 409])
  const { body } = await call('GET', '/v1/disclosures?agency=XM')
  const numbers = body.items.map(({ indexNumber }: Body) => Number(indexNumber.slice(-5))).toSorted((a: number, b: number) => a - b)
  t.same(numbers, numbers.map((_: number, at: number) => at + 1))
  t.equal((await call('POST', `/v1/publications/${id}/ending`, { as: 'xm.officer', body: { reason: '不再需要' }, headers: { 'if-match': '"1"' } })).status, 412)
})

await t.test('what was released to one person becomes public only by a second decision, reviewed anew', async (t) => {
  const desk = openDesk(house)
  const { id: requestId } = await house.file()
  t.same(faultsOf(await xm.open({ requestId })), ['/requestId not_answered_here'])
  const record = await desk.cleared(requestId, '征地补偿方案全文')
  const personal = must<Body>(201, await desk.upload(requestId, '申请人本人的补偿', { aboutPerson: 'true' }))
  await desk.issue(requestId, [{ description: '补偿方案', outcome: 'disclose', records: [record.id] }])
  await until(async () => (await call('GET', `/v1/requests/${requestId}`, { as: 'xm.officer' })).body.status, (status) => status === 'closed')
  const { id } = must<Body>(201, await xm.open({ requestId }))
  t.equal((await xm.act(id, 'records-from-request', 'xm.officer', { recordId: personal.id })).body.code, 'not_released')
  const copied = must<Body>(201, await xm.act(id, 'records-from-request', 'xm.officer', { recordId: record.id }))
  t.match(copied, { publicationId: id, sha256: record.sha256, review: { complete: false, nextLevel: 1 } })
  t.not(copied.id, record.id)
  await xm.scanned(copied)
  t.same(faultsOf(await xm.act(id, 'proposal')), ['/records/0 review_incomplete'], 'its first chain counts for nothing here')
  await xm.pass(copied)
  must(200, await xm.act(id, 'proposal'))
  const { body } = await xm.act(id, 'approval', 'xm.head')
  t.equal((await call('GET', `/v1/disclosures/${body.disclosureIds[0]}/content`)).text, '征地补偿方案全文')
  const other = must<Body>(201, await xm.open())
  t.equal((await xm.act(other.id, 'records-from-request', 'xm.officer', { recordId: record.id })).body.code, 'not_released')
})

await t.test('what was made of something that became a secret since is not brought before everybody', async (t) => {
  const desk = openDesk(house)
  const [{ id: requestId }, { id: elsewhere }] = [await house.file(), await house.file()]
  const text = '李某经手的供水调度安排'
  const { body: original } = await desk.upload(requestId, text)
  const spans = [{ start: 0, end: 2, ground: 'privacy' }]
  const rendition = must<Body>(201, await call('POST', `/v1/records/${original.id}/redactions`, { as: 'xm.officer', body: { spans } }))
  await desk.passChain(rendition)
  await desk.issue(requestId, [{ description: '调度安排', outcome: 'redact_and_disclose', grounds: ['privacy'], records: [rendition.id] }])
  await until(async () => (await call('GET', `/v1/requests/${requestId}`, { as: 'xm.officer' })).body.status, (status) => status === 'closed')
  const { body: same } = await desk.upload(elsewhere, text)
  const doubt = { question: 'level', claimedLevel: 'secret', words: '是否涉密' }
  const asked = must<Body>(201, await call('POST', `/v1/records/${same.id}/referrals`, { as: 'xm.officer', body: doubt }))
  const word = { ruling: 'secret', level: 'secret', paper: '保密审〔2026〕9号', reason: '属于保密事项范围' }
  must(200, await call('POST', `/v1/referrals/${asked.id}/ruling`, { as: 'bmj.officer', body: word }))
  const { id } = must<Body>(201, await xm.open({ requestId }))
  t.match(await xm.act(id, 'records-from-request', 'xm.officer', { recordId: rendition.id }), { status: 409, body: { code: 'ruling_withholds' } })
})
