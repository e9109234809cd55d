import t from 'tap'
import { sql } from 'drizzle-orm'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { openTestHouse, type Body } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const desk = openDesk(house)
const { db } = house.connection('decision')

async function eventTypes (requestId: string): Promise<string[]> {
  return (await eventsOf(db, requestId)).map(({ type }) => type.replace(/^lightwell\.|\.v1$/g, ''))
}

await t.test('an upload is hashed, read for marks, and named with how far its review has come', async (t) => {
  const { id: requestId } = await house.file()
  const text = '城南片区征地补偿方案\n一、补偿标准。\n'
  const { status, body, headers } = await desk.upload(requestId, text)
  t.equal(status, 201)
  t.equal(headers.get('location'), `/v1/records/${body.id}`)
  t.match(body, {
    requestId, title: '城南片区征地补偿方案', origin: '镇自然资源所', mediaType: 'text/plain', sha256: sha256Hex(text),
    sizeBytes: Buffer.byteLength(text), renditionOf: null, scan: { state: 'done', marks: [] }, sealed: false,
    review: { levels: 2, nextLevel: 1, complete: false, finding: null },
  })
  const read = await house.call('GET', `/v1/records/${body.id}`, { as: 'xm.review1' })
  t.same(read.body, body)
  t.match(read.headers.get('etag'), /^"\d+"$/)
  const { body: list } = await house.call('GET', `/v1/requests/${requestId}/records`, { as: 'xm.head' })
  t.same(list, { items: [body], nextCursor: null })
  t.same(await eventTypes(requestId), ['request.registered', 'deadline.started', 'record.added', 'record.scanned'])
  const { body: request } = await house.call('GET', `/v1/requests/${requestId}`, { as: 'xm.officer' })
  t.equal(request.status, 'processing', 'the first act on a request begins its work')
})

await t.test('the bytes stand in the database only as ciphertext, under a key of the record', async (t) => {
  const { id: requestId } = await house.file()
  const text = '不应以明文出现的一句话'
  const { body: one } = await desk.upload(requestId, text)
  const { body: other } = await desk.upload(requestId, text)
  const { rows } = await db.execute<{ sealed_key: string, sealed_bytes: Buffer }>(sql`
    select sealed_key, sealed_bytes from record_contents where record_id in (${one.id}, ${other.id})`)
  t.equal(rows.length, 2)
  t.notOk(rows.some(({ sealed_bytes: bytes }) => bytes.includes(text)))
  t.not(rows[0]?.sealed_key, rows[1]?.sealed_key)
  t.match(rows[0]?.sealed_key, /^A256GCM\./)
})

await t.test('a file is read by what its bytes are, whatever it is called; what cannot be read is unreadable', async (t) => {
  const { id: requestId } = await house.file()
  const utf16 = Buffer.from('秘密★10年', 'utf16le')
  const gbk = Buffer.from([0xc3, 0xd8, 0xc3, 0xdc, 0xa1, 0xef, 0x31, 0x30, 0xc4, 0xea])
  const bare = 'application/octet-stream'
  const secret = { scan: { state: 'done' }, sealed: true }
  const read: [string, string | Uint8Array, string, object][] = [
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'text/plain', { ...secret, mediaType: bare }],
    ['UTF-16 that does not say so', utf16, 'text/plain', { sealed: true, mediaType: bare }],
    ['GBK', gbk, 'text/plain', { ...secret, mediaType: bare }],
    ['HTML that spells its marks in numbers', '<html>&#31192;&#23494;&#9733;10&#24180;', 'text/html', { ...secret, mediaType: bare }],
  ]
  for (const [what, content, type, expected] of read) {
    const { id } = must<Body>(201, await desk.upload(requestId, content, { type }))
    t.match(await desk.scanned(id), expected, what)
  }
  const unreadable: [string, string | Uint8Array, string, string][] = [
    ['a NUL', 'a\u0000b', 'text/plain', 'application/octet-stream'],
    ['a control', 'a\u001bb', 'text/plain', 'application/octet-stream'],
    ['half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80]), 'text/plain', 'application/octet-stream'],
    ['a PDF', '%PDF-1.4\n1 0 obj', 'application/pdf', 'application/pdf'],
    ['a PDF called text', '%PDF-1.4\n1 0 obj', 'text/plain', 'application/pdf'],
    ['RTF', '{\\rtf1 \\u31192?', 'text/rtf', 'application/rtf'],
    ['a picture that is none', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png', 'application/octet-stream'],
  ]
  for (const [what, content, type, label] of unreadable) {
    const { id } = must<Body>(201, await desk.upload(requestId, content, { type }))
    t.match(await desk.scanned(id), { scan: { state: 'unreadable' }, mediaType: label, sealed: false }, what)
  }
  const { body } = await desk.upload(requestId, '\uFEFF文字\r\n\t第二行\f第二页', { type: 'application/octet-stream' })
  t.match(body, { scan: { state: 'done' }, mediaType: 'text/plain' }, 'a byte order mark and a form feed are plain text')
})

await t.test('an upload is refused with every fault at once', async (t) => {
  const { id: requestId } = await house.file()
  const form = new FormData()
  form.set('title', '  ')
  form.set('origin', 'a\u0007b')
  form.set('publicationId', 'x')
  form.append('declaredMarking', '{"level":"secret","level":"internal"}')
  const answer = await house.call('POST', '/v1/records', { as: 'xm.officer', body: form })
  t.equal(answer.status, 422)
  t.same(faultsOf(answer), [
    '/declaredMarking unreadable', '/file required', '/origin control_character', '/publicationId wrong_format',
    '/title wrong_format',
  ])
  const faulty: [string, Record<string, string>, string][] = [
    ['no such level', { declaredMarking: '{"level":"very"}' }, '/declaredMarking/level not_listed'],
    ['an unknown field within', { declaredMarking: '{"level":"secret","by":"x"}' }, '/declaredMarking/by unknown_field'],
    ['a title too long', { title: '题'.repeat(301) }, '/title too_long'],
    ['a field beyond all measure', { origin: 'x'.repeat(20_000) }, '/origin too_long'],
    ['an id that is none', { requestId: '1' }, '/requestId wrong_format'],
    ['two cases', { publicationId: requestId }, '/publicationId one_case'],
  ]
  for (const [what, fields, fault] of faulty) t.same(faultsOf(await desk.upload(requestId, 'x', fields)), [fault], what)
  t.same(faultsOf(await desk.upload(requestId, '')), ['/file empty'])
})

/** A multipart body written by hand: a list of parts, each with its headers and its bytes. */
function multipart (...parts: [headers: string, content: string | Buffer][]) {
  const chunks = parts.flatMap(([headers, content]) => [`--b\r\n${headers}\r\n\r\n`, content, '\r\n'])
  return {
    body: Buffer.concat([...chunks, '--b--\r\n'].map((chunk) => Buffer.from(chunk as string))),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  }
}

await t.test('a form that is broken, doubled, encoded or not UTF-8 is refused', async (t) => {
  const { id: requestId } = await house.file()
  const field = (name: string, value: string | Buffer): [string, string | Buffer] =>
    [`Content-Disposition: form-data; name="${name}"`, value]
  const file: [string, string] = ['Content-Disposition: form-data; name="file"; filename="a.txt"', 'text']
  const sound = [field('requestId', requestId), field('title', 't'), field('origin', 'o')] as const
  const send = (sent: ReturnType<typeof multipart>) => house.call('POST', '/v1/records', { as: 'xm.officer', ...sent })

  t.equal((await send(multipart(...sound, file))).status, 201)
  t.same(faultsOf(await send(multipart(...sound, file, file))), ['/file repeated_field'], 'one file')
  t.same(faultsOf(await send(multipart(...sound, field('title', 'u'), file))), ['/title repeated_field'])
  t.same(faultsOf(await send(multipart(...sound.slice(0, 2), field('origin', Buffer.from([0xc3, 0x28])), file))),
    ['/origin unreadable'], 'text that is not UTF-8 is not mended')
  const encoded: [string, string] = [`${file[0]}\r\nContent-Transfer-Encoding: base64`, '56eY5a+G4piFMTDlubQ=']
  t.same(faultsOf(await send(multipart(...sound, encoded))), ['/file encoded'], 'a mark cannot hide in base64')
  const cut = multipart(...sound, file)
  t.equal((await send({ ...cut, body: cut.body.subarray(0, -8) })).status, 400)
  t.equal((await send({ ...cut, headers: { 'content-type': 'multipart/form-data' } })).status, 400, 'no boundary')
  t.equal((await send({ ...cut, body: Buffer.alloc(0) })).status, 422)
  t.equal((await house.call('POST', '/v1/records', { as: 'xm.officer', body: { requestId } })).status, 415)
  const many = Array.from({ length: 12 }, (_, at) => field(`f${at}`, 'x'))
  t.ok([400, 413].includes((await send(multipart(...many))).status))
})

await t.test('a file of 25 MB is taken, one byte more is not', async (t) => {
  const { id: requestId } = await house.file()
  const most = Buffer.alloc(25 * 2 ** 20)
  const { status, body } = await desk.upload(requestId, most)
  t.equal(status, 201)
  t.equal(body.sizeBytes, most.length)
  t.equal((await desk.upload(requestId, Buffer.concat([most, Buffer.from('b')]))).status, 413)
})

await t.test('the same upload under one idempotency key is one record; another file under it is refused', async (t) => {
  const { id: requestId } = await house.file()
  const headers = { 'idempotency-key': 'an upload sent twice 1' }
  const send = (content: string) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ requestId, title: 't', origin: 'o' })) form.set(name, value)
    form.set('file', new Blob([content], { type: 'text/plain' }), 'a.txt')
    return house.call('POST', '/v1/records', { as: 'xm.officer', body: form, headers })
  }
  const first = await send('one')
  const again = await send('one')
  t.equal(first.status, 201)
  t.same(again.body, first.body)
  t.equal(again.headers.get('idempotency-replayed'), 'true')
  t.match((await send('two')), { status: 422, body: { code: 'idempotency_key_reused' } })
  const { body: list } = await house.call('GET', `/v1/requests/${requestId}/records`, { as: 'xm.officer' })
  t.equal(list.items.length, 1)
})

await t.test('only officers of the agency add records, and only to a request that is open', async (t) => {
  const { id: requestId, accessToken } = await house.file()
  const refused: [string, number][] = [
    ['xm.review1', 403], ['xm.head', 403], ['xm.clerk', 403], ['jcj.supervisor', 403], ['cs.officer', 404],
    ['portal', 403], [accessToken, 403],
  ]
  for (const [as, status] of refused) t.equal((await desk.upload(requestId, 'x', { as })).status, status, as.slice(0, 12))
  const form = new FormData()
  form.set('file', new Blob(['x']), 'x')
  t.equal((await house.call('POST', '/v1/records', { body: form })).status, 401)
  t.equal((await desk.upload('0199d8a0-0000-7000-8000-000000000000', 'x')).status, 404)
  await house.call('POST', `/v1/requests/${requestId}/withdrawal`, { as: accessToken, body: {} })
  t.match(await desk.upload(requestId, 'x'), { status: 409, body: { code: 'request_not_open' } })
})

await t.test('a mark in the origin, or in the folder of the file’s name, is a mark', async (t) => {
  const { id: requestId } = await house.file()
  t.match(await desk.upload(requestId, '正文', { origin: '秘密★10年 档案' }), { status: 201, body: { sealed: true } })
  t.match(await desk.upload(requestId, '正文', { name: '绝密★长期/a.txt' }), { status: 201, body: { sealed: true } })
})

await t.test('a secret mark seals the record at once: nobody opens, reviews, redacts or releases it', async (t) => {
  const { id: requestId, accessToken } = await house.file()
  const secret = '秘密★10年\n中共某省委员会文件\n关于某项工作的安排\n'
  const { status, body: record } = await desk.upload(requestId, secret, { title: '关于某项工作的安排' })
  t.equal(status, 201)
  for (const path of [`/v1/records/${record.id}`, `/v1/requests/${requestId}/records`]) {
    for (const as of ['xm.officer', 'xm.head', 'jcj.supervisor']) {
      t.notMatch((await house.call('GET', path, { as })).text, '某项工作', `${path} does not tell ${as} the title`)
    }
  }
  t.match(record, { sealed: true, scan: { state: 'done', marks: [{ kind: 'state_secret', level: 'secret', period: '10年', page: 1 }] } })
  t.equal(record.scan.marks[0].quote, '秘密★10年', 'the mark is told, the words around it are not')
  for (const as of ['xm.officer', 'xm.review1', 'xm.review2', 'xm.head']) {
    t.match(await desk.open(record.id, as), { status: 409, body: { code: 'record_sealed' } }, as)
  }
  t.equal((await desk.open(record.id, 'jcj.supervisor')).status, 403)
  t.equal((await desk.open(record.id, accessToken)).status, 404)
  t.match(await desk.review(record, 1), { status: 409, body: { code: 'record_sealed' } })
  const redaction = { spans: [{ start: 0, end: 6, ground: 'privacy' }] }
  t.match(await house.call('POST', `/v1/records/${record.id}/redactions`, { as: 'xm.officer', body: redaction }),
    { status: 409, body: { code: 'record_sealed' } })
  t.match(await desk.propose(requestId, [{ description: '征地补偿方案', outcome: 'disclose', records: [record.id] }]),
    { status: 409, body: { code: 'record_sealed', errors: [{ pointer: '/parts/0/records/0', code: 'record_sealed' }] } })
  const { body: audit } = await house.call('GET', `/v1/records/${record.id}`, { as: 'jcj.supervisor' })
  t.equal(audit.sealed, true)
  t.notMatch(JSON.stringify(audit), /省委员会|某项工作/)
  t.notMatch(JSON.stringify(await eventsOf(db, requestId)), /秘密|征地|省委/, 'no event repeats the mark or the title')
  const { rows: incidents } = await db.execute<Body>(sql`select * from incidents where record_id = ${record.id}`)
  t.match(incidents, [{ kind: 'secret_mark_found', agency_code: 'XM' }], 'the gallery has its incident')
})

await t.test('a mark seals wherever it stands or is declared; inner papers and doubtful words do not seal', async (t) => {
  const { id: requestId } = await house.file()
  const sealing: [string, Record<string, string>, string][] = [
    ['in the text, spaced out', {}, '机 密 ★ 长 期\n文件'],
    ['deep in the text', {}, `${'正文。\n'.repeat(500)}绝密★30年\n`],
    ['in the title', { title: '关于调整的通知 秘密★5年' }, '正文'],
    ['in the name of the file', { name: '机密★10年.txt' }, '正文'],
    ['declared', { declaredMarking: '{"level":"confidential","period":"20年"}' }, '正文'],
    ['declared without a period', { declaredMarking: '{"level":"secret"}' }, '正文'],
    ['declared for a file that cannot be read', { declaredMarking: '{"level":"top_secret"}', type: 'application/pdf' }, '%PDF-1.7'],
  ]
  for (const [what, fields, content] of sealing) {
    const { status, body } = await desk.upload(requestId, content, fields)
    t.match({ status, body }, { status: 201, body: { sealed: true } }, what)
  }
  const open: [string, Record<string, string>, string, unknown][] = [
    ['the day of the mark has passed', {}, '秘密★2010年6月30日\n文件', { kind: 'state_secret', expired: true }],
    ['declared, and its day has passed', { declaredMarking: '{"level":"secret","period":"2010年6月30日"}' }, '正文', undefined],
    ['inner paper', {}, '内部资料 注意保存\n正文', { kind: 'internal' }],
    ['declared as inner paper', { declaredMarking: '{"level":"internal"}' }, '正文', undefined],
    ['an examination paper', {}, '绝密★启用前\n2026年考试', { kind: 'possible' }],
    ['the word alone', {}, '本规定所称国家秘密，是指关系国家安全的事项。', undefined],
  ]
  for (const [what, fields, content, mark] of open) {
    const { body } = await desk.upload(requestId, content, fields)
    t.equal(body.sealed, false, what)
    if (mark !== undefined) t.match(body.scan.marks[0], mark, what)
  }
})

await t.test('a title that could not stand in a notice is refused, unless a mark seals the record', async (t) => {
  const { id: requestId } = await house.file()
  const refused: [string, string][] = [
    ['王某 11010519491231002X 的补偿', '/title id_number_in_text'], ['通知 秘密★2010年6月30日', '/title mark_in_text'],
  ]
  for (const [title, fault] of refused) {
    t.same(faultsOf(await desk.upload(requestId, '正文', { title })), [fault])
    t.match(await desk.upload(requestId, '秘密★10年\n正文', { title }), { status: 201, body: { sealed: true } },
      'what may be a leak is kept and told, not sent back')
  }
  t.match(await desk.upload(requestId, '正文', { title: '通知 秘密★10年' }), { status: 201, body: { sealed: true } })
})

await t.test('of a sealed record nothing is kept or told of its marks but levels, days, lengths and 长期', async (t) => {
  const { id: requestId } = await house.file()
  const declaredMarking = '{"level":"confidential","period":"张三归案前"}'
  const { body: record } = await desk.upload(requestId, '机密★张三某案件线索\n绝密★会议开始前\n秘密★10年', {
    origin: '张三专案组', declaredMarking,
  })
  t.same(record.scan.marks.map(({ period, quote }: Body) => [period, quote]), [[null, '机密★'], [null, '绝密★'], ['10年', '秘密★10年']])
  t.same(record.declaredMarking, { level: 'confidential' })
  for (const as of ['xm.officer', 'xm.head', 'jcj.supervisor']) {
    const { text } = await house.call('GET', `/v1/records/${record.id}`, { as })
    t.notMatch(text, /张三|案件|会议/, as)
  }
  const { rows } = await db.execute(sql`select marks, declared_marking from records where id = ${record.id}`)
  t.notMatch(JSON.stringify(rows), /张三|案件|会议/)
  await asOwner(house, `update records set marks = jsonb_set(marks, '{0,period}', '"张三"'),
    declared_marking = '{"level":"secret","period":"张三"}' where id = $1`, [record.id])
  t.notMatch((await house.call('GET', `/v1/records/${record.id}`, { as: 'xm.officer' })).text, /张三/, 'nor of one sealed later')
  const { body: declared } = await desk.upload(requestId, '正文', { declaredMarking: '{"level":"secret","period":"２０ 年"}' })
  t.same(declared.declaredMarking, { level: 'secret', period: '２０ 年' })
})

await t.test('words around a doubtful mark are content: a supervisor sees the mark without them', async (t) => {
  const { id: requestId } = await house.file()
  const { body: record } = await desk.upload(requestId, '绝密★启用前\n张三的试卷')
  t.match(record.scan.marks[0].quote, /绝密/)
  const { body } = await house.call('GET', `/v1/records/${record.id}`, { as: 'jcj.supervisor' })
  t.match(record.scan.marks[0].period, /启用前/)
  t.match(body.scan.marks[0], { quote: '', level: 'top_secret', period: null })
})

await t.test('content is for those who work on it, each opening is an event, and asking for headers is none', async (t) => {
  const { id: requestId, accessToken } = await house.file()
  const text = '正文\r\n第二行'
  const { body: record } = await desk.upload(requestId, text)
  const read = await desk.open(record.id, 'xm.review2')
  t.equal(read.text, text)
  t.equal(read.headers.get('content-type'), 'text/plain; charset=utf-8')
  t.equal(read.headers.get('x-content-type-options'), 'nosniff')
  t.match(read.headers.get('content-disposition'), /^attachment; filename="[\w-]+\.txt"$/)
  t.equal(read.headers.get('cache-control'), 'no-store')
  await desk.open(record.id, 'xm.review2')
  t.equal((await eventTypes(requestId)).filter((type) => type === 'record.opened').length, 2)
  const { rows } = await db.execute(sql`select * from record_openings where record_id = ${record.id}`)
  t.equal(rows.length, 1)
  const token = await issueDevelopmentToken(house.keys, 'xm.review1', house.clock.now())
  const head = await fetch(`${house.address}/v1/records/${record.id}/content`, {
    method: 'HEAD', headers: { authorization: `Bearer ${token}` },
  })
  t.equal(head.status, 404)
  const refused: [string | undefined, number][] = [
    [undefined, 401], ['xm.clerk', 404], ['jcj.supervisor', 403], ['cs.officer', 404], ['cs.head', 404],
    ['portal', 404], [accessToken, 404],
  ]
  for (const [as, status] of refused) {
    const answer = await house.call('GET', `/v1/records/${record.id}/content`, as === undefined ? {} : { as })
    t.equal(answer.status, status, as?.slice(0, 12) ?? 'nobody')
  }
  t.equal((await eventTypes(requestId)).filter((type) => type === 'record.opened').length, 2)
  const { body: picture } = await desk.upload(requestId, new Uint8Array([0x89, 0x50, 0x4e, 0x47]), { type: 'text/html' })
  const bytes = await desk.open(picture.id, 'xm.officer')
  t.equal(bytes.headers.get('content-type'), 'application/octet-stream', 'nothing is served as what it calls itself')
})

await t.test('another agency, and a clerk, are told that there is no such record', async (t) => {
  const { id: requestId, accessToken } = await house.file()
  const { body: record } = await desk.upload(requestId, '正文')
  for (const as of ['cs.officer', 'cs.review1', 'aq.head', 'bmj.officer', 'xm.clerk', 'portal', accessToken]) {
    t.equal((await house.call('GET', `/v1/records/${record.id}`, { as })).status, 404, as.slice(0, 12))
    t.equal((await house.call('GET', `/v1/requests/${requestId}/records`, { as })).status, 404, as.slice(0, 12))
  }
  t.equal((await house.call('GET', '/v1/records/1', { as: 'xm.officer' })).status, 404)
  t.equal((await house.call('GET', `/v1/requests/${requestId}/records?cursor=${btoa('["x"]')}`, { as: 'xm.officer' })).status, 422)
})

await t.test('bytes changed in the database, or moved from another record, are never given out', async (t) => {
  const { id: requestId } = await house.file()
  const { body: one } = await desk.upload(requestId, '第一份')
  const { body: other } = await desk.upload(requestId, '第二份')
  await asOwner(house, `update record_contents a set sealed_key = b.sealed_key, sealed_bytes = b.sealed_bytes
    from record_contents b where a.record_id = $1 and b.record_id = $2`, [one.id, other.id])
  t.match(await desk.open(one.id, 'xm.review1'), { status: 500, body: { code: 'stored_bytes_differ' } })
  await asOwner(house, `update record_contents set sealed_bytes = set_byte(sealed_bytes, 20, get_byte(sealed_bytes, 20) # 1)
    where record_id = $1`, [other.id])
  t.match(await desk.open(other.id, 'xm.review1'), { status: 500, body: { code: 'stored_bytes_differ' } })
  await t.rejects(asOwner(house, 'update record_contents set sealed_key = null where record_id = $1', [other.id]),
    /nobody ordered this/, 'and a key goes by an order alone')
  t.notOk((await eventTypes(requestId)).includes('record.opened'), 'what was not seen was not opened')
})

await t.test('searches are put on record and read again, oldest first', async (t) => {
  const { id: requestId, accessToken } = await house.file()
  const body = { unit: '党政办', place: '档案室', terms: '征地 补偿', from: '2024-01-01', to: '2024-12-31', found: '未检索到' }
  const path = `/v1/requests/${requestId}/searches`
  const first = await house.call('POST', path, { as: 'xm.officer', body })
  t.equal(first.status, 201)
  t.match(first.body, { requestId, ...body })
  await house.call('POST', path, { as: 'xm.officer', body: { unit: '自然资源所', place: '业务系统', terms: '城南', found: '两份' } })
  const page = await house.call('GET', `${path}?limit=1`, { as: 'xm.head' })
  t.same(page.body.items, [first.body])
  const next = await house.call('GET', `${path}?limit=1&cursor=${page.body.nextCursor}`, { as: 'jcj.supervisor' })
  t.match(next.body, { items: [{ unit: '自然资源所', from: null, to: null }], nextCursor: null })
  t.same(faultsOf(await house.call('POST', path, { as: 'xm.officer', body: { ...body, to: '2023-12-31' } })), ['/to to_before_from'])
  t.same(faultsOf(await house.call('POST', path, { as: 'xm.officer', body: { ...body, from: '2026-03-03', to: '2026-03-03' } })),
    ['/from in_the_future'])
  t.same(faultsOf(await house.call('POST', path, { as: 'xm.officer', body: { unit: ' ', place: 'x', terms: 'x' } })),
    ['/found required', '/unit wrong_format'])
  t.equal((await house.call('POST', path, { as: 'xm.head', body })).status, 403)
  t.equal((await house.call('POST', path, { as: 'cs.officer', body })).status, 404)
  t.equal((await house.call('GET', path, { as: accessToken })).status, 404)
  t.equal((await house.call('POST', path, { body })).status, 401)
})

await t.test('the contract tells the form of an upload', async (t) => {
  const { body } = await house.call('GET', '/openapi.json')
  const { requestBody } = body.paths['/v1/records'].post
  t.same(Object.keys(requestBody.content), ['multipart/form-data'])
  t.match(requestBody.content['multipart/form-data'].schema, {
    required: ['title', 'origin', 'file'], properties: { file: { contentMediaType: 'application/octet-stream' } },
  })
})
