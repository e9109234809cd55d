// The papers of an agency: a receipt for each request, numbers without a gap, void ones in their place, bytes that never change.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import { connect } from '@lightwell/database/connect'
import { html } from '@lightwell/documents/html'
import { issueNotice } from '@lightwell/documents/notices'
import { paragraph } from '@lightwell/documents/paper'
import { notices } from '@lightwell/schema/tables/common'
import { agencyProfiles } from '@lightwell/schema/tables/intake'
import { openTestHouse, type CallAnswer } from '../support/house.ts'
import { fileRequest, must, until, type Filed } from '../support/story.ts'

type Paper = { id: string, requestId: string, kind: string, number: string, year: number, serial: number, void: boolean, voiding?: object }
type Register = { items: Paper[], nextCursor: string | null }

const house = await openTestHouse(t)
const { call } = house
const kinds = notices.kind.enumValues

async function receipt ({ id, accessToken }: Filed, { as = accessToken, headers = {} } = {}): Promise<CallAnswer> {
  return await call('POST', `/v1/requests/${id}/registration-receipt`, { as, headers })
}

async function page (id: string, as: string): Promise<CallAnswer> {
  return await call('GET', `/v1/notices/${id}`, { as })
}

async function pdfOf (id: string, token: string) {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/pdf' }
  const answer = await fetch(`${house.address}/v1/notices/${id}`, { headers })
  const [type, etag, vary] = ['content-type', 'etag', 'vary'].map((name) => answer.headers.get(name))
  return { status: answer.status, type, etag, vary, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** The register of an agency, read page by page. */
async function register (agency: string, query = '', limit = 100): Promise<Paper[]> {
  const papers: Paper[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const path = `/v1/agencies/${agency}/notices?limit=${limit}${query}${cursor && `&cursor=${cursor}`}`
    const read: Register = must(200, await call('GET', path, { as: 'jcj.supervisor' }))
    papers.push(...read.items)
    cursor = read.nextCursor
  }
  return papers
}

/** Whether every series of a register counts 1, 2, 3 … without a gap. */
function isGapless (papers: readonly Paper[]): boolean {
  const series = Object.groupBy(papers, ({ kind, year }) => `${kind} ${year}`)
  return Object.values(series).every((one = []) => one.every(({ serial }, at) => serial === at + 1))
}

t.test('every request gets a receipt that tells its number, its day, what may change it, and how to follow it', async (t) => {
  const filed = await fileRequest(call)
  const answer = await receipt(filed)
  const paper = must<Paper>(201, answer)
  t.match(paper, { kind: 'registration', number: 'XM公登〔2026〕1号', year: 2026, serial: 1, requestId: filed.id, void: false })
  t.equal(answer.headers.get('location'), `/v1/notices/${paper.id}`)
  const read = await page(paper.id, filed.accessToken)
  t.equal(read.status, 200)
  for (const words of [
    '政府信息公开申请登记回执', 'XM公登〔2026〕1号', '张三', filed.receiptNumber, '2024年度城南片区征地补偿方案及发放明细', '网上提交',
    '2026年3月2日', '2026年3月9日', '最长为自收到之日起10个工作日', '《政务信息公开实施细则》第十二条第一款', '第三十条', '不计算在内', '查询码',
  ]) t.ok(read.text.includes(words), words)
  t.notOk(read.text.includes('信息处理费'), 'the county charges nothing')
  for (const secret of ['11010519491231002X', '13800000000', filed.accessToken]) t.notOk(read.text.includes(secret))
  const view = must<{ notices: object[], allowedActions: string[] }>(200, await call('GET', `/v1/requests/${filed.id}`, { as: filed.accessToken }))
  t.match(view.notices, [{ id: paper.id, kind: 'registration' }])
  t.ok(view.allowedActions.includes('register_receipt'))
})

t.test('a receipt in English says the same, with the fee that the regime knows and the desk that the agency names', async (t) => {
  await house.connection('intake').db.insert(agencyProfiles).values({
    agencyCode: 'CITY', version: 99, fromOn: '2026-01-01', kind: 'government', nameZh: '市人民政府办公室', nameEn: 'Office of the City Government',
    paperSign: '市府', address: 'Renmin Road 1', phone: '0512-5550000', openingHours: [], recordedBy: 'staff:x', recordedAt: house.clock.now(),
  })
  const filed = await fileRequest(call, { agency: 'CITY', language: 'en', description: 'Road works of 2025 & <their> costs' })
  const paper = must<Paper>(201, await receipt(filed))
  t.equal(paper.number, '市府公登〔2026〕1号')
  const { text, headers } = await page(paper.id, 'city.officer')
  t.equal(headers.get('content-language'), 'en')
  for (const words of [
    'Receipt of a Registered Request', 'Received on', 'online', '2 March 2026', '30 March 2026', 'to 40 working days', 'processing fee',
    'Road works of 2025 &amp; &lt;their&gt; costs', 'Renmin Road 1', '0512-5550000', 'Office of the City Government', 'Article 33, paragraph 2',
  ]) t.ok(text.includes(words), words)
  t.notOk(text.includes('E-mail'), 'what the agency has not told is not there')
})

t.test('words that bear a mark or an identity number stand on no receipt, which is issued all the same', async (t) => {
  for (const description of ['关于机密★20年的会议纪要', '请查 11010519491231002X 的补偿款', '11010519 4912 31002x 的档案', '绝密\n★长期']) {
    const filed = await fileRequest(call, { description })
    const { id } = must<Paper>(201, await receipt(filed))
    const { text } = await page(id, filed.accessToken)
    t.ok(text.includes('本回执不予载明'), description)
    t.notOk(text.includes(description))
    t.notOk(/11010519|★/.test(text))
    t.ok(text.includes(filed.receiptNumber))
  }
})

t.test('a receipt is issued once: who asks again, in whatever role or at the same moment, gets the same paper', async (t) => {
  const filed = await fileRequest(call)
  const raced = await Promise.all(['xm.clerk', 'xm.officer', filed.accessToken, filed.accessToken].map((as) => receipt(filed, { as })))
  t.same(raced.map(({ status }) => status).toSorted(), [200, 200, 200, 201])
  t.equal(new Set(raced.map(({ body }) => body.id)).size, 1)
  const byPortal = await fileRequest(call, {}, 'portal')
  t.equal((await receipt(byPortal, { as: 'portal' })).status, 201)
  for (const as of ['xm.review1', 'xm.head', 'jcj.supervisor']) t.equal((await receipt(filed, { as })).status, 403, as)
  for (const as of ['cs.clerk', 'portal', byPortal.accessToken]) t.equal((await receipt(filed, { as })).status, 404, as)
  t.equal((await call('POST', `/v1/requests/${filed.id}/registration-receipt`)).status, 401)
  t.equal((await call('POST', `/v1/requests/${filed.id}/registration-receipt`, { as: filed.accessToken, body: { words: 'x' } })).status, 422)
  t.equal((await receipt(filed, { headers: { 'if-match': '"99"' } })).status, 412)
  const withdrawn = await fileRequest(call)
  must(200, await call('POST', `/v1/requests/${withdrawn.id}/withdrawal`, { as: withdrawn.accessToken, body: {} }))
  const late = must<Paper>(201, await receipt(withdrawn))
  t.ok((await page(late.id, withdrawn.accessToken)).text.includes('不再计算期限'), 'after the end it counts no more days')
})

t.test('a number that is void stays in its series, says so, and its paper is given to nobody outside', async (t) => {
  const filed = await fileRequest(call)
  const paper = must<Paper>(201, await receipt(filed))
  const voiding = async (id: string, as: string, body: object = { reason: '收到日期登记有误' }): Promise<CallAnswer> =>
    await call('POST', `/v1/notices/${id}/voiding`, { as, body })
  for (const as of ['xm.officer', 'xm.clerk', 'jcj.supervisor', filed.accessToken]) t.equal((await voiding(paper.id, as)).status, 403, as)
  for (const as of ['cs.head', 'portal']) t.equal((await voiding(paper.id, as)).status, 404, as)
  for (const body of [{}, { reason: '' }, { reason: '   ' }, { reason: 'x', more: 1 }]) t.equal((await voiding(paper.id, 'xm.head', body)).status, 422)
  t.equal((await voiding(uuidv7(), 'xm.head')).status, 404)
  const before = await page(paper.id, 'xm.officer')
  t.equal(before.headers.get('lightwell-void'), null)

  const raced = await Promise.all([voiding(paper.id, 'xm.head'), voiding(paper.id, 'xm.head')])
  t.same(raced.map(({ status }) => status).toSorted(), [200, 409])
  t.match(raced.find(({ status }) => status === 200)?.body, { number: paper.number, void: true, voiding: { reason: '收到日期登记有误' } })
  t.equal(raced.find(({ status }) => status === 409)?.body.code, 'notice_voided')
  const after = await page(paper.id, 'xm.officer')
  t.equal(after.headers.get('lightwell-void'), 'true')
  t.equal(after.text, before.text, 'staff read the very bytes')
  t.match(await page(paper.id, filed.accessToken), { status: 410, body: { code: 'notice_voided' } })
  t.match(await call('GET', `/v1/requests/${filed.id}`, { as: filed.accessToken }), { body: { notices: [{ id: paper.id, void: true }] } })
  t.match(await call('POST', `/v1/notices/${paper.id}/service`, { as: 'xm.clerk', body: { method: 'post', on: '2026-03-02', evidence: 'x' } }), { status: 409 })

  const next = must<Paper>(201, await receipt(filed))
  t.equal(next.serial, paper.serial + 1, 'another receipt has another number')
  t.match(must<Paper>(200, await receipt(filed)), { id: next.id })
  const shown = (await register('XM', '&kind=registration')).filter(({ requestId }) => requestId === filed.id)
  t.match(shown, [{ number: paper.number, void: true }, { number: next.number, void: false }])
  const history = must<{ items: { type: string }[] }>(200, await call('GET', `/v1/requests/${filed.id}/events`, { as: 'xm.officer' }))
  t.equal(history.items.filter(({ type }) => type === 'lightwell.notice.voided.v1').length, 1)
})

/** Issues a paper of a kind for a case, as its room would. */
async function issue (caseId: string, { agencyCode = 'XM', kind, year = 2026, fails = false, text = '' }: {
  agencyCode?: string, kind: (typeof kinds)[number], year?: number, fails?: boolean, text?: string,
}): Promise<string> {
  return await room.db.transaction(async (tx) => {
    const { id } = await issueNotice(tx, {
      caseId, agencyCode, kind, language: 'zh-CN', issuedAt: house.clock.now(), year,
      write: (number) => ({
        language: 'zh-CN', layout: 'letter', agency: '新民镇人民政府', title: kind, number, to: undefined,
        blocks: [paragraph`${text}`], issuedOn: '2026-03-02' as Day,
      }),
      refuse: () => new Error('the paper is not clean'),
    })
    if (fails) throw new Error('what came after it failed')
    return id
  })
}
const room = connect(house.url, 'intake', { max: 8 })
t.teardown(() => room.close())

t.test('a paper that would bear a mark or an identity number is not issued, whoever wrote it', async (t) => {
  const filed = await fileRequest(call)
  for (const text of ['秘密★10年', '110105 19491231 002X']) {
    await t.rejects(issue(filed.id, { kind: 'deferral', text, year: 2029 }), /not clean/)
  }
  await issue(filed.id, { kind: 'deferral', text: '依法确定为国家秘密', year: 2029 })
  t.match(await register('XM', '&year=2029'), [{ serial: 1, sha256: /^[0-9a-f]{64}$/, pdfSha256: /^[0-9a-f]{64}$/ }], 'and takes no number')
})

t.test('what answered a request, or moved its clock, cannot be made void', async (t) => {
  const filed = await fileRequest(call)
  for (const kind of kinds) {
    const id = await issue(filed.id, { kind })
    const answer = await call('POST', `/v1/notices/${id}/voiding`, { as: 'xm.head', body: { reason: '误' } })
    const may = ['registration', 'transfer', 'consultation_told'].includes(kind)
    t.match(answer, may ? { status: 200 } : { status: 409, body: { code: 'not_voidable' } }, kind)
  }
})

t.test('numbers have no gap, whoever issues papers at the same time and whatever fails in between', async (t) => {
  const filed = await fileRequest(call)
  const wish = fc.record({
    agencyCode: fc.constantFrom('AQ', 'CS'), kind: fc.constantFrom('fee', 'lapse', 'registration'), year: fc.constantFrom(2030, 2031), fails: fc.boolean(),
  })
  const wanted = new Map<string, number>()
  await fc.assert(fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 16 }), async (wishes) => {
    await Promise.allSettled(wishes.map((one) => issue(filed.id, one as Parameters<typeof issue>[1])))
    for (const { agencyCode, kind, year, fails } of wishes) {
      const series = `${agencyCode} ${kind} ${year}`
      if (!fails) wanted.set(series, (wanted.get(series) ?? 0) + 1)
    }
    const papers = [...await register('AQ'), ...await register('CS')].filter(({ year }) => year >= 2030)
    const counted: Record<string, Paper[] | undefined> = Object.groupBy(papers, ({ number, kind, year }) => `${number.slice(0, 2)} ${kind} ${year}`)
    return isGapless(await register('AQ')) && isGapless(await register('CS')) &&
      [...wanted].every(([series, count]) => counted[series]?.length === count)
  }), { numRuns: 12 })

  const requests = await Promise.all(Array.from({ length: 12 }, () => fileRequest(call, { agency: 'AQ' })))
  const answers = await Promise.all(requests.flatMap((one, at) => [
    receipt(one, at % 3 === 0 ? { headers: { 'if-match': '"99"' } } : {}), receipt(one),
  ]))
  t.equal(answers.filter(({ status }) => status === 201).length, 12)
  const receipts = await register('AQ', '&kind=registration&year=2026')
  t.equal(receipts.length, 12)
  t.ok(isGapless(receipts))
})

t.test('the year of a number is that of the agency’s own zone, and each year begins with 1', async (t) => {
  house.clock.set('2026-12-31T15:59:59.999Z')
  const before = await fileRequest(call, { agency: 'CS' })
  const last = must<Paper>(201, await receipt(before))
  t.equal(last.year, 2026)
  house.clock.set('2026-12-31T16:00:00Z')
  const after = await fileRequest(call, { agency: 'CS' })
  const first = must<Paper>(201, await receipt(after))
  t.equal(first.number, 'CS公登〔2027〕1号', 'it is already the new year in Shanghai, while it is not in London')
  t.match(must<Paper>(200, await receipt(before)), { number: last.number })
  t.ok((await page(first.id, after.accessToken)).text.includes('尚未公布放假安排'), 'the days off of that year are not published yet')
  house.clock.set('2026-03-02T01:00:00Z')
})

t.test('the register shows every number in order, in pages, to the agency’s staff and to supervisors', async (t) => {
  const all = await register('XM')
  t.ok(isGapless(all))
  t.same((await register('XM', '', 3)).map(({ id }) => id), all.map(({ id }) => id), 'in pages of three as in one')
  const one = await register('XM', '&kind=registration&year=2026')
  t.ok(one.length > 5)
  t.ok(one.every(({ kind, year }) => kind === 'registration' && year === 2026))
  t.same(await register('XM', '&year=1999'), [])
  const read = async (query: string, as?: string): Promise<number> =>
    (await call('GET', `/v1/agencies/XM/notices${query}`, { ...as !== undefined && { as } })).status
  for (const as of ['xm.clerk', 'xm.review1', 'xm.head', 'jcj.supervisor']) t.equal(await read('', as), 200, as)
  const filed = await fileRequest(call)
  for (const as of ['cs.head', 'city.admin', 'portal', filed.accessToken]) t.equal(await read('', as), 404, as)
  t.equal(await read(''), 401)
  for (const query of ['?kind=letter', '?year=26', '?year=x', '?limit=0', '?limit=101', '?cursor=x', '?order=asc']) {
    t.equal(await read(query, 'xm.head'), 422, query)
  }
  t.equal((await call('GET', '/v1/agencies/NOWHERE/notices', { as: 'jcj.supervisor' })).status, 404)
  const ofAq = (): Promise<CallAnswer> => call('GET', '/v1/agencies/AQ/notices?limit=1', { as: 'cs.head' })
  t.equal((await ofAq()).status, 404)
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  await client.query(`update agencies set successor_code = 'CS', ended_on = '2026-03-02' where code = 'AQ'`)
  await client.end()
  t.equal(must<Register>(200, await ofAq()).items.length, 1, 'a body reads the register of one that was merged into it')
})

t.test('the bytes of every kind of paper are served as they were issued, and changed ones to nobody', async (t) => {
  const filed = await fileRequest(call)
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  for (const kind of kinds) {
    const text = `${kind}：原文一字不改 & <b>&amp;</b>\r\n\u2028末`
    const id = await issue(filed.id, { kind, text })
    const read = await page(id, 'xm.officer')
    t.equal(read.status, 200, kind)
    t.ok(read.text.includes(html`<p>${text}</p>`.markup))
    t.equal(read.headers.get('etag'), `"${createHash('sha256').update(read.text).digest('hex')}"`)
    t.equal((await page(id, filed.accessToken)).text, read.text)
    const { rows: [stored] } = await client.query('select pdf_bytes, pdf_sha256 from notices where id = $1', [id])
    const pdf = await pdfOf(id, filed.accessToken)
    t.match([pdf.type, pdf.etag, pdf.vary], ['application/pdf', `"${stored.pdf_sha256}"`, 'authorization, accept'])
    t.ok(pdf.bytes.equals(stored.pdf_bytes) && pdf.bytes.subarray(0, 5).toString() === '%PDF-')
    t.equal(createHash('sha256').update(pdf.bytes).digest('hex'), stored.pdf_sha256)
    await client.query('update notices set pdf_bytes = set_byte(pdf_bytes, 7, get_byte(pdf_bytes, 7) # 1) where id = $1', [id])
    t.match(await pdfOf(id, filed.accessToken), { status: 500, type: /problem\+json/ }, `${kind} as PDF`)
    t.equal((await page(id, filed.accessToken)).text, read.text)
    await client.query('update notices set bytes = set_byte(bytes, 7, get_byte(bytes, 7) # 1) where id = $1', [id])
    for (const as of ['xm.officer', filed.accessToken]) {
      const refused = await page(id, as)
      t.match(refused, { status: 500, body: { code: 'notice_bytes_differ' } }, `${kind} ${as}`)
      t.notOk(refused.text.includes('原文'))
    }
  }
  const old = await issue(filed.id, { kind: 'registration' })
  await client.query('update notices set pdf_bytes = null, pdf_sha256 = null where id = $1', [old])
  t.match(await pdfOf(old, filed.accessToken), { status: 200, type: 'text/html; charset=utf-8' }, 'a paper of before has its page alone')
  await client.end()
  for (const name of ['intake', 'deadline', 'decision', 'oversight'] as const) {
    await t.rejects(house.connection(name).db.update(notices).set({ sha256: 'x' }), { cause: { code: '42501' } }, `${name} cannot change a paper`)
    await t.rejects(house.connection(name).db.delete(notices), { cause: { code: '42501' } }, `${name} cannot remove one`)
  }
})

t.test('a paper that was issued is noted in the history, and the history verifies', async (t) => {
  const filed = await fileRequest(call)
  must(201, await receipt(filed))
  await until(async () => must<{ items: { type: string }[] }>(200, await call('GET', `/v1/requests/${filed.id}/events`, { as: 'xm.officer' })).items,
    (items) => items.some(({ type }) => type === 'lightwell.notice.issued.v1'))
  t.match(must(200, await call('POST', '/v1/audit/verifications', { as: 'jcj.supervisor', body: { requestId: filed.id } })), { faults: [] })
})
