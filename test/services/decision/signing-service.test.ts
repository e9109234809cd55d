import t from 'tap'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { sealFault } from '@lightwell/documents/seal-fault'
import { httpSigningService, type SigningService } from '@lightwell/documents/signing-service'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { readConfig } from '../../../services/config.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { until } from '../../support/story.ts'
import { appendSeal, type SealTricks } from './append-seal.ts'
import { asOwner, eventsOf, openDesk } from './desk.ts'

const refusal = { description: '某户补偿明细', outcome: 'refuse', grounds: ['privacy'] }

/** A signing service that does what it is told, honest unless a trick is set. */
function fakeService () {
  const fake = { tricks: {} as SealTricks, silent: false, asked: 0 }
  const service: SigningService = {
    async sign (pdf) {
      fake.asked += 1
      if (fake.silent) throw new Error('no answer')
      return appendSeal(pdf, fake.tricks)
    },
  }
  return { fake, service }
}

const { fake, service } = fakeService()
const house = await openTestHouse(t, { signing: service, sweeping: false })
const { call } = house
const { db } = house.connection('decision')
const xm = openDesk(house)

async function pdfOf (noticeId: string, as: string) {
  const token = /\./.test(as) && !as.startsWith('lw') ? await issueDevelopmentToken(house.keys, as, house.clock.now()) : as
  const answer = await fetch(`${house.address}/v1/notices/${noticeId}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/pdf' },
  })
  return { status: answer.status, etag: answer.headers.get('etag'), bytes: Buffer.from(await answer.arrayBuffer()) }
}

const sealsOf = async (id: string) => (await eventsOf(db, id)).filter(({ type }) => /notice\.seal/.test(type))
const incidents = async (): Promise<Body[]> => (await call('GET', '/v1/incidents', { as: 'jcj.supervisor' })).body.items

await t.test('a paper is sealed after it was issued: the approved bytes, and a signature behind them; both hashes are told', async (t) => {
  const { id, accessToken } = await house.file()
  const { noticeId } = await xm.issue(id, [refusal])
  const plain = await pdfOf(noticeId, accessToken)
  t.equal(plain.etag, `"${sha256Hex(plain.bytes)}"`, 'before, it is served as it was issued')
  await house.swept()
  const sealed = await pdfOf(noticeId, accessToken)
  t.ok(sealed.bytes.length > plain.bytes.length)
  t.ok(sealed.bytes.subarray(0, plain.bytes.length).equals(plain.bytes))
  t.equal(sealed.etag, `"${sha256Hex(sealed.bytes)}"`)
  t.same((await sealsOf(id)).map(({ type, data }) => [type, data]), [['lightwell.notice.sealed.v1', {
    noticeId, pdfSha256: sha256Hex(plain.bytes), sealedSha256: sha256Hex(sealed.bytes),
  }]])
  const { asked } = fake
  await house.swept()
  t.equal(fake.asked, asked, 'a paper is sealed once')
  await t.rejects(db.execute(sql`update notice_seals set sealed_bytes = 'x' where notice_id = ${noticeId}`), 'a seal stays as it is')
})

const lies: [string, SealTricks, string][] = [
  ['changes the paper', { change: true }, 'other_bytes'],
  ['gives the paper back as it was', { nothing: true }, 'other_bytes'],
  ['puts no signature behind it', { unsigned: true }, 'no_signature'],
  ['signs less than all', { partly: true }, 'signed_in_part'],
  ['signs first and appends more', { more: true }, 'signed_in_part'],
  ['draws the page anew', { page: true }, 'other_pages'],
  ['covers it with a note', { note: true }, 'more_than_a_seal'],
  ['lets it act by itself', { action: true }, 'more_than_a_seal'],
]

await t.test('a service that does more or less than to seal is refused, and the paper goes out as it was approved', async (t) => {
  for (const [words, tricks, fault] of lies) {
    fake.tricks = tricks
    const { id, accessToken } = await house.file()
    const { noticeId } = await xm.issue(id, [refusal])
    const plain = await pdfOf(noticeId, accessToken)
    await house.swept()
    t.ok((await pdfOf(noticeId, accessToken)).bytes.equals(plain.bytes), words)
    t.match(await sealsOf(id), [{ type: 'lightwell.notice.seal_refused.v1', data: { noticeId, fault, pdfSha256: sha256Hex(plain.bytes) } }], words)
  }
  fake.tricks = {}
  t.equal(await sealFault(Buffer.from('%PDF-1.7'), Buffer.from('%PDF-1.7 /ByteRange [0 9 11 30]<>')), 'signed_in_part')
})

await t.test('a service that does not answer holds nothing up, and is asked again a minute later', async (t) => {
  fake.silent = true
  const { id } = await house.file()
  await xm.issue(id, [refusal])
  const { asked } = fake
  await house.swept()
  await house.swept()
  t.equal(fake.asked, asked + 1)
  t.same(await sealsOf(id), [])
  fake.silent = false
  house.clock.set('2026-03-02T01:01:00Z')
  await house.swept()
  t.equal((await sealsOf(id)).length, 1)
  house.clock.set('2026-03-02T01:00:00Z')
})

await t.test('a sealed paper with other bytes than were issued or sealed is given to nobody, and is an incident', async (t) => {
  const { id, accessToken } = await house.file()
  const { noticeId } = await xm.issue(id, [refusal])
  house.clock.set('2026-03-02T01:02:00Z')
  await house.swept()
  const flip = (column: string, at: number) =>
    asOwner(house, `update notice_seals set ${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1) where notice_id = $1`, [noticeId])
  const last = (await pdfOf(noticeId, accessToken)).bytes.length - 1
  for (const at of [100, last]) {
    await flip('sealed_bytes', at)
    t.equal((await pdfOf(noticeId, accessToken)).status, 500, `byte ${at}`)
    await flip('sealed_bytes', at)
  }
  t.equal((await call('GET', `/v1/notices/${noticeId}`, { as: accessToken })).status, 200, 'its page is as it was')
  await asOwner(house, "update notices set bytes = bytes || 'x'::bytea where id = $1", [noticeId])
  for (const path of [`/v1/notices/${noticeId}`, `/v1/notices/${noticeId}`]) {
    t.match(await call('GET', path, { as: 'xm.clerk' }), { status: 500, body: { code: 'notice_bytes_differ' } })
  }
  const told = await until(incidents, (all) => all.some((one) => one.noticeId === noticeId))
  t.equal(told.filter((one) => one.noticeId === noticeId).length, 1, 'once for a paper')
  t.match(told.find((one) => one.noticeId === noticeId), { kind: 'notice_bytes_differ', recordId: null, requestId: id, agency: 'XM' })
})

await t.test('released bytes that differ are refused on every way to them, and each is the same incident', async (t) => {
  const { id, accessToken } = await house.file()
  const record = await xm.cleared(id, '正文')
  await xm.issue(id, [{ description: '方案', outcome: 'disclose', records: [record.id] }])
  const publisher = openPublisher(house)
  const { body: copying } = await publisher.open({ requestId: id })
  const spoil = (recordId: string) => asOwner(house,
    'update record_contents set sealed_bytes = set_byte(sealed_bytes, 14, get_byte(sealed_bytes, 14) # 1) where record_id = $1', [recordId])
  await spoil(record.id)
  const ways: [string, string, string, unknown, string][] = [
    ['GET', `/v1/records/${record.id}/content`, accessToken, undefined, 'released_bytes_differ'],
    ['GET', `/v1/records/${record.id}/content`, 'xm.review1', undefined, 'stored_bytes_differ'],
    ['POST', `/v1/publications/${copying.id}/records-from-request`, 'xm.officer', { recordId: record.id }, 'stored_bytes_differ'],
  ]
  for (const [method, path, as, body, code] of ways) {
    t.match(await call(method, path, { as, body }), { status: 500, body: { code } }, `${method} ${path}`)
  }
  const told = await until(incidents, (all) => all.some((one) => one.recordId === record.id))
  t.equal(told.filter((one) => one.recordId === record.id).length, 1)
  const { id: other } = await house.file()
  const proposed = await xm.cleared(other, '另一件')
  const { body: decision } = await xm.propose(other, [{ description: '方案', outcome: 'disclose', records: [proposed.id] }])
  await spoil(proposed.id)
  t.match(await xm.approve(decision.id), { status: 500, body: { code: 'stored_bytes_differ' } })
  t.ok(await until(incidents, (all) => all.some((one) => one.recordId === proposed.id)), 'what is refused at the approval too')
})

await t.test('the address of a signing service is a setting; without it nothing is sealed', async (t) => {
  t.equal(readConfig({}).signing, undefined)
  t.same(readConfig({ LIGHTWELL_SIGNING: 'https://sign.example.org/pdf', LIGHTWELL_SIGNING_TOKEN: 's' }).signing,
    { url: 'https://sign.example.org/pdf', token: 's' })
  for (const wrong of ['sign.example.org', 'file:///tmp/x', 'https://u:p@example.org']) {
    t.throws(() => readConfig({ LIGHTWELL_SIGNING: wrong }), { name: 'ConfigError' }, wrong)
  }
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.headers['content-type']} ${request.headers.authorization}`)
    const status = request.url === '/fails' ? 503 : 200
    request.pipe(response.writeHead(status))
  }).listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  t.same(Buffer.from(await httpSigningService({ url, token: 's' }).sign(Buffer.from('%PDF'))).toString(), '%PDF')
  t.same(seen, ['POST application/pdf Bearer s'])
  await t.rejects(httpSigningService({ url: `${url}/fails` }).sign(Buffer.from('%PDF')), { message: /503/ })
  await t.rejects(httpSigningService({ url: `http://127.0.0.1:1` }).sign(Buffer.from('%PDF')))
})
