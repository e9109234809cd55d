import t from 'tap'
import { openTestHouse, type Body } from '../support/house.ts'
import { pdf } from '../support/made-files/pdf.ts'
import { greyPicture } from '../support/made-files/picture.ts'
import { approve, fileRequest, must, passRecord, propose, readUntil, recordSearch, until, type Filed } from '../support/story.ts'

const scan = pdf({ pages: [{ picture: greyPicture(['秘密★10年', '', '中共某省委文件', '关于脱贫攻坚工作的意见'], { size: 40 }) }] })
const secrecy = 'xm.review2'

// Nothing sweeps by itself: the test says when a scan is read, and when a key goes.
const house = await openTestHouse(t, { sweeping: false })
const { call } = house

async function uploadScan ({ id }: Filed, title: string): Promise<Body> {
  const body = new FormData()
  body.set('requestId', id)
  body.set('title', title)
  body.set('origin', '镇党政办')
  body.set('file', new Blob([scan as Uint8Array<ArrayBuffer>], { type: 'application/pdf' }), 'scan.pdf')
  const { id: recordId } = must<Body>(201, await call('POST', '/v1/records', { as: 'xm.officer', body }))
  await house.swept()
  return must<Body>(200, await call('GET', `/v1/records/${recordId}`, { as: 'xm.officer' }))
}

async function incidentOf (recordId: string): Promise<Body> {
  return (await call('GET', '/v1/incidents', { as: 'xm.head' })).body.items.find((one: Body) => one.recordId === recordId)
}

await t.test('a scanned secret is sealed, reported within its day and destroyed; the answer refuses on its carrier', async (t) => {
  const filed = await fileRequest(call)
  await recordSearch(call, filed)
  const record = await uploadScan(filed, '脱贫工作意见')
  t.match(record, { sealed: true, declared: false, title: /sealed/ })
  t.notMatch(JSON.stringify(record), /脱贫|党政办/)
  t.equal((await call('GET', `/v1/records/${record.id}/content`, { as: secrecy })).body.code, 'record_sealed')
  const incident = await until<Body>(() => incidentOf(record.id), (one) => one !== undefined)

  house.clock.set('2026-03-02T09:00:00Z')
  const report = { to: '县国家保密局', words: '一件秘密级文件误传入系统，已封存，无人打开。' }
  t.match(must(200, await call('POST', `/v1/incidents/${incident.id}/report`, { as: secrecy, body: report })), { report: { late: false } })
  const order = { level: 'secret', period: '10年', carrierNumber: '镇密〔2024〕3号', classifier: '某省委', reason: '涉密件不得存放于本系统' }
  must(201, await call('POST', `/v1/records/${record.id}/destruction`, { as: secrecy, body: order }))
  await house.swept()
  t.match(must(200, await call('GET', `/v1/records/${record.id}/seal`, { as: secrecy })),
    { sealed: true, destruction: { ...order, keyGoneAt: '2026-03-02T09:00:00.000Z' } })
  t.match(must(200, await call('POST', `/v1/incidents/${incident.id}/closing`, { as: 'jcj.supervisor', body: { reason: '处置完毕。' } })),
    { closed: { as: 'handled' } })

  t.equal((await call('POST', '/v1/decisions', {
    as: 'xm.officer', body: { requestId: filed.id, parts: [{ description: '工作意见', outcome: 'disclose', records: [record.id] }], delivery: { on: '2026-03-02' } },
  })).body.code, 'record_sealed', 'nobody releases what is no more')
  const decisionId = await propose(call, filed, [
    { description: '所申请的意见', outcome: 'refuse', grounds: ['state_secret'], records: [record.id], notSeverable: '全文均属国家秘密。' },
  ])
  const issued = await approve(call, filed, decisionId)
  t.match(issued, { outcome: 'refuse', state: 'issued' })
  const notice = await call('GET', `/v1/notices/${issued.noticeId}`, { as: filed.accessToken, headers: { accept: 'text/html' } })
  t.equal(notice.status, 200)
  t.notMatch(notice.text, /脱贫|镇密|党政办/, 'the answer names neither the paper nor its number')
  await readUntil<Body>(call, `/v1/deadlines/${filed.id}`, 'xm.officer', { state: 'met' })
})

await t.test('a scan that only speaks of the mark is unsealed by two, reviewed and released', async (t) => {
  const filed = await fileRequest(call)
  const record = await uploadScan(filed, '保密宣传单')
  const reason = { reason: '宣传单上的举例，不是密级标志。' }
  must(201, await call('POST', `/v1/records/${record.id}/unsealing`, { as: 'xm.head', body: reason }))
  must(200, await call('POST', `/v1/records/${record.id}/unsealing/confirmation`, { as: secrecy, body: { reason: '与原件核对无误。' } }))
  const open = must<Body>(200, await call('GET', `/v1/records/${record.id}`, { as: 'xm.officer' }))
  t.match(open, { sealed: false, title: '保密宣传单', scan: { state: 'done', marks: [{ falseAlarm: true }] }, review: { nextLevel: 1, complete: false } })
  t.match(await until<Body>(() => incidentOf(record.id), ({ closed }) => closed !== null), { closed: { as: 'false_alarm' } })
  await passRecord(call, filed, open, ['宣传材料，无涉密内容', '同意，举例而已'])
  const decisionId = await propose(call, filed, [{ description: '宣传单', outcome: 'disclose', records: [record.id] }])
  await approve(call, filed, decisionId)
  const { status, headers } = await call('GET', `/v1/records/${record.id}/content`, { as: filed.accessToken })
  t.equal(status, 200)
  t.equal(headers.get('etag'), `"${record.sha256}"`)
})
