// The processing fee in its details: what is counted, who may, what is wrong with a proposal, and who comes first.
import t from 'tap'
import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { fees } from '@lightwell/schema/tables/intake-steps'
import { people, posts, requests } from '@lightwell/schema/tables/intake'
import { openTestHouse } from '../../support/house.ts'
import { aFiling } from '../../support/builders.ts'
import { must, readUntil } from '../../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { db } = house.connection('intake')
const reason = '明显超过合理范围。'
const byVolume = { scale: 'by_volume', pages: 40, reason }

type Case = { id: string, accessToken: string }

async function file (changes: object = {}): Promise<Case> {
  house.clock.set('2026-03-02T01:00:00Z')
  const filed = await house.file({ agency: 'CITY', ...changes })
  await readUntil(house.call, `/v1/deadlines/${filed.id}`, filed.accessToken, { state: 'running' })
  house.clock.set('2026-03-03T01:00:00Z')
  return filed
}

/** Files many requests of one applicant at once; they are not read here, so nothing waits for their clocks. */
async function fileMany (count: number, idNumber: string): Promise<Case[]> {
  const applicant = { ...aFiling().applicant, idNumber }
  const filed: Case[] = []
  for (let number = 0; number < count; number += 1) filed.push(await house.file({ agency: 'CITY', applicant }))
  return filed
}

async function propose ({ id }: Case, body: unknown = byVolume, as = 'city.officer', headers = {}) {
  return await house.call('POST', `/v1/requests/${id}/fees`, { as, body, headers })
}

async function on (verb: string, body: unknown = {}, as = 'city.head', headers = {}) {
  return await house.call('POST', `/v1/fees/${verb}`, { as, body, headers })
}

async function charged (changes: object = {}): Promise<Case & { feeId: string }> {
  const filed = await file(changes)
  const { id: feeId } = must<{ id: string }>(201, await propose(filed))
  must(200, await on(`${feeId}/approval`))
  return { ...filed, feeId }
}

async function personId (handle: string): Promise<string> {
  const [person] = await db.select({ id: people.id }).from(people).where(eq(people.handle, handle))
  return person!.id
}

async function appoint (handle: string, duty: 'disclosure_office' | 'officer' | 'head'): Promise<void> {
  await db.insert(posts).values({ id: uuidv7(), agencyCode: 'CITY', duty, level: null, holderId: await personId(handle) })
}

function pointersOf (answer: { body: { errors?: { pointer: string, code: string }[] } }) {
  return answer.body.errors?.map(({ pointer, code }) => `${pointer} ${code}`).toSorted()
}

t.test('by item the requests of one applicant at one agency in one month of receipt are counted', async (t) => {
  const filed = await fileMany(11, '11010519491231002X')
  const last = filed[10]!
  const stranger = (await fileMany(1, '110105194912310046'))[0]!
  // One came in the month before, one was moved on; neither counts beside the others.
  await db.update(requests).set({ receivedOn: '2026-02-27' }).where(eq(requests.id, filed[0]!.id))
  t.match(await propose(last, { scale: 'by_item', reason }), { status: 409, body: { code: 'no_fee_due' } }, 'the tenth of March')
  await db.update(requests).set({ receivedOn: '2026-03-02' }).where(eq(requests.id, filed[0]!.id))
  await db.update(requests).set({ status: 'transferred' }).where(eq(requests.id, filed[1]!.id))
  t.match(await propose(last, { scale: 'by_item', reason }), { status: 409, body: { code: 'no_fee_due' } }, 'the tenth that was kept')
  await db.update(requests).set({ status: 'registered' }).where(eq(requests.id, filed[1]!.id))
  t.match(await propose(stranger, { scale: 'by_item', reason }), { status: 409, body: { code: 'no_fee_due' } }, 'the first of someone else')
  t.match(await propose(last, { scale: 'by_item', reason }), { status: 201, body: { quantity: 11, amountYuan: 100 } })
  await db.update(requests).set({ applicantIdIndex: null }).where(eq(requests.id, filed[9]!.id))
  t.match(await propose(filed[9]!, { scale: 'by_item', reason }), { status: 409, body: { code: 'no_fee_due' } }, 'who told no number is counted by nothing')
})

t.test('all faults of a proposal, of a payment and of the other words are told at once', async (t) => {
  const filed = await file()
  const cases: [unknown, string[]][] = [
    [{}, ['/reason required', '/scale required']],
    [{ scale: 'by_volume', reason: '秘密★10年' }, ['/pages required', '/reason mark_in_text']],
    [{ scale: 'by_item', pages: 40, reason: '11010519491231002X' }, ['/pages volume_only', '/reason id_number_in_text']],
    [{ scale: 'by_volume', pages: 0, reason: ' ' }, ['/pages too_small', '/reason wrong_format']],
    [{ scale: 'by_volume', pages: 1.5, reason, amountYuan: 1 }, ['/amountYuan unknown_field', '/pages wrong_type']],
    [{ scale: 'per_day', pages: 40, reason: 7 }, ['/reason wrong_type', '/scale not_listed']],
    [[], [' wrong_type']],
  ]
  for (const [body, faults] of cases) {
    const answer = await propose(filed, body)
    t.same([answer.status, pointersOf(answer)], [422, faults], JSON.stringify(body))
  }
  const { feeId } = await charged()
  const payments: [unknown, string[]][] = [
    [{}, ['/paidOn required', '/payment required']],
    [{ paidOn: '2026-03-02', payment: '票据' }, ['/paidOn before_notice']],
    [{ paidOn: '2026-03-04', payment: ' ' }, ['/paidOn in_the_future', '/payment wrong_format']],
    [{ paidOn: '2026-02-30', payment: '票据' }, ['/paidOn wrong_format']],
  ]
  for (const [body, faults] of payments) {
    const answer = await on(`${feeId}/payment`, body, 'city.clerk')
    t.same([answer.status, pointersOf(answer)], [422, faults], JSON.stringify(body))
  }
  t.same(pointersOf(await on(`${feeId}/waiver`, {})), ['/reason required'])
  house.clock.set('2026-04-10T01:00:00Z')
  t.same(pointersOf(await on(`${feeId}/abandonment`, { reason: '机密★20年' }, 'city.officer')), ['/reason mark_in_text'])
})

t.test('who may not act is told no more than he may know', async (t) => {
  const filed = await file()
  t.match(await propose(filed, byVolume, 'city.clerk'), { status: 403 })
  t.match(await propose(filed, byVolume, filed.accessToken), { status: 403 })
  t.match(await propose(filed, byVolume, 'xm.officer'), { status: 404 })
  const { id: feeId } = must<{ id: string }>(201, await propose(filed))
  const path = `/v1/fees/${feeId}`
  const read = async (as?: string) => (await house.call('GET', path, as === undefined ? {} : { as })).status
  t.same([await read(), await read('xm.head'), await read(filed.accessToken), await read('portal')], [401, 404, 404, 404])
  t.same([await read('jcj.supervisor'), await read('city.review1')], [200, 200])
  t.equal((await on(`${feeId}/approval`, {}, filed.accessToken)).status, 404)
  t.equal((await on(`${feeId}/approval`, {}, 'xm.head')).status, 404)
  t.equal((await on(`${feeId}/rejection`, { reason }, 'jcj.supervisor')).status, 403)
  t.equal((await on(`${uuidv7()}/approval`)).status, 404)
  t.equal((await on(`nonsense/approval`)).status, 404)
  must(200, await on(`${feeId}/approval`))
  t.same([await read(filed.accessToken), await read('xm.head'), await read('portal')], [200, 404, 404])
})

t.test('the fee is decided by the duty that the regime names, and by another person than proposes it', async (t) => {
  await appoint('city.review1', 'officer')
  await appoint('city.review1', 'disclosure_office')
  await appoint('city.clerk', 'head')
  const filed = await file()
  const { id: feeId } = must<{ id: string }>(201, await propose(filed, byVolume, 'city.review1'))
  t.match(await on(`${feeId}/approval`, {}, 'city.review1'), { status: 409, body: { code: 'asked_it_yourself' } })
  t.match(await on(`${feeId}/approval`, {}, 'city.clerk'), { status: 409, body: { code: 'another_duty_decides' } }, 'a head is not enough')
  t.match(must(200, await on(`${feeId}/rejection`, { reason: '数量尚属合理。' })), { state: 'rejected', inside: { decisionReason: '数量尚属合理。' } })
  const seen = await house.call('GET', `/v1/requests/${filed.id}`, { as: filed.accessToken })
  t.notOk('fee' in seen.body, 'the applicant never hears of it')
  const again = must<{ id: string }>(201, await propose(filed))
  t.match(await on(`${feeId}/approval`), { status: 409, body: { code: 'no_fee_proposed' } }, 'what was rejected stays so')
  t.match(await on(`${again.id}/approval`, { reason: '同意。' }), { status: 200, body: { state: 'open', inside: { decidedAsDeputy: false } } })
  t.match(await on(`${feeId}/waiver`, { reason }), { status: 409, body: { code: 'no_fee_open' } })
})

t.test('the notice goes out within the time to answer, or not at all', async (t) => {
  const filed = await file()
  const { id: feeId } = must<{ id: string }>(201, await propose(filed))
  house.clock.set('2026-03-30T16:00:00Z')
  t.match(await on(`${feeId}/approval`), { status: 409, body: { code: 'due_day_over' } })
  must(200, await on(`${feeId}/rejection`, { reason: '已经超期。' }))
  t.match(await propose(filed), { status: 409, body: { code: 'due_day_over' } })
})

t.test('who pays late, but before the request was given up, has paid', async (t) => {
  const { id, accessToken, feeId } = await charged()
  house.clock.set('2026-04-02T01:00:00Z')
  t.match(await on(`${feeId}/payment`, { paidOn: '2026-04-01', payment: '票据' }, 'city.officer'), { status: 200, body: { state: 'paid' } })
  t.match(await on(`${feeId}/abandonment`, { reason }, 'city.officer'), { status: 409, body: { code: 'no_fee_open' } })
  t.match(await on(`${feeId}/payment`, { paidOn: '2026-04-01', payment: '票据' }, 'city.officer'), { status: 409, body: { code: 'no_fee_open' } })
  t.match((await house.call('GET', `/v1/requests/${id}`, { as: accessToken })).body, { status: 'processing', fee: { state: 'paid' } })
})

t.test('a notice by post is held against its reader only once it was served, and from that day on', async (t) => {
  const { feeId, accessToken } = await charged({ delivery: { format: 'paper', method: 'post' } })
  house.clock.set('2026-04-01T01:00:00Z')
  t.match(await on(`${feeId}/abandonment`, { reason }, 'city.officer'), { status: 409, body: { code: 'notice_not_served' } })
  const { noticeId } = (await house.call('GET', `/v1/fees/${feeId}`, { as: accessToken })).body
  must(200, await house.call('POST', `/v1/notices/${noticeId}/service`, {
    as: 'city.clerk', body: { method: 'post', on: '2026-03-05', evidence: '挂号信 0001' },
  }))
  house.clock.set('2026-04-02T15:59:59Z')
  t.match(await on(`${feeId}/abandonment`, { reason }, 'city.officer'), { status: 409, body: { code: 'reply_not_due' } })
  house.clock.set('2026-04-02T16:00:00Z')
  t.match(await on(`${feeId}/abandonment`, { reason }, 'city.officer'), { status: 200, body: { state: 'abandoned' } })
})

t.test('nobody owes a fee for a request that was taken back', async (t) => {
  const { id, accessToken, feeId } = await charged()
  must(200, await house.call('POST', `/v1/requests/${id}/withdrawal`, { as: accessToken, body: {} }))
  t.match((await house.call('GET', `/v1/fees/${feeId}`, { as: accessToken })).body, { state: 'dropped' })
  t.match((await house.call('GET', `/v1/requests/${id}`, { as: accessToken })).body, { fee: { state: 'dropped' }, next: null })
  t.match(await on(`${feeId}/payment`, { paidOn: '2026-03-03', payment: '票据' }, 'city.clerk'), { status: 409, body: { code: 'not_in_this_status' } })
})

t.test('of two at once one wins: two proposals, two decisions, a payment and a giving up', async (t) => {
  const filed = await file()
  const proposals = await Promise.all([propose(filed), propose(filed)])
  t.same(proposals.map(({ status }) => status).toSorted((a, b) => a - b), [201, 409])
  const { id: feeId } = proposals.find(({ status }) => status === 201)!.body
  const decisions = await Promise.all([
    on(`${feeId}/approval`), on(`${feeId}/approval`, {}, 'city.review1'), on(`${feeId}/rejection`, { reason }),
  ])
  t.same(decisions.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409, 409])
  const { id: racedId, feeId: raced } = await charged()
  house.clock.set('2026-04-20T01:00:00Z')
  const ends = await Promise.all([
    on(`${raced}/payment`, { paidOn: '2026-04-20', payment: '票据' }, 'city.clerk'), on(`${raced}/abandonment`, { reason }, 'city.officer'),
  ])
  t.same(ends.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409])
  const [row] = await db.select({ status: requests.status, fee: fees.state }).from(requests)
    .innerJoin(fees, eq(fees.requestId, requests.id)).where(eq(requests.id, racedId))
  t.equal(row!.status === 'lapsed', row!.fee === 'abandoned')
})

t.test('a decision on what has changed meanwhile is refused as stale', async (t) => {
  const filed = await file()
  const { headers } = await house.call('GET', `/v1/requests/${filed.id}`, { as: 'city.officer' })
  const ifMatch = { 'if-match': headers.get('etag')! }
  const { id: feeId } = must<{ id: string }>(201, await propose(filed, byVolume, 'city.officer', ifMatch))
  t.match(await on(`${feeId}/approval`, {}, 'city.head', ifMatch), { status: 412, body: { code: 'stale' } })
  const read = await house.call('GET', `/v1/fees/${feeId}`, { as: 'city.head' })
  t.equal((await on(`${feeId}/approval`, {}, 'city.head', { 'if-match': read.headers.get('etag')! })).status, 200)
})

t.test('the history names the fee and tells no reason', async (t) => {
  const { id, feeId } = await charged()
  must(200, await on(`${feeId}/waiver`, { reason: '低保户。' }))
  const { rows } = await db.execute<{ type: string, text: string }>(sql`
    select type, convert_from(bytes, 'UTF8') as text from events where case_id = ${id} and type like '%.fee.%' order by version`)
  t.same(rows.map(({ type }) => type.split('.')[2]), ['proposed', 'charged', 'waived'])
  t.match(JSON.parse(rows[1]!.text).data, { feeId, noticedOn: '2026-03-03', payBy: '2026-03-31' })
  t.notMatch(rows.map(({ text }) => text).join(), /合理|低保/)
})

t.test('a fee is told in the language of the request', async (t) => {
  const { accessToken, feeId } = await charged({ language: 'en' })
  const { noticeId } = (await house.call('GET', `/v1/fees/${feeId}`, { as: accessToken })).body
  const { text } = await house.call('GET', `/v1/notices/${noticeId}`, { as: accessToken })
  for (const words of [
    'Notice of the Information Processing Fee', 'page 31 to 100: 10 yuan each', '40 pages', '100 yuan are due', '31 March 2026',
    'counts as abandoned', 'cannot be taken to reconsideration',
  ]) t.match(text, words)
})
