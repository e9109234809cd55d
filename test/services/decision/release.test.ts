import t from 'tap'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { sealContent } from '../../../services/decision/sealed-content.ts'
import { openTestHouse } from '../../support/house.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { db } = house.connection('decision')
const xm = openDesk(house)
const refusal = { description: '某户补偿明细', outcome: 'refuse', grounds: ['privacy'] }

await t.test('a record goes all the way to the applicant, under chains of one, two and three levels', async (t) => {
  for (const agency of ['CS', 'XM', 'AQ']) {
    const desk = openDesk(house, agency)
    const { id, accessToken } = await house.file({ agency })
    const text = `${agency} 征地补偿方案\n第一条 标准。\n`
    const record = await desk.cleared(id, text)
    const proposed = await desk.propose(id, [{ description: '征地补偿方案', outcome: 'disclose', records: [record.id] }])
    t.equal(proposed.status, 201)
    t.equal(proposed.headers.get('location'), `/v1/decisions/${proposed.body.id}`)
    t.match(proposed.body, { state: 'proposed', outcome: 'disclose', requestId: id, noticeId: null })
    t.equal((await house.call('GET', `/v1/decisions/${proposed.body.id}`, { as: accessToken })).status, 404,
      'a proposal is the agency’s own affair')
    t.equal((await desk.open(record.id, accessToken)).status, 404)
    const { status, body: decision } = await desk.approve(proposed.body.id)
    t.equal(status, 200)
    t.match(decision, { state: 'issued', outcome: 'disclose', servedOn: '2026-03-02', decidedAsDeputy: false })

    const read = await house.call('GET', `/v1/decisions/${decision.id}`, { as: accessToken })
    t.match(read.body, { state: 'issued', parts: [{ records: [{ id: record.id, title: record.title, sha256: record.sha256 }] }] })
    t.same(Object.keys(read.body).filter((name) => /By$|reason|proposed/.test(name)), [], 'who decided is not told')
    const content = await desk.open(record.id, accessToken)
    t.equal(content.text, text)
    t.equal(sha256Hex(content.text), read.body.parts[0].records[0].sha256, 'what is served is what was approved')
    const notice = await house.call('GET', `/v1/decisions/${decision.id}/notice`, { as: accessToken })
    t.equal(notice.status, 200)
    t.match(notice.headers.get('content-type'), /^text\/html; charset=utf-8/)
    t.equal(notice.headers.get('etag'), `"${sha256Hex(notice.text)}"`)
    t.ok(notice.text.includes(record.sha256) && notice.text.includes('张三'))
    t.equal((await house.call('GET', `/v1/notices/${decision.noticeId}`, { as: accessToken })).text, notice.text)
    const { body: request } = await house.call('GET', `/v1/requests/${id}`, { as: accessToken })
    t.match(request, { status: 'closed', decisionId: decision.id, notices: [{ id: decision.noticeId, kind: 'decision' }] })
    t.match((await house.call('GET', `/v1/deadlines/${id}`, { as: accessToken })).body, { state: 'met' })

    const issued = (await eventsOf(db, id)).find(({ type }) => type.includes('decision.issued'))
    t.match(issued?.data, { noticeSha256: sha256Hex(notice.text), recordHashes: [record.sha256], outcome: 'disclose' })
    const pdf = await house.call('GET', `/v1/decisions/${decision.id}/notice`, { as: accessToken, headers: { accept: 'application/pdf' } })
    t.match([pdf.headers.get('content-type'), pdf.headers.get('etag')], ['application/pdf', `"${issued?.data['noticePdfSha256']}"`])
  }
})

await t.test('no event of a decided case repeats a name, a title, a text or a reason', async (t) => {
  const { id } = await house.file()
  const record = await xm.cleared(id, '绝无仅有的正文')
  await xm.issue(id, [{ description: '绝无仅有的描述', outcome: 'disclose', records: [record.id] }])
  t.notMatch(JSON.stringify(await eventsOf(db, id)), /绝无仅有|城南|张三|逐段核对/)
})

await t.test('a refusal tells its ground, its article and the remedy that the ground asks for, and hands out nothing', async (t) => {
  const { id, accessToken } = await house.file()
  const record = await xm.cleared(id, '某户补偿明细：张某 10000 元', { finding: 'withhold', grounds: ['privacy'] })
  const decision = await xm.issue(id, [{ ...refusal, records: [record.id] }], { delivery: undefined })
  t.equal(decision.outcome, 'refuse')
  const read = await house.call('GET', `/v1/decisions/${decision.id}`, { as: accessToken })
  t.match(read.body.parts, [{ outcome: 'refuse', grounds: [{ code: 'privacy', article: /第六条第（三）项/, parentArticle: /第十五条/ }], records: [] }])
  t.equal(read.body.parts[0].records.length, 0, 'not even the title of what is withheld')
  const { text } = await house.call('GET', `/v1/notices/${decision.noticeId}`, { as: accessToken })
  t.match(text, /不予公开/)
  t.match(text, /应当先申请行政复议/)
  t.notMatch(text, new RegExp(`${record.title}|10000`))
  t.equal((await xm.open(record.id, accessToken)).status, 404)
  const english = await house.call('GET', `/v1/decisions/${decision.id}`, { as: accessToken, headers: { 'accept-language': 'en' } })
  t.match(english.body.parts[0].grounds[0], { name: /privacy/, article: /Article 6/ })
})

await t.test('a request in English is answered in English', async (t) => {
  const { id, accessToken } = await house.file({ language: 'en' })
  const decision = await xm.issue(id, [{ description: 'The list of payments', outcome: 'refuse', grounds: ['privacy'] }])
  const { text, headers } = await house.call('GET', `/v1/notices/${decision.noticeId}`, { as: accessToken })
  t.equal(headers.get('content-language'), 'en')
  t.match(text, /Notice of Non-Disclosure/)
})

await t.test('words are taken out for good, and the rendition is reviewed anew before it goes out', async (t) => {
  const { id, accessToken } = await house.file()
  const text = '户主：李小红，身份证号保密。补偿款：叁万元。'
  const { body: original } = await xm.upload(id, text)
  const spans = [{ start: 3, end: 6, ground: 'privacy' }]
  const redacted = await house.call('POST', `/v1/records/${original.id}/redactions`, { as: 'xm.officer', body: { spans } })
  t.equal(redacted.status, 201)
  const rendition = redacted.body
  t.match(rendition, {
    renditionOf: original.id, sealed: false, review: { nextLevel: 1, complete: false },
    redaction: { spans, proof: { removedSpans: 1, removedCharacters: 3, passed: true, remainsElsewhere: [] } },
  })
  t.not(rendition.sha256, original.sha256)
  const part = { description: '某户补偿', outcome: 'redact_and_disclose', grounds: ['privacy'], records: [rendition.id] }
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'review_incomplete' } })
  await xm.passChain(original, { finding: 'redact', grounds: ['privacy'] })
  t.match(await xm.propose(id, [part]), { status: 409, body: { code: 'review_incomplete' } }, 'the original’s chain is not its own')
  await xm.passChain(rendition)
  t.same(faultsOf(await xm.propose(id, [{ ...part, records: [original.id] }])), ['/parts/0/records/0 not_a_rendition'])
  t.same(faultsOf(await xm.propose(id, [{ ...part, grounds: ['trade_secret'] }])), ['/parts/0/grounds redaction_ground_missing'])
  t.same(faultsOf(await xm.propose(id, [{ ...part, grounds: ['not_held'] }])),
    ['/parts/0/grounds redaction_ground_missing', '/parts/0/grounds/0 not_for_redaction'])
  t.same(faultsOf(await xm.propose(id, [{ description: 'x', outcome: 'disclose', records: [rendition.id] }])),
    ['/parts/0/records/0 rendition_is_partial'])
  const decision = await xm.issue(id, [part])
  t.equal(decision.outcome, 'redact_and_disclose')
  const released = await xm.open(rendition.id, accessToken)
  t.equal(released.text, '户主：〔███〕，身份证号保密。补偿款：叁万元。')
  t.equal((await xm.open(original.id, accessToken)).status, 404, 'the original stays in the house')
  const { text: notice } = await house.call('GET', `/v1/notices/${decision.noticeId}`, { as: accessToken })
  t.match(notice, /部分公开/)
  t.notMatch(notice, /李小红/)
})

await t.test('a redaction is refused for wrong places and wrong grounds, and warns of words left elsewhere', async (t) => {
  const { id } = await house.file()
  const { body: record } = await xm.upload(id, '李小红与王某；李小红')
  const redact = (spans: unknown, as = 'xm.officer', recordId = record.id) =>
    house.call('POST', `/v1/records/${recordId}/redactions`, { as, body: { spans } })
  const ground = 'privacy'
  t.same(faultsOf(await redact([{ start: 0, end: 99, ground }, { start: 2, end: 2, ground }, { start: 0, end: 1, ground: 'whim' }, { start: 4, end: 5, ground: 'repeat' }])),
    ['/spans/0 span_out_of_range', '/spans/1 span_empty', '/spans/2/ground unknown_ground', '/spans/3/ground not_for_redaction'])
  t.same(faultsOf(await redact([{ start: 0, end: 3, ground }, { start: 2, end: 4, ground }])), ['/spans/1 spans_overlap'])
  t.same(faultsOf(await redact([])), ['/spans too_few'])
  t.equal((await redact([{ start: 0, end: 1, ground }], 'xm.review1')).status, 403)
  t.equal((await redact([{ start: 0, end: 1, ground }], 'cs.officer')).status, 404)
  const { body: first } = await redact([{ start: 0, end: 3, ground }])
  t.same(first.redaction.proof.remainsElsewhere, [{ span: 0, count: 1 }])
  const { body: second } = await redact([{ start: 9, end: 12, ground: 'trade_secret' }], 'xm.officer', first.id)
  t.equal((await xm.open(second.id, 'xm.officer')).text, '〔███〕与王某；〔███〕')
  await xm.passChain(second)
  const part = { description: 'x', outcome: 'redact_and_disclose', grounds: ['trade_secret'], records: [second.id] }
  t.same(faultsOf(await xm.propose(id, [part])), ['/parts/0/grounds redaction_ground_missing'], 'also of what it was made from')
  const { body: picture } = await xm.upload(id, new Uint8Array([0, 1]), { type: 'image/png' })
  await xm.scanned(picture.id)
  t.match(await redact([{ start: 0, end: 1, ground }], 'xm.officer', picture.id), { status: 409, body: { code: 'scan_unreadable' } })
})

await t.test('a sealed record supports a refusal for secrecy, and nothing else', async (t) => {
  const { id, accessToken } = await house.file()
  const { body: sealed } = await xm.upload(id, '秘密★10年\n关于补偿工作的内部安排', { title: '关于补偿工作的内部安排' })
  const part = { description: '补偿工作安排', outcome: 'refuse', grounds: ['state_secret'] }
  t.match(await xm.propose(id, [{ ...part, grounds: ['privacy'], records: [sealed.id] }]), { status: 409, body: { code: 'record_sealed' } })
  const decision = await xm.issue(id, [{ ...part, records: [sealed.id] }])
  const { text } = await house.call('GET', `/v1/notices/${decision.noticeId}`, { as: accessToken })
  t.match(text, /国家秘密/)
  t.notMatch(text, /内部安排|★/)
})

await t.test('what is public already is answered by saying where it is', async (t) => {
  const { id } = await house.file()
  const part = { description: '年度预算', outcome: 'disclose', grounds: ['already_public'] }
  t.same(faultsOf(await xm.propose(id, [part])), ['/parts/0/groundDetail required'])
  t.match(await xm.issue(id, [{ ...part, groundDetail: '见市政府门户网站“财政预决算”栏目' }]), { outcome: 'disclose', state: 'issued' })
})

await t.test('mixed parts make a partial disclosure, with both remedies', async (t) => {
  const { id, accessToken } = await house.file()
  const record = await xm.cleared(id, '方案正文')
  const decision = await xm.issue(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }, refusal],
    { outcome: 'redact_and_disclose' })
  t.equal(decision.outcome, 'redact_and_disclose')
  const { text } = await house.call('GET', `/v1/notices/${decision.noticeId}`, { as: accessToken })
  t.match(text, /应当先申请行政复议/)
  t.match(text, /6个月内依法向人民法院/)
})

await t.test('released bytes and issued notices that were changed in the database are not served', async (t) => {
  const { id, accessToken } = await house.file()
  const record = await xm.cleared(id, '真正批准的正文')
  const { body: other } = await xm.upload(id, '没有批准的正文')
  const decision = await xm.issue(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }])
  t.equal((await xm.open(record.id, accessToken)).status, 200)
  t.equal((await xm.open(other.id, accessToken)).status, 404, 'only what was released')
  await asOwner(house, `update record_contents a set sealed_key = b.sealed_key, sealed_bytes = b.sealed_bytes
    from record_contents b where a.record_id = $1 and b.record_id = $2`, [record.id, other.id])
  t.match(await xm.open(record.id, accessToken), { status: 500, body: { code: 'released_bytes_differ' } })
  const forged = sealContent(house.keys, record.id, Buffer.from('没有批准的正文'))
  await asOwner(house, 'update record_contents set sealed_key = $2, sealed_bytes = $3 where record_id = $1',
    [record.id, forged.sealedKey, forged.sealedBytes])
  const tampered = await xm.open(record.id, accessToken)
  t.match(tampered, { status: 500, body: { code: 'released_bytes_differ' } }, 'nor when the key itself was in wrong hands')
  t.notMatch(tampered.text, /没有批准/)
  t.match(await xm.open(record.id, 'xm.review1'), { status: 500, body: { code: 'stored_bytes_differ' } })
  await asOwner(house, "update notices set bytes = bytes || '<p>x</p>'::bytea where id = $1", [decision.noticeId])
  for (const path of [`/v1/notices/${decision.noticeId}`, `/v1/decisions/${decision.id}/notice`]) {
    t.match(await house.call('GET', path, { as: accessToken }), { status: 500, body: { code: 'notice_bytes_differ' } })
  }
})

await t.test('a decision, its notice and its records open to their own applicant and portal, and to no other', async (t) => {
  const { id } = await house.file({}, 'portal')
  const { accessToken: stranger } = await house.file()
  const record = await xm.cleared(id, '正文')
  const decision = await xm.issue(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }])
  const paths = [`/v1/decisions/${decision.id}`, `/v1/decisions/${decision.id}/notice`, `/v1/notices/${decision.noticeId}`, `/v1/records/${record.id}/content`]
  for (const path of paths) {
    t.equal((await house.call('GET', path, { as: 'portal' })).status, 200, path)
    for (const as of [stranger, 'cs.officer', 'bmj.officer']) t.equal((await house.call('GET', path, { as })).status, 404, path)
    t.equal((await house.call('GET', path)).status, 401, path)
  }
  const { id: unportaled } = await house.file()
  const own = await xm.issue(unportaled, [refusal])
  t.equal((await house.call('GET', `/v1/decisions/${own.id}`, { as: 'portal' })).status, 404)
  t.equal((await house.call('GET', `/v1/notices/${own.noticeId}`, { as: 'portal' })).status, 404)
  t.equal((await house.call('GET', `/v1/notices/${own.noticeId}`, { as: 'xm.clerk' })).status, 200)
})

await t.test('only what goes out electronically, to be read online or by e-mail, is served by its approval', async (t) => {
  const served: [string, string, string | null][] = [
    ['electronic', 'online', '2026-03-02'], ['electronic', 'email', '2026-03-02'], ['electronic', 'in_person', null],
    ['paper', 'online', null], ['paper', 'email', null], ['disc', 'online', null], ['disc', 'post', null],
  ]
  for (const [format, method, servedOn] of served) {
    const { id } = await house.file({ delivery: { format, method } })
    t.equal((await xm.issue(id, [refusal])).servedOn, servedOn, `${format}, ${method}`)
  }
})

await t.test('a notice names the reconsideration body and the court of the agency’s profile, else the parent agency', async (t) => {
  const noticeOf = async (agency: string, changes: Record<string, unknown> = {}) => {
    const { id, accessToken } = await house.file({ agency, ...changes })
    const { noticeId } = await openDesk(house, agency).issue(id, [refusal])
    return (await house.call('GET', `/v1/notices/${noticeId}`, { as: accessToken })).text
  }
  t.match(await noticeOf('CS'), /行政复议机关：常熟市人民政府[^]*行政诉讼管辖法院：常熟市人民法院/)
  t.match(await noticeOf('CS', { language: 'en' }), /Reconsideration body: The People’s Government of Changshu City/)
  await asOwner(house, 'update agency_profiles set from_on = $1 where agency_code = any($2)', ['2026-03-03', ['XM', 'CITY']])
  const parent = await noticeOf('XM')
  t.match(parent, /行政复议机关：市人民政府办公室/, 'a profile speaks from its day on')
  t.notMatch(parent, /行政诉讼管辖法院：/)
  t.match(await noticeOf('XM', { language: 'en' }), /Reconsideration body: Office of the City Government/)
  t.notMatch(await noticeOf('CITY'), /行政复议机关：/)
})

await t.test('once the day is over, that an answer was served in time is recorded by another than who proposed it', async (t) => {
  house.clock.set('2026-03-02T01:00:00Z')
  const { id, accessToken } = await house.file({ delivery: { format: 'paper', method: 'post' } })
  const { noticeId } = await xm.issue(id, [refusal])
  const serve = (as: string, on: string) => house.call('POST', `/v1/notices/${noticeId}/service`, {
    as, body: { method: 'post', on, evidence: '挂号信收据 XA124' },
  })
  house.clock.set('2026-03-12T01:00:00Z')
  t.match(await serve('xm.officer', '2026-03-06'), { status: 409, body: { code: 'asked_it_yourself' } })
  t.equal((await serve('xm.clerk', '2026-03-06')).status, 200)
  t.match((await house.call('GET', `/v1/deadlines/${id}`, { as: accessToken })).body, { state: 'met', answeredOn: '2026-03-06' })
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a paper answer waits for its service, recorded once, with evidence, on a day that can be', async (t) => {
  const { id, accessToken } = await house.file({ delivery: { format: 'paper', method: 'post' } })
  const decision = await xm.issue(id, [refusal])
  t.equal(decision.servedOn, null)
  const path = `/v1/notices/${decision.noticeId}/service`
  const serve = (changes: Record<string, unknown> = {}, as = 'xm.clerk') =>
    house.call('POST', path, { as, body: { method: 'post', on: '2026-03-03', evidence: '挂号信收据 XA123', ...changes } })
  t.equal((await house.call('GET', `/v1/requests/${id}`, { as: accessToken })).body.status, 'decided')
  t.match((await house.call('GET', `/v1/deadlines/${id}`, { as: accessToken })).body, { state: 'running' },
    'an approved answer that was not sent is still running')
  t.same(faultsOf(await serve()), ['/on in_the_future'])
  house.clock.set('2026-03-04T01:00:00Z')
  t.same(faultsOf(await serve({ on: '2026-03-01' })), ['/on before_issue'])
  t.same(faultsOf(await serve({ method: 'pigeon', evidence: ' ' })), ['/evidence wrong_format', '/method not_listed'])
  t.equal((await serve({}, 'xm.head')).status, 403)
  t.equal((await serve({}, accessToken)).status, 403)
  const { accessToken: stranger } = await house.file()
  for (const as of [stranger, 'portal', 'cs.clerk']) {
    t.equal((await serve({}, as)).status, 404, 'a paper that one may not see does not exist')
  }
  const [first, second] = await Promise.all([serve(), serve({}, 'xm.officer')])
  t.same([first.status, second.status].toSorted((a, b) => a - b), [200, 409])
  t.ok([first, second].some(({ body }) => body.code === 'notice_served'))
  t.match((await house.call('GET', `/v1/deadlines/${id}`, { as: accessToken })).body, { state: 'met' })
  t.equal((await house.call('GET', `/v1/requests/${id}`, { as: accessToken })).body.status, 'closed')
  t.equal((await house.call('GET', `/v1/decisions/${decision.id}`, { as: accessToken })).body.servedOn, '2026-03-03')
})
