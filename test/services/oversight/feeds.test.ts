import t from 'tap'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { v7 as uuidv7 } from 'uuid'
import { dayOf } from '@lightwell/calendar/day'
import { dayNames, type FeedDayKind } from '../../../services/oversight/rules/feed-words.ts'
import type { FeedDay } from '../../../services/oversight/store/feed-days.ts'
import { writeCalendar } from '../../../services/oversight/write-calendar.ts'
import { openTestHouse, type Body } from '../../support/house.ts'
import { fileRequest, must, readUntil, until, type Filed } from '../../support/story.ts'
import { openCaseRows } from './case-rows.ts'

const log: string[] = []
const house = await openTestHouse(t, { logged: (line) => log.push(line) })
const rows = await openCaseRows(t, house.url)
const { call } = house

type Opened = { id: string, address: string }

async function open (body: object, as: string): Promise<Opened> {
  return must(201, await call('POST', '/v1/feeds', { as, body }))
}

type Vevent = { uid: string, day: string, summary: string, sequence: number, status: string }

/** The events of a calendar text. */
function eventsIn (text: string): Vevent[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid, day: event.startDate.toString(), summary: event.summary, sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
    }
  })
}

async function eventsOf (address: string): Promise<Vevent[]> {
  const answer = await call('GET', address)
  must(200, answer)
  return eventsIn(answer.text)
}

async function filed (changes: Record<string, unknown> = {}): Promise<Filed> {
  const request = await fileRequest(call, changes)
  await readUntil<Body>(call, `/v1/deadlines/${request.id}`, request.accessToken, { state: 'running' })
  return request
}

t.test('a feed is opened by staff for their agency or themselves, and by an applicant for his requests', async (t) => {
  const own = await filed()
  const other = await filed()
  const post = (as: string | undefined, body: object) => call('POST', '/v1/feeds', { ...as !== undefined && { as }, body })
  for (const [as, body] of [
    ['xm.clerk', { scope: 'agency' }], ['xm.officer', { scope: 'officer' }], ['jcj.supervisor', { scope: 'agency', agency: 'CS' }],
    [own.accessToken, { scope: 'applicant' }], [own.accessToken, { scope: 'applicant', requestId: own.id, language: 'en' }],
  ] as const) {
    const answer = await post(as, body)
    t.match(answer, { status: 201, body: { scope: body.scope, address: /^\/v1\/feeds\/lwf_[\w-]{43}\.ics$/, revokedAt: null } }, JSON.stringify(body))
    t.equal(answer.headers.get('location'), `/v1/feeds/${answer.body.id}`)
  }
  for (const [as, body, status, pointer] of [
    [undefined, { scope: 'agency', agency: 'XM' }, 401], ['portal', { scope: 'agency', agency: 'XM' }, 403],
    ['city.admin', { scope: 'agency', agency: 'CITY' }, 403], ['xm.clerk', { scope: 'agency', agency: 'CS' }, 404],
    ['xm.clerk', { scope: 'applicant', requestId: own.id }, 403], [own.accessToken, { scope: 'agency', agency: 'XM' }, 403],
    [own.accessToken, { scope: 'officer' }, 403], [own.accessToken, { scope: 'applicant', requestId: other.id }, 422, '/requestId'],
    ['xm.clerk', { scope: 'officer', agency: 'XM' }, 422, '/agency'], ['jcj.supervisor', { scope: 'agency' }, 422, '/agency'],
    ['jcj.supervisor', { scope: 'agency', agency: 'NONE' }, 422, '/agency'], ['xm.clerk', { scope: 'all' }, 422, '/scope'],
    ['xm.clerk', { scope: 'agency', secret: 'x' }, 422, '/secret'],
  ] as const) {
    const answer = await post(as, body)
    t.equal(answer.status, status, JSON.stringify(body))
    if (pointer !== undefined) t.equal(answer.body.errors[0].pointer, pointer)
  }
})

t.test('who has as many feeds as one may have revokes one first, also where he opens many at once', async (t) => {
  const opened = await Promise.all(Array.from({ length: 24 }, () => call('POST', '/v1/feeds', { as: 'aq.clerk', body: { scope: 'officer' } })))
  t.equal(opened.filter(({ status }) => status === 201).length, 20)
  const twentyFirst = await call('POST', '/v1/feeds', { as: 'aq.clerk', body: { scope: 'officer' } })
  t.match(twentyFirst, { status: 409, body: { code: 'too_many_feeds' } })
  const { body } = await call('GET', '/v1/feeds?limit=15', { as: 'aq.clerk' })
  const rest = (await call('GET', `/v1/feeds?limit=15&cursor=${body.nextCursor}`, { as: 'aq.clerk' })).body
  t.same([body.items.length, rest.items.length, rest.nextCursor], [15, 5, null])
  must(200, await call('POST', `/v1/feeds/${body.items[0].id}/revocation`, { as: 'aq.clerk' }))
  await open({ scope: 'officer' }, 'aq.clerk')
})

t.test('the address is told once, is kept by its hash, and stands in no log and no problem', async (t) => {
  const { id, address } = await open({ scope: 'agency' }, 'cs.clerk')
  const secret = address.split('/').at(-1)?.replace('.ics', '') as string
  const answer = await call('GET', address)
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('content-type'), 'text/calendar; charset=utf-8')
  t.match(answer.headers.get('cache-control'), /^private/)
  t.equal(answer.headers.get('referrer-policy'), 'no-referrer')
  t.equal(answer.headers.get('x-robots-tag'), 'noindex')
  t.match(answer.text, /^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:-\/\/Lightwell\/\/[^]*METHOD:PUBLISH[^]*X-PUBLISHED-TTL:PT1H/)
  const listed = await call('GET', '/v1/feeds', { as: 'cs.clerk' })
  const one = await call('GET', `/v1/feeds/${id}`, { as: 'cs.clerk' })
  t.same(listed.body.items, [one.body])
  t.notMatch(listed.text + one.text, secret)
  t.equal((await call('GET', `/v1/feeds/${id}`, { as: 'cs.head' })).status, 404, 'another has no part in it')
  t.equal((await call('POST', `/v1/feeds/${id}/revocation`, { as: 'cs.head' })).status, 404)
  t.equal((await call('GET', address, { as: 'xm.clerk' })).status, 200, 'the address opens it to whoever knows it')
  t.equal((await call('GET', address.replace('lwf_', 'lwf_x'))).status, 404)
  t.equal((await call('GET', '/v1/feeds/%00.ics')).status, 404)
  must(200, await call('POST', `/v1/feeds/${id}/revocation`, { as: 'cs.clerk' }))
  const again = must<Body>(200, await call('POST', `/v1/feeds/${id}/revocation`, { as: 'cs.clerk' }))
  t.equal(again.revokedAt, '2026-03-02T01:00:00.000Z')
  const gone = await call('GET', address)
  t.match(gone, { status: 404, body: { code: 'not_found' } })
  t.notMatch(gone.text + JSON.stringify([...gone.headers]), secret)
  const { rows: kept } = await rows.query('select f::text as row from feeds f where id = $1', [id])
  t.notMatch(kept[0].row, secret)
  t.ok(log.some((line) => line.includes('/v1/feeds/:secret.ics')), 'that it was read is logged')
  t.notMatch(log.join('\n'), 'lwf_')
})

t.test('a day that moves keeps its name, and its number rises; what is answered or stands still drops out', async (t) => {
  const request = await filed({ agency: 'CS' })
  const { address } = await open({ scope: 'agency' }, 'cs.officer')
  const [first] = await eventsOf(address)
  t.match(first, {
    uid: `${request.id}-due@lightwell`, day: '2026-03-09', sequence: 1, status: 'CONFIRMED',
    summary: new RegExp(`^答复期限 · ${request.receiptNumber} · `),
  })
  const { id } = must<Body>(201, await call('POST', `/v1/deadlines/${request.id}/extensions`, { as: 'cs.officer', body: { reason: '需要汇总。' } }))
  must(200, await call('POST', `/v1/extensions/${id}/approval`, { as: 'cs.head', body: {} }))
  const [moved] = await until(() => eventsOf(address), ([event]) => event?.sequence === 2)
  t.match(moved, { uid: first?.uid, day: '2026-03-16' })
  t.same(await eventsOf(address), await eventsOf(address), 'two readings are one')
  must(201, await call('POST', `/v1/requests/${request.id}/clarifications`, {
    as: 'cs.officer', body: { items: ['请说明年度'], respondBy: '2026-03-18' },
  }))
  t.same(await until(() => eventsOf(address), (events) => events.length === 0), [])
})

t.test('the number of another day rises too when a changed calendar moves it', async (t) => {
  const term = must<Body>(201, await call('POST', '/v1/terms', {
    as: 'aq.officer', body: { kind: 'proactive_publication', agency: 'AQ', startsOn: '2026-03-02', note: '年度计划' },
  }))
  const { address } = await open({ scope: 'agency' }, 'aq.officer')
  const itself = async () => (await eventsOf(address)).find(({ uid }) => uid === `${term.id}-term@lightwell`)
  const before = await itself()
  t.match(before, { day: '2026-03-30', sequence: 0 })
  const { headers, body: { offDays, makeUpWorkingDays } } = await call('GET', '/v1/calendars/CN/2026')
  const notices = [{ number: '国办发明电〔2026〕1号', issued: '2026-03-02', about: '特别休假' }]
  must(200, await call('PUT', '/v1/calendars/CN/2026', {
    as: 'city.admin', headers: { 'if-match': headers.get('etag') as string },
    body: { notices, offDays: [...offDays, { date: '2026-03-20', name: '特别休假' }], makeUpWorkingDays },
  }))
  const moved = await until(itself, (event) => event?.day !== before?.day)
  t.match(moved, { uid: before?.uid, day: '2026-03-31', sequence: 1 })
  must(200, await call('POST', `/v1/terms/${term.id}/completion`, { as: 'aq.officer', body: { on: '2026-03-02' } }))
})

t.test('a feed shows what its owner may see when it is read', async (t) => {
  const request = await filed({ agency: 'AQ' })
  const agency = await open({ scope: 'agency' }, 'aq.officer')
  const officer = await open({ scope: 'officer' }, 'aq.officer')
  const head = await open({ scope: 'officer' }, 'aq.head')
  t.same((await eventsOf(officer.address)).map(({ uid }) => uid), [`${request.id}-due@lightwell`])
  t.same(await eventsOf(head.address), [], 'it is not his turn')
  must(201, await call('POST', `/v1/deadlines/${request.id}/extensions`, { as: 'aq.officer', body: { reason: '需要汇总。' } }))
  t.same(await eventsOf(officer.address), [])
  t.equal((await eventsOf(head.address)).length, 1, 'now it is')
  t.equal((await eventsOf(agency.address)).length, 1)
  const { items } = must<Body>(200, await call('GET', '/v1/posts?agency=AQ&limit=100', { as: 'city.admin' }))
  for (const post of items.filter(({ duty, holder }: Body) => duty === 'officer' && holder !== null)) {
    must(200, await call('POST', `/v1/posts/${post.id}/revocation`, { as: 'city.admin' }))
  }
  t.equal((await call('GET', agency.address)).status, 404, 'who has no post there reads nothing of the agency')
  t.same(await eventsOf(officer.address), [], 'and has nothing to do')
})

t.test('the calendar of an applicant holds his appeal days as well, and ends with his token', async (t) => {
  const own = await filed()
  const other = await filed()
  const { address } = await open({ scope: 'applicant', language: 'en' }, own.accessToken)
  const term = async (caseId: string, kind: string, duty: string | null, changes: Record<string, unknown> = {}) => {
    const row: Record<string, unknown> = {
      id: uuidv7(), case_id: caseId, agency_code: 'XM', kind, subject_id: uuidv7(), calendar_id: 'CN', calendar_version: 'CN',
      zone: 'Asia/Shanghai', started_on: '2026-03-02', started_at: '2026-03-01T16:00:00Z', due_on: '2026-05-06',
      due_at: '2026-05-06T16:00:00Z', provisional: false, day_told: true, duty, state: 'open', opened_by: 'system', ...changes,
    }
    const names = Object.keys(row)
    await rows.query(`insert into terms (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`, Object.values(row))
  }
  await term(own.id, 'reconsideration', null)
  await term(own.id, 'lawsuit', null, { due_on: '2026-09-02', due_at: '2026-09-02T16:00:00Z', provisional: true })
  await term(own.id, 'notice_service', 'clerk')
  await term(own.id, 'leak_report', 'secrecy')
  await term(own.id, 'fee_payment', 'applicant', { state: 'met', closed_on: '2026-03-02', closed_at: '2026-03-02T01:00:00Z' })
  await term(other.id, 'reconsideration', null)
  const events = await eventsOf(address)
  t.same(events.map(({ day, summary, status }) => [day, summary.split(' · ')[0], status]), [
    ['2026-03-09', 'Answer due', 'CONFIRMED'], ['2026-05-06', 'Last day to apply for reconsideration', 'CONFIRMED'],
    ['2026-09-02', 'Last day to bring a lawsuit', 'TENTATIVE'],
  ])
  t.ok(events.every(({ summary }) => summary.includes(own.receiptNumber)))
  const text = (await call('GET', address)).text
  t.notMatch(text, /张三|征地|zhangsan|13800000000|11010519491231002X/)
  const clerk = await open({ scope: 'agency' }, 'xm.clerk')
  const kinds = new Set((await eventsOf(clerk.address)).map(({ summary }) => summary.split(' · ')[0]))
  t.same(kinds, new Set(['答复期限', '送达期限']), 'what others wait for, and what is the secrecy duty’s alone, is not the agency’s')
  await rows.query(`update requests set access_token_hash = 'another' where id = $1`, [own.id])
  t.equal((await call('GET', address)).status, 404, 'a token that was renewed takes the feeds of the old one with it')
})

t.test('a calendar that was asked for without a token counts among the reads of an address', async (t) => {
  const limited = await openTestHouse(t, { limits: true })
  const { headers } = await limited.call('GET', '/v1/feeds/lwf_none.ics')
  t.equal(headers.get('x-ratelimit-limit'), '1200')
})

const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ unit: fc.constantFrom(...'新民镇，；\\\n\r,;:"人民政府🏛'), maxLength: 90 }))
const anyDay: fc.Arbitrary<FeedDay> = fc.record({
  id: fc.uuid(), kind: fc.constantFrom(...Object.keys(dayNames) as FeedDayKind[]), requestId: fc.option(fc.uuid()),
  receiptNumber: fc.option(fc.constantFrom('XM-2026-0001', 'CITY-2026-0002')), agencyNameZh: anyText, agencyNameEn: anyText,
  on: fc.integer({ min: 0, max: 60_000 }).map(dayOf), provisional: fc.boolean(), sequence: fc.nat(500),
  changedAt: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
})

t.test('whatever days there are, the calendar is read as it was written, each day under a name of its own', (t) => {
  const days = fc.uniqueArray(anyDay, { selector: ({ id, kind }) => `${id}${kind === 'answer'}`, maxLength: 30 })
  fc.assert(fc.property(days, fc.constantFrom('zh-CN' as const, 'en' as const), (written, language) => {
    const text = writeCalendar({ scope: 'agency', language }, written)
    t.equal(writeCalendar({ scope: 'agency', language }, written), text)
    if (text.split('\r\n').some((line) => Buffer.byteLength(line) > 75)) t.fail('a line is longer than 75 bytes')
    const read = eventsIn(text)
    t.equal(new Set(read.map(({ uid }) => uid)).size, written.length)
    for (const [at, day] of written.entries()) {
      const agency = language === 'en' ? day.agencyNameEn : day.agencyNameZh
      if (read[at]?.day !== day.on || read[at]?.sequence !== day.sequence) t.same(read[at], day)
      const plain = (words: string) => words.replace(/\s/g, '')
      if (!plain(read[at]?.summary ?? '').endsWith(plain(agency))) t.equal(read[at]?.summary, agency)
    }
  }), { numRuns: 300 })
  t.end()
})
