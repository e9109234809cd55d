import t from 'tap'
import fc from 'fast-check'
import { regimes } from '@lightwell/regimes/regimes'
import { requestStatuses } from '../../../services/intake/rules/request-status.ts'
import { openTestHouse } from '../../support/house.ts'
import { recordSearch } from '../../support/story.ts'
import { openCaseRows } from '../oversight/case-rows.ts'
import { addFee } from './holding-rows.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house
const rows = await openCaseRows(t, house.url)

const counts = async (as: string, query = '') => (await call('GET', `/v1/requests/counts${query}`, { as })).body
const sum = (table: Record<string, number>): number => Object.values(table).reduce((total, one) => total + one, 0)

const somebody = fc.record({
  agency: fc.constantFrom('AQ', 'CS'),
  status: fc.constantFrom(...requestStatuses),
  channel: fc.constantFrom('online', 'letter', 'fax', 'in_person', 'spoken'),
  organisation: fc.constantFrom(null, null, 'enterprise', 'research', 'legal_service'),
  receivedOn: fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'),
  subject: fc.constantFrom(null, 'land', 'planning'),
  contexts: fc.subarray(['petition_or_litigation', 'rights_protection', 'media_reported']),
  nature: fc.constantFrom(null, null, null, 'petition', 'inquiry', 'published_matter'),
  fee: fc.constantFrom('none', 'none', 'rejected', 'proposed', 'open', 'paid'),
})

t.test('the register adds up: filed is open and each final status, and every row of a table', async (t) => {
  const all = fc.sample(somebody, { numRuns: 300, seed: 2009 })
  await rows.query('begin')
  for (const { agency, status, channel, organisation, receivedOn, subject, contexts, nature, fee } of all) {
    const id = await rows.add({ agency, status, receivedOn })
    await rows.query(`update requests set channel = $2, applicant_kind = $3, organisation_kind = $4, subject = $5,
      contexts = $6, nature = $7 where id = $1`, [id, channel, organisation === null ? 'citizen' : 'organisation', organisation, subject, contexts, nature])
    if (fee !== 'none') await addFee(rows, id, { state: fee, amountYuan: 70 })
  }
  await rows.query('commit')
  for (const [as, agency, from, to] of [
    ['aq.head', 'AQ', '2026-01-01', '2026-01-31'], ['jcj.supervisor', undefined, undefined, undefined], ['cs.clerk', 'CS', undefined, '2026-01-01'],
  ] as const) {
    const query = new URLSearchParams({ ...agency && { agency }, ...from && { from }, ...to && { to } })
    const told = await counts(as, `?${query}`)
    const those = all.filter((one) => (agency ?? one.agency) === one.agency && (from ?? '') <= one.receivedOn && one.receivedOn <= (to ?? '9'))
    const number = (holds: (one: typeof those[number]) => boolean): number => those.filter(holds).length
    t.equal(told.filed, those.length)
    t.equal(told.open + sum(told.ended), told.filed)
    t.same(told.ended, Object.fromEntries(['closed', 'withdrawn', 'lapsed', 'transferred'].map((status) => [status, number((one) => one.status === status)])))
    for (const table of ['byChannel', 'byApplicant', 'bySubject', 'byNature']) t.equal(sum(told[table]), told.filed, table)
    t.equal(sum(told.byOrganisation), told.byApplicant.organisation)
    t.equal(told.byChannel.fax ?? 0, number(({ channel }) => channel === 'fax'))
    t.equal(told.bySubject.none ?? 0, number(({ subject }) => subject === null))
    t.equal(told.byContext.media_reported ?? 0, number(({ contexts }) => contexts.includes('media_reported')))
    t.equal(told.byNature.petition, number(({ nature }) => nature === 'petition'))
    const [charged, collected] = [number(({ fee }) => fee === 'open' || fee === 'paid'), number(({ fee }) => fee === 'paid')]
    t.same(told.fees, { charged: { number: charged, yuan: charged * 70 }, collected: { number: collected, yuan: collected * 70 } })
  }
})

t.test('what turned out to be no request for information is counted apart, and still among what was filed', async (t) => {
  for (const nature of ['petition', 'inquiry', 'published_matter', null]) {
    const { id } = await house.file()
    if (nature === null) continue
    const { status } = await call('POST', `/v1/requests/${id}/classification`, { as: 'xm.officer', body: { nature } })
    t.equal(status, 200)
  }
  const told = await counts('xm.head')
  t.same(told.byNature, { information: 1, petition: 1, inquiry: 1, published_matter: 1 })
  t.equal(told.filed, 4)
  t.same(told.fees, { charged: { number: 0, yuan: 0 }, collected: { number: 0, yuan: 0 } }, 'and nothing is charged by default')
})

t.test('a question that is answered at once is counted in person-times, and is no request', async (t) => {
  const ask = (body: object, as = 'xm.clerk') => call('POST', '/v1/inquiries', { as, body })
  const before = (await counts('xm.head')).filed
  const first = await ask({ askedOn: '2026-03-02', channel: 'telephone', persons: 1, subject: 'land' })
  t.equal(first.status, 201)
  t.match(first.body, { agency: 'XM', askedOn: '2026-03-02', channel: 'telephone', persons: 1, subject: 'land' })
  t.same((await call('GET', first.headers.get('location') as string, { as: 'xm.review1' })).body, first.body)
  t.equal((await ask({ askedOn: '2026-02-27', channel: 'in_person', persons: 12 }, 'xm.officer')).status, 201)
  t.equal((await ask({ askedOn: '2026-01-15', channel: 'in_person', persons: 3 })).status, 201)
  t.equal((await ask({ askedOn: '2026-02-27', channel: 'telephone', persons: 50 }, 'cs.clerk')).status, 201)
  t.match(await counts('xm.head'), { filed: before, consultations: { personTimes: 16, byChannel: { telephone: 1, in_person: 15 } } })
  t.equal((await counts('xm.head', '?from=2026-02-01&to=2026-02-28')).consultations.personTimes, 12)
  const list = async (as: string, query = ''): Promise<number[]> =>
    (await call('GET', `/v1/inquiries${query}`, { as })).body.items.map(({ persons }: { persons: number }) => persons)
  t.same(await list('xm.officer'), [1, 12, 3], 'latest day first')
  t.same(await list('xm.officer', '?agency=CS'), [])
  t.same(await list('jcj.supervisor', '?from=2026-02-01&to=2026-02-28'), [50, 12])
  const page = await call('GET', '/v1/inquiries?limit=2', { as: 'xm.officer' })
  t.same(await list('xm.officer', `?limit=2&cursor=${page.body.nextCursor}`), [3])
  t.equal((await call('GET', first.headers.get('location') as string, { as: 'cs.clerk' })).status, 404)
  t.match((await ask({ askedOn: '2026-03-03', channel: 'pigeon', persons: 0, subject: 'weather', agency: 'CS' })).body.errors.map(
    ({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`).toSorted(),
  ['/agency not_your_agency', '/channel not_listed', '/persons too_small'])
  t.match((await ask({ askedOn: '2026-03-03', channel: 'telephone', persons: 1, subject: 'weather' })).body.errors.map(
    ({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`).toSorted(), ['/askedOn in_the_future', '/subject not_listed'])
  for (const [as, status] of [['xm.head', 403], ['portal', 403], ['jcj.supervisor', 403], ['city.admin', 403]] as const) {
    t.equal((await ask({ askedOn: '2026-03-02', channel: 'telephone', persons: 1 }, as)).status, status, as)
  }
  t.equal((await call('POST', '/v1/inquiries', { body: {} })).status, 401)
  t.equal((await call('GET', '/v1/inquiries?cursor=x', { as: 'xm.officer' })).status, 422)
})

t.test('counts are the staff’s, of their own agency, between days in order', async (t) => {
  const [filed] = [await house.file()]
  t.equal((await call('GET', '/v1/requests/counts')).status, 401)
  for (const as of ['portal', filed.accessToken, 'city.admin']) t.equal((await call('GET', '/v1/requests/counts', { as })).status, 403)
  t.match(await counts('xm.officer', '?agency=CS'), { filed: 0, open: 0 }, 'another agency is as empty as one that is not there')
  t.same(await counts('xm.officer', '?agency=CS'), await counts('xm.officer', '?agency=NN'))
  t.match((await call('GET', '/v1/requests/counts?from=2026-02-02&to=2026-02-01', { as: 'xm.officer' })).body.errors, [{ pointer: '/to', code: 'before_start' }])
})

t.test('a wrong purpose is never a ground', async (t) => {
  for (const { version, grounds } of regimes) {
    for (const { code, name } of Object.values(grounds)) t.notMatch(`${code} ${name.zh} ${name.en}`, /purpose|用途|目的|三需要|need to know/i, version)
  }
  const filed = await house.file({ purpose: '好奇' })
  await recordSearch(call, filed)
  const refuse = (ground: string) => call('POST', '/v1/decisions', {
    as: 'xm.officer', body: {
      requestId: filed.id, outcome: 'refuse', parts: [{ description: '明细', outcome: 'refuse', grounds: [ground], records: [] }],
    },
  })
  for (const ground of ['purpose', 'wrong_purpose', 'not_own_need']) t.match((await refuse(ground)).body.errors, [{ code: 'unknown_ground' }], ground)
  t.equal((await refuse('not_held')).status, 201)
})
