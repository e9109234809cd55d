import t from 'tap'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { isBlank } from '@lightwell/redaction/blank-page'
import { openRedactor } from '@lightwell/redaction/redactor'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { lookInto } from '../../support/forensics.ts'
import { docx } from '../../support/made-files/docx.ts'
import { pdf } from '../../support/made-files/pdf.ts'
import { must } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t, { sweeping: false })
const xm = openDesk(house)
const { db } = house.connection('decision')

const name = '欧阳静雯'
const size = [420, 150] as const
const pages = [{ lines: [`领取人${name}`, '电话13912345678'], size }, { lines: [`核实人${name}`], size }]
const ground = 'privacy'
const line = { left: 0.15, top: 0.25, width: 0.7, height: 0.3 }

async function uploaded (requestId: string, bytes: Uint8Array, type = 'application/pdf', title = '领取名册'): Promise<Body> {
  const record = must<Body>(201, await xm.upload(requestId, bytes, { type, title, name: 'record' }))
  await house.swept()
  return must<Body>(200, await house.call('GET', `/v1/records/${record.id}`, { as: 'xm.officer' }))
}

function redact (id: string, body: unknown, as = 'xm.officer'): Promise<CallAnswer> {
  return house.call('POST', `/v1/records/${id}/redactions`, { as, body })
}

function compare (record: Body, as: string, changes: Record<string, unknown> = {}): Promise<CallAnswer> {
  const body = { sha256: record.sha256, finding: 'complete', opinion: '逐页核对，两处姓名均已去除。', ...changes }
  return house.call('POST', `/v1/records/${record.id}/comparison`, { as, body })
}

const textOf = async (id: string, query = '', as = 'xm.officer'): Promise<Body> =>
  must<Body>(200, await house.call('GET', `/v1/records/${id}/text${query}`, { as }))

async function bytesOf (id: string): Promise<Buffer> {
  const authorization = `Bearer ${await issueDevelopmentToken(house.keys, 'xm.review1', house.clock.now())}`
  const answer = await fetch(new URL(`/v1/records/${id}/content`, house.address), { headers: { authorization } })
  return Buffer.from(await answer.arrayBuffer())
}

const { id: requestId, accessToken } = await house.file()
const original = await uploaded(requestId, pdf({ pages, info: { Author: name }, encoding: 'UniGB-UTF16-H' }))
let rendition: Body

await t.test('the text of a file is read page by page to choose from, which is an event, with what is suggested', async (t) => {
  const first = await textOf(original.id, '?limit=1')
  t.match(first, {
    sha256: original.sha256, leftOut: [],
    items: [{ piece: 0, place: 'body', page: 1, area: null, text: pages[0]?.lines.join('\n'), confidence: null }],
  })
  const second = await textOf(original.id, `?limit=1&cursor=${first.nextCursor}`)
  t.match(second, { items: [{ piece: 1, page: 2 }], nextCursor: null, suggestions: first.suggestions.length === 0 ? [] : Array })
  const phone = first.suggestions.find((one: Body) => one.kind === 'mobile')
  t.match(phone, { ground, page: 1, piece: null, area: { left: Number } })
  const { items } = must<Body>(200, await house.call('GET', `/v1/records/${original.id}/suggestions`, { as: 'xm.officer' }))
  t.match(items[phone.id], { id: phone.id, kind: 'mobile' })
  const opened = (await eventsOf(db, requestId)).filter(({ type }) => type === 'lightwell.record.opened.v1')
  t.equal(opened.length, 2)

  t.match(await house.call('GET', `/v1/records/${original.id}/text?cursor=x`, { as: 'xm.officer' }), { status: 422, body: { errors: [{ code: 'wrong_cursor' }] } })
  t.equal((await house.call('GET', `/v1/records/${original.id}/text`, { as: 'jcj.supervisor' })).status, 403)
  t.equal((await house.call('GET', `/v1/records/${original.id}/text`, { as: accessToken })).status, 404)
  t.equal((await house.call('GET', `/v1/records/${original.id}/text`)).status, 401)
})

await t.test('of an Office file what a reader of it sees can be chosen, and the rest never goes on', async (t) => {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const { id } = await uploaded(requestId, docx({ paragraphs: ['领取人签收，电话13912345678'], header: '第一组', comment: '内部批注' }), type)
  const { items, suggestions, leftOut } = await textOf(id)
  t.match(items, [{ piece: 0, place: 'body', page: null, text: /领取人签收/ }, { piece: 1, place: 'header', text: /第一组/ }])
  t.match(suggestions, [{ kind: 'mobile', piece: 0, start: 8, end: 19 }])
  t.same(leftOut, [{ kind: 'comment', count: 1 }])
})

await t.test('what is chosen wrongly is told where it was chosen', async (t) => {
  const nothing = { left: 0, top: 0, width: 0, height: 0.1 }
  t.same(faultsOf(await redact(original.id, {})), ['/spans required'])
  t.same(faultsOf(await redact(original.id, { spans: [{ start: 0, end: 1, ground: 'whim' }], areas: [{ page: 1, area: line, ground: 'repeat' }], suggestions: [99] })),
    ['/areas/0/ground not_for_redaction', '/spans/0/ground unknown_ground', '/spans/0/piece required', '/suggestions/0 no_such_suggestion'])
  t.same(faultsOf(await redact(original.id, {
    spans: [{ piece: 7, start: 0, end: 1, ground }, { piece: 0, start: 0, end: 999, ground }],
    areas: [{ page: 3, area: line, ground }, { page: 1, area: nothing, ground }],
  })), ['/areas/0 no_such_page', '/areas/1 area_outside', '/spans/0 no_such_piece', '/spans/1 span_out_of_range'])
  t.same(faultsOf(await redact(original.id, { areas: [{ page: 0, area: { ...line, left: 2 }, ground }] })),
    ['/areas/0/area/left too_large', '/areas/0/page too_small'])
  t.equal((await redact(original.id, { areas: [{ page: 1, area: line, ground }] }, 'xm.review1')).status, 403)
  t.equal((await redact(original.id, { areas: [{ page: 1, area: line, ground }] }, 'cs.officer')).status, 404)
  const plain = must<Body>(201, await xm.upload(requestId, '李小红，电话13912345678'))
  t.same(faultsOf(await redact(plain.id, { spans: [{ piece: 1, start: 0, end: 1, ground }], areas: [{ page: 1, area: line, ground }] })),
    ['/areas/0 no_such_page', '/spans/0 no_such_piece'])
  t.match(await textOf(plain.id), { items: [{ piece: 0, text: '李小红，电话13912345678' }], suggestions: [{ piece: 0, start: 6, end: 17 }] })
  const without = must<Body>(201, await redact(plain.id, { suggestions: [0] }))
  t.equal((await xm.open(without.id, 'xm.officer')).text, '李小红，电话〔███〕')
})

await t.test('words that can still be read elsewhere fail the proof, and nothing is kept', async (t) => {
  const { id } = await house.file()
  const twice = await uploaded(id, pdf({ pages: [{ lines: [`${name}收`, `${name}签`], size }] }))
  const answer = await redact(twice.id, { spans: [{ piece: 0, start: 0, end: 4, ground }] })
  t.match(answer, { status: 409, body: { code: 'redaction_not_proven' } })
  t.same(faultsOf(answer), ['/spans/0 still_there'])
  const { items } = must<Body>(200, await house.call('GET', `/v1/requests/${id}/records`, { as: 'xm.officer' }))
  t.same(items.map((one: Body) => one.id), [twice.id])
})

await t.test('a plain text in which a number is left elsewhere, and a title that tells what was taken out, are refused', async (t) => {
  const { id } = await house.file()
  const given = must<Body>(201, await xm.upload(id, `${name}，电话139 1234 5678；又及：13912345678`, { title: `${name}的低保审批表` }))
  const spans = [{ start: 0, end: 4, ground }, { start: 24, end: 35, ground }]
  const left = await redact(given.id, { spans })
  t.match(left, { status: 409, body: { code: 'redaction_not_proven' } })
  t.same(faultsOf(left), ['/spans/1 still_there'])
  const all = { spans: [...spans, { start: 7, end: 20, ground }] }
  t.same(faultsOf(await redact(given.id, all)), ['/title title_tells'])
  t.same(faultsOf(await redact(given.id, { ...all, title: `${name}的审批表` })), ['/title title_tells'])
  t.same(faultsOf(await redact(given.id, { ...all, title: ' ' })), ['/title wrong_format'])
  const short = must<Body>(201, await xm.upload(id, '张三丰与城南', { title: '城南张三丰案' }))
  t.same(faultsOf(await redact(short.id, { spans: [{ start: 0, end: 3, ground }] })), ['/title title_tells'])
  t.equal((await redact(short.id, { spans: [{ start: 4, end: 6, ground }] })).status, 201, 'two characters recur')
  const made = must<Body>(201, await redact(given.id, { ...all, title: '低保审批表' }))
  t.equal(made.title, '低保审批表')
  t.equal((await xm.open(made.id, 'xm.officer')).text, '〔███〕，电话〔███〕；又及：〔███〕')
  const paged = await uploaded(id, Buffer.from(`<p>由${name}领取</p>`), 'text/html', `${name}领取记录`)
  const { items: [passage] } = await textOf(paged.id)
  const start = passage.text.indexOf(name)
  const choice = { spans: [{ piece: 0, start, end: start + 4, ground }] }
  t.same(faultsOf(await redact(paged.id, choice)), ['/title title_tells'])
  t.match(await redact(paged.id, { ...choice, title: '领取记录' }), { status: 201, body: { title: '领取记录' } })
})

await t.test('a rendition of pages is pictures without what was chosen, with its proof and its list', async (t) => {
  const { suggestions } = await textOf(original.id)
  const phone = suggestions.find((one: Body) => one.kind === 'mobile').id
  rendition = must<Body>(201, await redact(original.id, {
    spans: [{ piece: 0, start: 3, end: 7, ground }], areas: [{ page: 2, area: line, ground: 'trade_secret' }], suggestions: [phone],
  }))
  t.match(rendition, {
    mediaType: 'application/pdf', renditionOf: original.id, title: original.title, review: { nextLevel: 1, complete: false },
    redaction: {
      spans: [{ piece: 0, start: 3, end: 7, ground }], areas: [{ page: 2, ground: 'trade_secret' }, { page: 1, ground }],
      removals: [{ number: 1, page: 1, ground }, { number: 2, page: 1, ground }, { number: 3, page: 2, ground: 'trade_secret' }],
      proof: { passed: true, pages: 2, removedSpans: 3, remainsElsewhere: [], checks: { structure: 0, bytes: 0, text: 0, boxes: 0, reading: 0 } },
      comparison: null,
    },
  })
  t.notMatch(JSON.stringify(rendition), /欧阳|139123/)
  await house.swept()
  const read = must<Body>(200, await house.call('GET', `/v1/records/${rendition.id}`, { as: 'xm.officer' }))
  t.match(read.scan, { state: 'done', faults: [], pages: 2 }, 'it is read by itself like any upload')
  const bytes = await bytesOf(rendition.id)
  const { text, beside } = await lookInto(bytes)
  t.notMatch(text + beside, /欧阳|静雯|13912345678/)
  t.match(text, /领取人/, 'what is left can be found')
  const facts = (await eventsOf(db, requestId)).filter(({ type }) => type === 'lightwell.record.redacted.v1').at(-1)
  t.match(facts?.data, { recordId: original.id, renditionId: rendition.id, spans: 3 })
})

await t.test('a rendition of pages goes out only when somebody held it against its original', async (t) => {
  await xm.passChain(rendition)
  const part = { description: '名册', outcome: 'redact_and_disclose', grounds: [ground, 'trade_secret'], records: [rendition.id] }
  t.match(await xm.propose(requestId, [part]), { status: 409, body: { code: 'not_compared', errors: [{ pointer: '/parts/0/records/0' }] } })
  await t.rejects(asOwner(house, `insert into comparisons (rendition_id, sha256, original_id, original_sha256, compared_by, submitter_id, finding, opinion, compared_at)
    select $1, $2, $3, $4, reader_id, $5, 'complete', 'x', now() from record_openings where record_id = $1 and reader_id <> $5 limit 1`,
  [rendition.id, rendition.sha256, original.id, original.sha256, rendition.addedBy]), /comparisons_original_opened/)

  t.match(await compare(rendition, 'xm.officer'), { status: 403, body: { code: 'submitter_may_not_compare' } })
  t.match(await compare(rendition, 'xm.review1'), { status: 409, body: { code: 'content_not_opened' } }, 'the original too')
  t.equal((await compare(rendition, 'xm.clerk')).status, 404)
  t.equal((await compare(rendition, 'xm.head')).status, 403)
  t.equal((await compare(rendition, 'cs.review1')).status, 404)
  house.clock.set('2026-03-02T02:00:00Z')
  await xm.open(original.id, 'xm.review1')
  t.match(await compare({ ...rendition, sha256: original.sha256 }, 'xm.review1'), { status: 409, body: { code: 'other_bytes' } })
  t.same(faultsOf(await compare(rendition, 'xm.review1', { finding: 'fine', opinion: ' ' })).length, 2)
  t.match(await compare(original, 'xm.review1'), { status: 409, body: { code: 'not_a_rendition' } })
  t.match(await xm.propose(requestId, [part]), { status: 409, body: { code: 'not_compared' } }, 'he passed it before he saw the original')

  const compared = must<Body>(201, await compare(rendition, 'xm.review1'))
  t.match(compared.redaction.comparison, { finding: 'complete', opinion: /逐页核对/ })
  t.match(await compare(rendition, 'xm.review1'), { status: 409, body: { code: 'compared_already' } })
  t.match((await eventsOf(db, requestId)).at(-1), { type: 'lightwell.record.compared.v1', data: { finding: 'complete' } })

  const proposed = must<Body>(201, await xm.propose(requestId, [part]))
  await asOwner(house, 'delete from comparisons where rendition_id = $1', [rendition.id])
  t.match(await xm.approve(proposed.id), { status: 409, body: { code: 'not_compared' } }, 'asked again at the approval')
  await t.rejects(asOwner(house, "update decisions set state = 'issued' where id = $1", [proposed.id]), /was not compared/, 'and by the database')
  must(201, await compare(rendition, 'xm.review1'))
  const issued = must<Body>(200, await xm.approve(proposed.id))
  t.equal((await xm.open(rendition.id, accessToken)).status, 200)

  const list = [{ number: 1, page: 1, ground }, { number: 2, page: 1, ground }, { number: 3, page: 2, ground: 'trade_secret' }]
  const told = must<Body>(200, await house.call('GET', `/v1/decisions/${issued.id}`, { as: accessToken }))
  t.same(told.parts[0].records[0].redactions, list, 'the list goes with the decision')
  const { text: notice } = await house.call('GET', `/v1/notices/${issued.noticeId}`, { as: accessToken })
  t.match(notice, /区分处理清单/)
  t.match(notice, /个人隐私.*：第1处（第1页）、第2处（第1页）/)
  t.match(notice, /商业秘密.*：第3处（第2页）/)
  t.notMatch(notice, /欧阳|13912345678/)
})

await t.test('a reviewer who opened the original and the rendition before he passed it has compared them', async (t) => {
  const { id } = await house.file()
  const source = await uploaded(id, pdf({ pages: [pages[1]!] }))
  const made = must<Body>(201, await redact(source.id, { spans: [{ piece: 0, start: 3, end: 7, ground }] }))
  await house.swept()
  await xm.open(source.id, 'xm.review1')
  await xm.passChain(made)
  const part = { description: '签收单', outcome: 'redact_and_disclose', grounds: [ground], records: [made.id] }
  const proposed = must<Body>(201, await xm.propose(id, [part]))
  must(201, await compare(made, 'xm.review1', { finding: 'incomplete', opinion: '另一处没有去除。' }))
  t.match(await xm.approve(proposed.id), { status: 409, body: { code: 'not_compared' } }, 'what one finds incomplete stays in, whoever passed it')
})

await t.test('a page with words that is drawn blank, and what cannot be drawn in its time, are refused', async (t) => {
  const { id } = await house.file()
  const white = await uploaded(id, pdf({ pages: [{ content: 'BT 1 g /F1 24 Tf 72 60 Td <53ef89c1> Tj ET', size }] }))
  await asOwner(house, "update records set scan_state = 'done' where id = $1", [white.id])
  t.match(await redact(white.id, { areas: [{ page: 1, area: line, ground }] }), { status: 409, body: { code: 'page_blank' } })
  const dots = { rgba: new Uint8ClampedArray(16).fill(255), width: 2, height: 2 }
  t.equal(isBlank(dots, [], 72), false, 'a page without words may be blank')

  const limits = { seconds: 0.001, memoryBytes: 1 << 30 }
  const hurried = openRedactor({ read: limits, redact: limits })
  t.teardown(() => hurried.close())
  await t.rejects(hurried.redact(pdf({ pages }), [{ page: 1, area: line, ground }]), { name: 'WorkStopped', code: 'too_slow' })
  const broken = openRedactor()
  t.teardown(() => broken.close())
  await t.rejects(broken.read(Buffer.from('%PDF-1.7 nothing'), { from: 0, most: 1, pieces: [] }), { name: 'WorkStopped', code: 'broken' })
  t.match(await broken.read(pdf({ pages: [pages[1]!] }), { from: 0, most: 1, pieces: [] }), { next: null, texts: [{ passage: 0 }] }, 'the next file is read')
})
