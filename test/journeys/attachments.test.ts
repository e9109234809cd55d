// An applicant hands in files with his request: they stream into the store sealed, and come out as they went in.
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { s3Store } from '@lightwell/documents/s3-store'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { files, officeFile, zip } from '../support/files.ts'
import { startFakeS3 } from '../support/fake-s3.ts'
import { openTestHouse, type CallAnswer, type TestHouse } from '../support/house.ts'
import { beginUpload, firstLine, part, send } from '../support/raw-upload.ts'
import { fileRequest, must, until, type Filed } from '../support/story.ts'

type View = { id: string, requestId: string, name: string, mediaType: string, sizeBytes: number, sha256: string }
type Listed = { items: View[], nextCursor: string | null }

const megabyte = 2 ** 20
const house = await openTestHouse(t)
const { call } = house

function sha256 (bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function form (...parts: readonly { name: string, bytes: Buffer, field?: string, type?: string }[]): FormData {
  const body = new FormData()
  for (const { name, bytes, field = 'file', type = 'application/octet-stream' } of parts) {
    body.append(field, new Blob([new Uint8Array(bytes)], { type }), name)
  }
  return body
}

function text (words: string): { name: string, bytes: Buffer } {
  return { name: '说明.txt', bytes: Buffer.from(words) }
}

async function handIn (
  { id, accessToken }: Filed, body: FormData, { as = accessToken, headers = {}, at = call }: { as?: string, headers?: Record<string, string>, at?: TestHouse['call'] } = {},
): Promise<CallAnswer> {
  return await at('POST', `/v1/requests/${id}/attachments`, { as, body, headers })
}

async function download (id: string, as: string, { address, keys, clock } = house): Promise<{ status: number, headers: Headers, bytes: Buffer }> {
  const token = as.startsWith('lwr_') ? as : await issueDevelopmentToken(keys, as, clock.now())
  const answer = await fetch(`${address}/v1/attachments/${id}`, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** The files of the store: those in place, by id, and those that are being written. */
function stored (folder = house.bytesFolder): { name: string, path: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => ({ name, path: join(parentPath, name) }))
}

/** How large a file is now; 0 once it has moved on. */
function sizeOf (path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

async function listed ({ id, accessToken }: Filed): Promise<View[]> {
  return must<Listed>(200, await call('GET', `/v1/requests/${id}/attachments`, { as: accessToken })).items
}

async function eventsOf ({ id, accessToken }: Filed): Promise<string[]> {
  const history = must<{ items: { type: string }[] }>(200, await call('GET', `/v1/requests/${id}/events`, { as: accessToken }))
  return history.items.map(({ type }) => type).filter((type) => type.includes('attached'))
}

/** Nothing in the store but what rows tell of, once the last upload was cleared away. */
async function storeIsExact (t: Pick<Test, 'same'>): Promise<void> {
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from attachments order by id')
  await client.end()
  const kept = await until(async () => stored().map(({ name }) => name).toSorted(), (names) => names.length === rows.length)
  t.same(kept, rows.map(({ id }) => id))
}

t.test('files of every accepted type are handed in, listed, and come out byte for byte as what they are', async (t) => {
  const filed = await fileRequest(call)
  const given = Object.entries(files)
  const answer = await handIn(filed, form(...given.map(([, file]) => ({ ...file, type: 'application/x-anything' }))))
  const { items } = must<Listed>(201, answer)
  t.equal(answer.headers.get('location'), `/v1/requests/${filed.id}/attachments`)
  t.same(items.map(({ name, mediaType, sizeBytes, sha256: hash }) => [mediaType, name, sizeBytes, hash]),
    given.map(([type, { name, bytes }]) => [type, name, bytes.length, sha256(bytes)]))
  t.same(await listed(filed), items)
  t.equal((await eventsOf(filed)).length, items.length)
  for (const [at, [type, { name, bytes }]] of given.entries()) {
    const { id } = items[at] as View
    const got = await download(id, filed.accessToken)
    t.equal(got.status, 200)
    t.ok(got.bytes.equals(bytes), type)
    t.equal(got.headers.get('content-type'), type === 'text/plain' ? 'text/plain; charset=utf-8' : type)
    t.equal(got.headers.get('content-length'), String(bytes.length))
    t.equal(got.headers.get('x-content-type-options'), 'nosniff')
    t.match(got.headers.get('content-disposition'), `attachment; filename="${name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`)
    t.equal(got.headers.get('etag'), `"${sha256(bytes)}"`)
  }
  const view = must<{ attachments: View[] }>(200, await call('GET', `/v1/requests/${filed.id}`, { as: 'xm.officer' }))
  t.same(view.attachments, items.map(({ id, name, mediaType, sizeBytes }) => ({ id, name, mediaType, sizeBytes })), 'the case shows them')
})

t.test('what the store holds is sealed, and a name or content stands nowhere else', async (t) => {
  const filed = await fileRequest(call)
  const words = '只有申请人知道的补偿款数目：三万二千元'
  const { items: [one] } = must<Listed>(201, await handIn(filed, form(text(words))))
  const file = stored().find(({ name }) => name === one?.id)
  t.ok(file)
  const sealed = readFileSync(file?.path as string)
  t.match(sealed.toString('latin1'), /^A256GCM-STREAM\.1\.own\./)
  t.notOk(sealed.includes(Buffer.from(words)))
  t.equal(statSync(file?.path as string).mode & 0o077, 0)
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  const { rows } = await client.query<{ bytes: Buffer }>(`select bytes from events where type like '%attached%'`)
  await client.end()
  for (const { bytes } of rows) t.notOk(bytes.includes(Buffer.from((one as View).sha256)), 'the history holds a keyed hash, no plain one')
})

t.test('the applicant, his portal and the agency read them; a supervisor and others learn nothing', async (t) => {
  const filed = await fileRequest(call)
  const other = await fileRequest(call)
  const { items: [one] } = must<Listed>(201, await handIn(filed, form(text('一'))))
  const id = one?.id as string
  const paths = [`/v1/requests/${filed.id}/attachments`, `/v1/attachments/${id}`]
  for (const as of [filed.accessToken, 'xm.clerk', 'xm.officer', 'xm.review1', 'xm.head']) {
    for (const path of paths) t.equal((await call('GET', path, { as })).status, 200, `${as} ${path}`)
  }
  for (const as of ['jcj.supervisor', 'cs.officer', 'bmj.officer', 'city.admin', 'portal', other.accessToken]) {
    for (const path of paths) t.equal((await call('GET', path, { as })).status, 404, `${as} ${path}`)
    t.equal((await handIn(filed, form(text('二')), { as })).status, 404, as)
  }
  for (const path of paths) t.equal((await call('GET', path)).status, 401)
  t.equal((await handIn(filed, form(text('二')), { as: 'xm.review1' })).status, 403, 'who reads may not hand in')
  t.equal((await call('POST', paths[0] as string, { body: form(text('二')) })).status, 401)
  const nothing = uuidv7()
  t.equal((await call('GET', `/v1/attachments/${nothing}`, { as: 'xm.officer' })).status, 404)
  t.equal((await call('GET', '/v1/attachments/nothing', { as: 'xm.officer' })).status, 404)
  t.equal((await handIn({ ...filed, id: nothing }, form(text('二')), { as: 'xm.officer' })).status, 404)
  t.equal((await handIn({ ...filed, id: 'nothing' }, form(text('二')), { as: 'xm.officer' })).status, 404)
  t.notOk('attachments' in (await call('GET', `/v1/requests/${filed.id}`, { as: 'jcj.supervisor' })).body)

  const byPortal = await fileRequest(call, {}, 'portal')
  must(201, await handIn(byPortal, form(text('一')), { as: 'portal' }))
  must(201, await handIn(byPortal, form(text('二')), { as: 'xm.clerk' }))
  t.equal((await listed(byPortal)).length, 2)
  await storeIsExact(t)
})

t.test('the same file again is answered as it is there, in one upload, in two, and in two at once', async (t) => {
  const filed = await fileRequest(call)
  const [a, b] = [text('甲'), text('乙')]
  const first = must<Listed>(201, await handIn(filed, form(a, { ...a, name: '另名.txt' })))
  t.equal(first.items.length, 1)
  const again = must<Listed>(200, await handIn(filed, form({ ...a, name: '又一名.txt' })))
  t.same(again.items, first.items, 'under the name that it had')
  const both = must<Listed>(201, await handIn(filed, form(b, a)))
  t.same(both.items.map(({ sha256: hash }) => hash), [sha256(b.bytes), sha256(a.bytes)])
  const c = text('丙')
  const raced = await Promise.all([1, 2, 3, 4].map(() => handIn(filed, form(c))))
  t.same(raced.map(({ status }) => status).toSorted(), [200, 200, 200, 201])
  t.equal(new Set(raced.map(({ body }) => body.items[0].id)).size, 1)
  t.equal((await listed(filed)).length, 3)
  const elsewhere = await fileRequest(call)
  must(201, await handIn(elsewhere, form(a)))
  await storeIsExact(t)
})

t.test('an Idempotency-Key gives the same answer again, and none to other files', async (t) => {
  const filed = await fileRequest(call)
  const headers = { 'idempotency-key': `"hand-in-${uuidv7()}"` }
  const first = await handIn(filed, form(text('甲'), text('乙')), { headers })
  const second = await handIn(filed, form(text('甲'), text('乙')), { headers })
  t.equal(second.status, 201)
  t.equal(second.headers.get('idempotency-replayed'), 'true')
  t.same(second.body, first.body)
  t.match(await handIn(filed, form(text('甲'), text('丙')), { headers }), { status: 422, body: { code: 'idempotency_key_reused' } })
  t.equal((await listed(filed)).length, 2)
  await storeIsExact(t)
})

t.test('a type is told by the bytes: what a file is called or declared as is not believed', async (t) => {
  const filed = await fileRequest(call)
  const exe = Buffer.from('MZ\x90\x00\x03\x00\x00\x00'.repeat(20), 'latin1')
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const refused = {
    'a program': exe,
    'an archive': zip([['a.txt', Buffer.from('x')]]),
    'an archive that names a word file': zip([['word/document.xml', Buffer.from('x')]]).subarray(0, 20),
    'a document with macros': officeFile('application/vnd.ms-word.document.macroEnabled', 'word/document.xml'),
    'a text document': zip([['mimetype', Buffer.from('application/vnd.oasis.opendocument.text')]]),
    'markup': Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>'),
    'rich text': Buffer.from('{\\rtf1 x}'),
    'a text in GB 18030': Buffer.from('d5f7b5d8b2b9b3a5', 'hex'),
    'a text in UTF-16': Buffer.from('\ufeff征地', 'utf16le'),
    'a text with a NUL': Buffer.from('a\0b'),
    'a text that breaks off in a character': Buffer.from('征').subarray(0, 2),
    'noise': Buffer.concat([Buffer.from([0xfe]), randomBytes(200)]),
  }
  for (const [what, bytes] of Object.entries(refused)) {
    const answer = await handIn(filed, form({ name: '申请.pdf', bytes, type: 'application/pdf' }))
    t.match(answer, { status: 415, body: { code: 'type_not_accepted', errors: [{ pointer: '/file/0', code: 'type_not_accepted' }] } }, what)
  }
  t.equal((await listed(filed)).length, 0)
  const mixed = await handIn(filed, form(text('好'), { name: 'x.exe', bytes: exe }, text('也好')))
  t.match(mixed, { status: 415, body: { errors: [{ pointer: '/file/1' }] } })
  t.equal((await listed(filed)).length, 0, 'nothing is kept of an upload with one wrong file')
  const believed = must<Listed>(201, await handIn(filed, form(
    { name: 'x.txt', bytes: (files[word] as { bytes: Buffer }).bytes, type: 'text/plain' },
    { name: 'virus.bat', bytes: Buffer.from('BM 开头的文字，不是图片\n'), type: 'image/bmp' },
    { name: 'page.html', bytes: Buffer.from('<script>alert(1)</script>'), type: 'text/html' })))
  t.same(believed.items.map(({ mediaType }) => mediaType), [word, 'text/plain', 'text/plain'])
  const names = await Promise.all(believed.items.map(async ({ id }) => (await download(id, filed.accessToken)).headers.get('content-disposition')))
  t.same(names.map((header) => /filename="([^"]*)"/.exec(header ?? '')?.[1]), ['x.txt.docx', 'virus.bat.txt', 'page.html.txt'],
    'a file is handed out under a name that ends as its type does')
  await storeIsExact(t)
})

t.test('the name of a file is cleaned: no path, nothing that cannot be seen, no more than 255 characters', async (t) => {
  const filed = await fileRequest(call)
  const names = {
    '../../etc/申请.txt': '申请.txt',
    'C:\\附件\\申请.txt': '申请.txt',
    '申请\u202etxt.exe.txt': '申请txt.exe.txt',
    [`${'长'.repeat(400)}.txt`]: `${'长'.repeat(251)}.txt`,
    '   ..  ': '附件',
    'a%b;c’d (1)\'.txt': 'a%b;c’d (1)\'.txt',
  }
  for (const [index, [name, cleaned]] of Object.entries(names).entries()) {
    const { items: [one] } = must<Listed>(201, await handIn(filed, form({ ...text(`第${index}件`), name })))
    t.equal(one?.name, cleaned)
    const header = (await download(one?.id as string, filed.accessToken)).headers.get('content-disposition') as string
    t.match(header, /^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\w%.~!$&+^`|#-]+$/)
    const whole = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(header)?.[1] ?? '')
    t.equal(whole, cleaned.endsWith('.txt') ? cleaned : `${cleaned}.txt`)
  }
})

t.test('an empty file, an unknown field, too many and too large are refused, all faults at once, and nothing is kept', async (t) => {
  const filed = await fileRequest(call)
  const faulty = await handIn(filed, form(text('好'), { name: '空.txt', bytes: Buffer.alloc(0) }, { ...text('x'), field: 'note' }))
  t.match(faulty, { status: 422, body: { errors: [{ pointer: '/file/1', code: 'empty' }, { pointer: '/note', code: 'unknown_field' }] } })
  t.match(await handIn(filed, new FormData()), { status: /^(400|422)$/ })
  t.match(await handIn(filed, form({ ...text('x'), field: 'note' })), { status: 422, body: { errors: [{ pointer: '/note' }, { pointer: '/file', code: 'required' }] } })
  t.match(await call('POST', `/v1/requests/${filed.id}/attachments`, { as: filed.accessToken, body: {} }), { status: 415 })
  t.match(await call('POST', `/v1/requests/${filed.id}/attachments`, { as: filed.accessToken, body: 'x', headers: { 'content-type': 'multipart/form-data' } }),
    { status: 400 })
  const eleven = Array.from({ length: 11 }, (_, at) => text(`第${at}件`))
  t.match(await handIn(filed, form(...eleven)), { status: 422, body: { errors: [{ pointer: '/file', code: 'too_many' }] } })
  t.equal((await handIn(filed, form(...eleven, ...eleven))).status, 413)
  const large = Buffer.alloc(20 * megabyte, '字'.charCodeAt(0) & 0x7f | 0x40)
  t.match(await handIn(filed, form(text('好'), { name: '大.txt', bytes: Buffer.concat([large, Buffer.from('x')]) })), { status: 413, body: { code: 'too_large' } })
  t.equal((await listed(filed)).length, 0)
  await storeIsExact(t)
  must(201, await handIn(filed, form({ name: '大.txt', bytes: large })))
  t.ok((await download((await listed(filed))[0]?.id as string, filed.accessToken)).bytes.equals(large), 'twenty megabytes are not too many')
  must(201, await handIn(filed, form(...eleven.slice(0, 9))))
  t.match(await handIn(filed, form(eleven[10] as { name: string, bytes: Buffer })), { status: 409, body: { code: 'attachments_full' } })
  must(200, await handIn(filed, form(eleven[0] as { name: string, bytes: Buffer })))
  t.equal((await listed(filed)).length, 10)
  await storeIsExact(t)
})

t.test('a case that has ended, or has changed since, takes nothing', async (t) => {
  const filed = await fileRequest(call)
  t.match(await handIn(filed, form(text('x')), { headers: { 'if-match': '"99"' } }), { status: 412 })
  const { allowedActions } = must<{ allowedActions: string[] }>(200, await call('GET', `/v1/requests/${filed.id}`, { as: filed.accessToken }))
  t.ok(allowedActions.includes('add_attachment'))
  must(200, await call('POST', `/v1/requests/${filed.id}/withdrawal`, { as: filed.accessToken, body: {} }))
  t.match(await handIn(filed, form(text('x'))), { status: 409, body: { code: 'not_in_this_status' } })
  t.equal((await listed(filed)).length, 0)
  await storeIsExact(t)
})

t.test('a transaction that fails leaves nothing behind in store, table or history', async (t) => {
  const filed = await fileRequest(call)
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  await client.query(`alter table attachments add constraint meddled check (name <> '不收.txt')`)
  const answer = await handIn(filed, form(text('甲'), { ...text('乙'), name: '不收.txt' }))
  t.match(answer, { status: 500, body: { code: 'internal_error' } })
  await client.query('alter table attachments drop constraint meddled')
  await client.end()
  t.equal((await listed(filed)).length, 0)
  t.equal((await eventsOf(filed)).length, 0)
  await storeIsExact(t)
})

t.test('bytes that were changed, cut off, exchanged or taken out of the store are refused, and nothing of them is sent', async (t) => {
  const filed = await fileRequest(call)
  const bytes = Buffer.from('一段不会改变的文字。'.repeat(20_000))
  const { items: [one, two] } = must<Listed>(201, await handIn(filed, form({ name: '长.txt', bytes }, text('另一个'))))
  const path = stored().find(({ name }) => name === one?.id)?.path as string
  const whole = readFileSync(path)
  const refuses = async (what: string): Promise<void> => {
    const got = await download(one?.id as string, filed.accessToken)
    t.equal(got.status, 500, what)
    t.equal(got.headers.get('content-disposition'), null)
    t.equal(JSON.parse(got.bytes.toString()).code, 'stored_bytes_differ', what)
  }
  for (const at of [3, 30, 100, 70_000, whole.length - 1]) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] as number) ^ 1
    writeFileSync(path, changed)
    await refuses(`byte ${at} was changed`)
  }
  for (const length of [0, 10, 65_000, whole.length - 1]) {
    writeFileSync(path, whole.subarray(0, length))
    await refuses(`cut off after ${length}`)
  }
  writeFileSync(path, readFileSync(stored().find(({ name }) => name === two?.id)?.path as string))
  await refuses('another’s bytes')
  rmSync(path)
  await refuses('gone')
  writeFileSync(path, whole)
  t.ok((await download(one?.id as string, filed.accessToken)).bytes.equals(bytes))
})

t.test('an upload that breaks off anywhere leaves nothing behind', async (t) => {
  const filed = await fileRequest(call)
  const body = Buffer.concat([
    part('一.txt'), Buffer.from('第一件'), Buffer.from('\r\n'), part('二.txt'), Buffer.alloc(3 * megabyte, 'a'), Buffer.from('\r\n--mid--\r\n'),
  ])
  for (const sent of [5, 60, 160, 200, 400, 100_000, 2 * megabyte, body.length - 12, body.length - 1]) {
    const before = new Set(stored().map(({ path }) => path))
    const socket = await beginUpload(t, house.address, { filed, length: body.length })
    await send(socket, body.subarray(0, sent))
    // Still on its way in, or in its place already where only the end of the form is missing.
    if (sent >= 100_000) await until(async () => stored().some(({ path }) => !before.has(path) && sizeOf(path) > 50_000), Boolean)
    socket.destroy()
    await storeIsExact(t)
    t.equal((await listed(filed)).length, 0, `broke off after ${sent} bytes`)
  }
  t.equal((await eventsOf(filed)).length, 0)
  const cutShort = await beginUpload(t, house.address, { filed, length: 200_000 })
  await send(cutShort, body.subarray(0, 200_000))
  t.match(await firstLine(cutShort), /^HTTP\/1\.1 400 /, 'a form that has no end is told so')
  await storeIsExact(t)
})

t.test('an upload is sealed into the store while it streams', async (t) => {
  const filed = await fileRequest(call)
  const content = Buffer.alloc(2 * megabyte, 'b')
  const [head, tail] = [part('流.txt'), Buffer.from('\r\n--mid--\r\n')]
  const socket = await beginUpload(t, house.address, { filed, length: head.length + content.length + tail.length })
  await send(socket, Buffer.concat([head, content.subarray(0, megabyte)]))
  await until(async () => stored().find(({ path }) => path.includes('incoming')), (file) => file !== undefined && sizeOf(file.path) > 900_000)
  await send(socket, Buffer.concat([content.subarray(megabyte), tail]))
  t.match(await firstLine(socket), /^HTTP\/1\.1 201 /)
  const [one] = await listed(filed)
  t.equal(one?.sha256, sha256(content))
  await storeIsExact(t)
})

t.test('a house may keep its bytes in a bucket, and one that is down is told as such', async (t) => {
  const credentials = { keyId: 'lightwell', secret: 'of the bucket', region: 'cn-north-1' }
  const fake = await startFakeS3(t, credentials)
  const bytes = s3Store({ ...credentials, endpoint: fake.endpoint, bucket: 'lightwell', prefix: 'xm' })
  const other = await openTestHouse(t, { bytes })
  const filed = await fileRequest(other.call)
  const large = { name: '大.txt', bytes: Buffer.alloc(9 * megabyte, 'c') }
  const { items } = must<Listed>(201, await handIn(filed, form(text('甲'), large), { at: other.call }))
  t.same([...fake.objects.keys()].toSorted(), items.map(({ id }) => `/lightwell/xm/${id}`).toSorted())
  t.ok((await download(items[1]?.id as string, filed.accessToken, other)).bytes.equals(large.bytes))
  fake.meddle = ({ method }) => method === 'PUT' ? 500 : undefined
  t.match(await handIn(filed, form(text('乙')), { at: other.call }), { status: 503, body: { code: 'unavailable' } })
  fake.meddle = ({ method }) => method === 'GET' ? 'break' : undefined
  t.match(await handIn(filed, form(text('乙')), { at: other.call }), { status: 503, body: { code: 'unavailable' } })
  t.equal((await download(items[0]?.id as string, filed.accessToken, other)).status, 503)
  for (const [at, breaks] of [[0, false], [1, true]] as const) {
    let reads = 0
    fake.meddle = ({ method }) => method === 'GET' && ++reads === 2 ? 'break_body' : undefined
    const second = download(items[at]?.id as string, filed.accessToken, other)
    if (breaks) await t.rejects(second, 'a file that breaks off on its way out is not taken for whole')
    else {
      const { status, headers } = await second
      t.equal(status, 503)
      t.same(['content-disposition', 'etag'].map((name) => headers.get(name)), [null, null])
    }
  }
  fake.meddle = () => undefined
  await until(async () => fake.objects.size, (size) => size === 2)
  t.equal(fake.uploads.size, 0)
})
