import t from 'tap'
import { eq } from 'drizzle-orm'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { records } from '@lightwell/schema/tables/decision'
import { lookInto } from '../../support/forensics.ts'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { docx } from '../../support/made-files/docx.ts'
import { ofd } from '../../support/made-files/ofd.ts'
import { greyPicture } from '../../support/made-files/picture.ts'
import { tiff, type TiffOptions, type TiffPixels } from '../../support/made-files/tiff.ts'
import { must } from '../../support/story.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

// Nothing sweeps by itself: the test says when what waits is read.
const house = await openTestHouse(t, { sweeping: false })
const desk = openDesk(house)
const { db } = house.connection('decision')

const seen = async (id: string): Promise<Body> => must(200, await house.call('GET', `/v1/records/${id}`, { as: 'xm.officer' }))
const scans = async (requestId: string): Promise<number> =>
  (await eventsOf(db, requestId)).filter(({ type }) => type === 'lightwell.record.scanned.v1').length

await t.test('what takes long is kept unread: nobody opens or passes it before, and then it is read once', async (t) => {
  const { id: requestId } = await house.file()
  // A picture, by its first bytes: it is never read while its sender waits.
  const broken = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1])
  const record = must<Body>(201, await desk.upload(requestId, broken, { type: 'image/png' }))
  t.match(record, { mediaType: 'image/png', scan: { state: 'queued', pagesRead: 0 }, sealed: false })
  t.equal((await desk.open(record.id, 'xm.review1')).body.code, 'scan_unfinished')
  t.equal((await house.call('GET', `/v1/records/${record.id}/content`, { as: 'xm.officer' })).body.code, 'scan_unfinished', 'nor does who brought it')
  t.equal(await scans(requestId), 0)

  // Its reader took it and was killed: it is nobody's until its time is over, and is then read by another.
  await asOwner(house, `update records set scan_state = 'running', scan_held_until = '2026-03-02T01:02:00Z' where id = $1`, [record.id])
  await house.swept()
  t.equal((await seen(record.id)).scan.state, 'running')
  house.clock.set('2026-03-02T01:02:00Z')
  await house.swept()
  t.match((await seen(record.id)).scan, { state: 'unreadable', faults: [{ code: 'broken' }] })
  t.equal(await scans(requestId), 1)
  await house.swept()
  t.equal(await scans(requestId), 1, 'once')
  const [row] = await db.select({ heldUntil: records.scanHeldUntil }).from(records).where(eq(records.id, record.id))
  t.equal(row?.heldUntil, null)
})

await t.test('a label seals what is not read yet, and its reading adds what stands inside', async (t) => {
  const { id: requestId } = await house.file()
  const broken = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1])
  const record = must<Body>(201, await desk.upload(requestId, broken, { type: 'image/png', title: '机密★20年 方案' }))
  t.match(record, { sealed: true, scan: { state: 'queued' } })
  await house.swept()
  t.match(await seen(record.id), { sealed: true, scan: { state: 'unreadable', marks: [{ level: 'confidential', page: null }] } })
})

await t.test('an Office file is read while its sender waits or in its turn; its mark in a comment seals it all the same', async (t) => {
  const { id: requestId } = await house.file()
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  const marked = must<Body>(201, await desk.upload(requestId, docx({ paragraphs: ['方案'], comment: '机密★5年' }), { type }))
  const plain = must<Body>(201, await desk.upload(requestId, docx({ paragraphs: ['方案'] }), { type }))
  await house.swept()
  t.match(await seen(marked.id), { mediaType: type, sealed: true, scan: { state: 'done', marks: [{ level: 'confidential', period: '5年' }] } })
  t.match(await seen(plain.id), { sealed: false, scan: { state: 'done', marks: [], faults: [] } })
  const opened = await desk.open(plain.id, 'xm.review1')
  t.equal(opened.headers.get('content-type'), type)
  t.match(opened.headers.get('content-disposition'), /^attachment; filename="[0-9a-f-]+\.docx"$/)
})

/** A page as a fax or a scanner in black and white has it. */
function faxed (lines: readonly string[]): TiffPixels & TiffOptions {
  const { grey, ...dimensions } = greyPicture(lines, { size: 40 })
  return { ...dimensions, values: grey.map((shade) => shade > 128 ? 255 : 0), packing: 'changes', bits: 1, whiteIsZero: true }
}

async function uploaded (requestId: string, bytes: Uint8Array, type = 'image/tiff'): Promise<Body> {
  const record = must<Body>(201, await desk.upload(requestId, bytes, { type }))
  await house.swept()
  return await seen(record.id)
}

await t.test('a scan of many pages as TIFF is sealed by a mark on one of them, and redacted like any other where there is none', async (t) => {
  const { id } = await house.file()
  const innocent = faxed(['关于公开工作的通知', '各县人民政府办公室'])
  const marked = await uploaded(id, tiff([innocent, faxed(['秘密★10年', '关于公开工作的通知'])]))
  t.match(marked, { mediaType: 'image/tiff', sealed: true, scan: { state: 'done', pages: 2, marks: [{ level: 'secret', page: 2 }] } })

  const scan = await uploaded(id, tiff([innocent, faxed(['领取人欧阳静雯', '征地补偿登记名册'])]))
  t.match(scan, { sealed: false, scan: { state: 'done', pages: 2, marks: [], faults: [] } })
  const textAt = `/v1/records/${scan.id}/text`
  const { body: first } = await house.call('GET', `${textAt}?limit=1`, { as: 'xm.officer' })
  t.match(first, { items: [{ piece: null, place: 'picture', page: 1, text: /公开/ }] })
  t.match(await house.call('GET', `${textAt}?cursor=${first.nextCursor}`, { as: 'xm.officer' }), { body: { items: [{ page: 2 }], nextCursor: null } })
  const ground = 'privacy'
  const area = { left: 0, top: 0.15, width: 1, height: 0.3 }
  const redact = (page: number): Promise<CallAnswer> =>
    house.call('POST', `/v1/records/${scan.id}/redactions`, { as: 'xm.officer', body: { areas: [{ page, area, ground }] } })
  t.same(faultsOf(await redact(3)), ['/areas/0 no_such_page'])
  const made = must<Body>(201, await redact(2))
  t.match(made, {
    mediaType: 'application/pdf',
    redaction: { areas: [{ page: 2, ground }], proof: { passed: true, pages: 2, checks: { structure: 0, bytes: 0, text: 0, boxes: 0, reading: 0 } } },
  })
  await house.swept()
  const authorization = `Bearer ${await issueDevelopmentToken(house.keys, 'xm.officer', house.clock.now())}`
  const answer = await fetch(new URL(`/v1/records/${made.id}/content`, house.address), { headers: { authorization } })
  const { text, beside } = await lookInto(Buffer.from(await answer.arrayBuffer()))
  t.notMatch(text + beside, /欧阳|静雯/)
  t.match(text.replaceAll(/\s/g, ''), /公开工作[^]*补偿/, 'what is left of both pages can be found')
})

await t.test('an OFD is sealed by its mark, and without one is read like any file; it is not redacted', async (t) => {
  const { id } = await house.file()
  const type = 'application/ofd'
  const marked = await uploaded(id, ofd({ pages: [{ texts: [{ text: '关于公开工作的通知' }] }, { texts: [{ text: '秘密★10年' }] }] }), type)
  t.match(marked, { mediaType: type, sealed: true, scan: { state: 'done', pages: 2, marks: [{ level: 'secret', period: '10年', page: 2 }] } })
  const plain = await uploaded(id, ofd({ pages: [{ texts: [{ text: '关于公开工作的通知' }] }] }), type)
  t.match(plain, { mediaType: type, sealed: false, scan: { state: 'done', pages: 1, marks: [], faults: [] } })
  const opened = await desk.open(plain.id, 'xm.review1')
  t.match(opened.headers.get('content-disposition'), /^attachment; filename="[0-9a-f-]+\.ofd"$/)
  const body = { spans: [{ piece: 0, start: 0, end: 2, ground: 'privacy' }] }
  t.match(await house.call('POST', `/v1/records/${plain.id}/redactions`, { as: 'xm.officer', body }), { status: 409, body: { code: 'redaction_not_drawn' } })
  const drawn = { pages: [{ content: '<ofd:PathObject ID="4" Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 Q 1 1 2 2</ofd:AbbreviatedData></ofd:PathObject>' }] }
  t.match(await uploaded(id, ofd(drawn), type), { sealed: false, scan: { state: 'unreadable', faults: [{ code: 'unread_part' }] } })
})

await t.test('where somebody’s data may stand is suggested for redaction, with its ground and never its words', async (t) => {
  const { id: requestId } = await house.file()
  // A byte order mark is a character of the file, and counts for places.
  const text = '\uFEFF领取人：张三，身份证号码11010519491231002X，电话13812345678。'
  const { body: record } = await desk.upload(requestId, text)
  const { status, body, text: told } = await house.call('GET', `/v1/records/${record.id}/suggestions`, { as: 'xm.officer' })
  t.equal(status, 200)
  const points = [...text]
  const words = body.items.map(({ start, end }: { start: number, end: number }) => points.slice(start, end).join(''))
  t.ok(words.includes('11010519491231002X') && words.includes('13812345678'), words.join(' '))
  t.match(body.items.find(({ kind }: { kind: string }) => kind === 'resident_id'), { sure: true, ground: 'privacy', place: 'body' })
  t.notMatch(told, /11010519491231002X|13812345678|张三/)
  const spans = body.items.filter(({ sure }: { sure: boolean }) => sure).map(({ start, end, ground }: { start: number, end: number, ground: string }) => ({ start, end, ground }))
  const { body: rendition } = await house.call('POST', `/v1/records/${record.id}/redactions`, { as: 'xm.officer', body: { spans } })
  const { text: left } = await house.call('GET', `/v1/records/${rendition.id}/content`, { as: 'xm.officer' })
  t.notMatch(left, /1101|002X|1381|5678/)
  const first = await house.call('GET', `/v1/records/${record.id}/suggestions?limit=1`, { as: 'xm.officer' })
  t.equal(first.body.items.length, 1)
  const rest = await house.call('GET', `/v1/records/${record.id}/suggestions?cursor=${first.body.nextCursor}`, { as: 'xm.officer' })
  t.same([...first.body.items, ...rest.body.items], body.items)
  t.equal((await house.call('GET', `/v1/records/${record.id}/suggestions`, { as: 'jcj.supervisor' })).status, 403)
  t.equal((await house.call('GET', `/v1/records/${record.id}/suggestions`, { as: 'cs.officer' })).status, 404)
  t.equal((await house.call('GET', `/v1/records/${record.id}/suggestions?cursor=x`, { as: 'xm.officer' })).status, 422)
})
