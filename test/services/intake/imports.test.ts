import t from 'tap'
import fc from 'fast-check'
import type { Day } from '@lightwell/calendar/day'
import { findRegime } from '@lightwell/regimes/regimes'
import { pastEntryFaults } from '../../../services/intake/rules/past-entry-faults.ts'
import { aFiling } from '../../support/builders.ts'
import { openTestHouse } from '../../support/house.ts'

const house = await openTestHouse(t, { now: '2026-03-12T01:00:00Z' })
const { call } = house
const { pool } = house.connection('intake')

const bringIn = (cases: unknown, as = 'portal', headers: Record<string, string> = {}) =>
  call('POST', '/v1/imports', { as, body: { cases }, headers })
const filing = (changes: object = {}) => ({ ...aFiling(), channel: 'letter', receivedOn: '2026-03-02', ...changes })
const filed = async (): Promise<number> => Number((await pool.query('select count(*) from requests')).rows[0].count)

t.test('a portal’s name for a request stands for that request alone', async (t) => {
  const first = await call('POST', '/v1/requests', { as: 'portal', body: { ...aFiling(), externalId: 'GZ-2026-1' } })
  t.equal(first.status, 201)
  t.equal(first.body.externalId, 'GZ-2026-1')
  for (const body of [{ ...aFiling(), externalId: 'GZ-2026-1' }, { ...aFiling(), externalId: 'GZ-2026-1', description: '其他内容' }]) {
    const again = await call('POST', '/v1/requests', { as: 'portal', body })
    t.equal(again.status, 409)
    t.equal(again.body.code, 'external_id_taken')
    t.match(again.body.detail, first.body.receiptNumber, 'it is told which')
    t.equal(again.headers.get('location'), `/v1/requests/${first.body.id}`)
  }
  const found = await call('GET', '/v1/requests?externalId=GZ-2026-1', { as: 'portal' })
  t.same(found.body.items.map(({ id }: { id: string }) => id), [first.body.id])
  t.equal((await call('GET', `/v1/requests/${first.body.id}`, { as: 'xm.officer' })).body.externalId, undefined)
  for (const as of ['xm.clerk', undefined]) {
    const body = { ...as === undefined ? aFiling() : filing(), externalId: 'GZ-2026-2' }
    const refused = await call('POST', '/v1/requests', { ...as !== undefined && { as }, body })
    t.match(refused.body.errors, [{ pointer: '/externalId', code: 'portal_only' }])
    t.equal((await call('GET', '/v1/requests?externalId=GZ-2026-1', { as: as ?? 'xm.officer' })).status, 422)
  }
})

t.test('two that come with one name at once become one request', async (t) => {
  const before = await filed()
  const answers = await Promise.all(Array.from({ length: 6 }, () =>
    call('POST', '/v1/requests', { as: 'portal', body: { ...aFiling(), externalId: 'GZ-race' } })))
  t.same(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409, 409, 409])
  t.equal(await filed(), before + 1)
  const cases = [{ externalId: 'GZ-race-2', filing: filing() }, { externalId: 'GZ-race-3', filing: filing() }]
  const imports = await Promise.all([bringIn(cases), bringIn(cases.toReversed())])
  t.same(imports.flatMap(({ body }) => body.items.map(({ outcome }: { outcome: string }) => outcome)).toSorted(),
    ['created', 'created', 'existing', 'existing'])
})

t.test('an open case is brought in with the past of its clock, and marked', async (t) => {
  const entries = [
    { kind: 'paused', onDay: '2026-03-03', evidence: '补正告知书〔2026〕3号' },
    { kind: 'restarted', onDay: '2026-03-05', evidence: '补正材料' },
    { kind: 'extended', onDay: '2026-03-11', workingDays: 5, evidence: '延期告知书〔2026〕1号' },
  ]
  const { status, body } = await bringIn([{ externalId: 'OLD-1', filing: filing(), entries }, { externalId: 'OLD-2', filing: filing({ agency: 'CS' }) }])
  t.equal(status, 200)
  t.match(body.items, [{ externalId: 'OLD-1', outcome: 'created' }, { externalId: 'OLD-2', outcome: 'created' }])
  const [{ id, accessToken }] = body.items
  t.match((await call('GET', `/v1/requests/${id}`, { as: accessToken })).body, { imported: true, channel: 'letter', receivedOn: '2026-03-02' })
  const deadline = (await call('GET', `/v1/deadlines/${id}`, { as: accessToken })).body
  t.match(deadline, { state: 'running', countedFrom: '2026-03-05', dueOn: '2026-03-19' })
  t.same(deadline.entries.map(({ kind }: { kind: string }) => kind), ['started', 'paused', 'restarted', 'extended'])
  t.match((await call('GET', `/v1/requests/${id}`, { as: 'xm.officer' })).body.refusedActions.find(({ action }: { action: string }) => action === 'ask_extension'),
    { code: 'extension_used' }, 'what was extended elsewhere is not extended again')
  t.same((await pool.query('select evidence from imported_entries where request_id = $1 order by seq', [id])).rows.map(({ evidence }) => evidence),
    entries.map(({ evidence }) => evidence), 'what shows it is kept')
  t.same((await call('GET', '/v1/requests?imported=true', { as: 'xm.officer' })).body.items.map((one: { id: string }) => one.id).includes(id), true)
  t.notOk((await call('GET', '/v1/requests?imported=false', { as: 'xm.officer' })).body.items.map((one: { id: string }) => one.id).includes(id))
})

t.test('the same again changes nothing, also inside one import and with other words', async (t) => {
  const before = await filed()
  const one = { externalId: 'TWICE', filing: filing() }
  const { body } = await bringIn([one, { ...one, filing: filing({ description: '其他' }) }, { externalId: 'TWICE', filing: {} }])
  t.same(body.items.map(({ outcome }: { outcome: string }) => outcome), ['created', 'existing', 'existing'])
  t.equal(body.items[1].id, body.items[0].id)
  t.equal((await bringIn([one])).body.items[0].outcome, 'existing')
  t.equal((await bringIn([one])).body.items[0].accessToken, undefined, 'its token was told once')
  t.equal(await filed(), before + 1)
})

t.test('one that is refused holds no other, and hears all that is wrong with it', async (t) => {
  const { body } = await bringIn([
    { externalId: 'BAD-1', filing: filing({ applicant: { ...aFiling().applicant, idNumber: '110105194912310021' }, purpose: undefined }), entries: [
      { kind: 'resumed', onDay: '2026-03-01', evidence: 'x' }, { kind: 'extended', onDay: '2026-03-11', evidence: 'x' },
      { kind: 'paused', onDay: '2026-03-10', untilOn: '2026-03-10', workingDays: 3, evidence: 'x' },
      { kind: 'extended', onDay: '2026-03-13', workingDays: 6, untilOn: '2026-03-20', evidence: '' },
    ] },
    { externalId: 'GOOD-1', filing: filing() },
    { filing: filing({ receivedOn: '2026-03-13', channel: undefined, agency: 'NN' }), surprise: 1 },
    7,
  ])
  t.same(body.items.map(({ outcome }: { outcome: string }) => outcome), ['refused', 'created', 'refused', 'refused'])
  const told = (at: number) => body.items[at].errors.map(({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`).toSorted()
  t.same(told(0), [
    '/cases/0/entries/0/kind nothing_paused', '/cases/0/entries/0/onDay before_receipt', '/cases/0/entries/1/workingDays required',
    '/cases/0/entries/2/onDay out_of_order', '/cases/0/entries/2/untilOn before_start', '/cases/0/entries/2/workingDays extensions_only',
    '/cases/0/entries/3/evidence too_short', '/cases/0/entries/3/kind extended_twice', '/cases/0/entries/3/onDay in_the_future',
    '/cases/0/entries/3/untilOn pauses_only', '/cases/0/entries/3/workingDays beyond_cap',
    '/cases/0/filing/applicant/idNumber id_check_character', '/cases/0/filing/purpose required',
  ].toSorted())
  t.same(told(2), [
    '/cases/2/externalId required', '/cases/2/filing/agency unknown_agency', '/cases/2/filing/channel required',
    '/cases/2/filing/receivedOn in_the_future', '/cases/2/surprise unknown_field',
  ])
  t.equal(body.items[3].externalId, null)
})

t.test('no pause that is brought in stops a clock for good: it ends by itself within the time of a consultation, or has ended', async (t) => {
  const paused = { kind: 'paused', onDay: '2026-03-03', evidence: '征求意见函〔2026〕1号' }
  const become = async (externalId: string, entries: object[]) => {
    const { outcome, errors = [] } = (await bringIn([{ externalId, filing: filing(), entries }])).body.items[0]
    return [outcome, ...errors.map(({ pointer, code }: { pointer: string, code: string }) => `${pointer} ${code}`)]
  }
  t.same(await become('OPEN-1', [paused]), ['refused', '/cases/0/entries/0/untilOn required'])
  t.same(await become('OPEN-2', [paused, paused, { ...paused, kind: 'restarted', onDay: '2026-03-05' }]),
    ['refused', '/cases/0/entries/0/untilOn required'])
  t.same(await become('OPEN-3', [{ ...paused, untilOn: '2199-12-31' }]), ['refused', '/cases/0/entries/0/untilOn beyond_consultation'])
  t.same(await become('OPEN-4', [{ ...paused, untilOn: '2026-03-25' }]), ['refused', '/cases/0/entries/0/untilOn beyond_consultation'])
  t.same(await become('OPEN-5', [{ ...paused, untilOn: '2026-03-24' }]), ['created'])
  t.same(await become('OPEN-6', [paused, { ...paused, kind: 'resumed', onDay: '2026-03-05' }]), ['created'])
})

t.test('a name and the paper behind a past entry say something', async (t) => {
  const entries = [{ kind: 'paused', onDay: '2026-03-03', untilOn: '2026-03-05', evidence: ' ' }]
  const { body } = await bringIn([{ externalId: '　', filing: filing() }, { externalId: 'BLANK-1', filing: filing(), entries }])
  t.match(body.items, [
    { outcome: 'refused', errors: [{ pointer: '/cases/0/externalId', code: 'wrong_format' }] },
    { outcome: 'refused', errors: [{ pointer: '/cases/1/entries/0/evidence', code: 'wrong_format' }] },
  ])
})

t.test('only a portal brings cases in, a hundred at once at the most', async (t) => {
  t.equal((await call('POST', '/v1/imports', { body: { cases: [] } })).status, 401)
  for (const as of ['xm.clerk', 'city.admin', 'jcj.supervisor']) t.equal((await bringIn([], as)).status, 403, as)
  t.match((await bringIn([])).body.errors, [{ pointer: '/cases', code: 'too_few' }])
  t.match((await bringIn(Array.from({ length: 101 }, () => ({})))).body.errors, [{ pointer: '/cases', code: 'too_many' }])
  const tooMuch = { externalId: 'LONG', filing: filing(), entries: Array.from({ length: 41 }, () => ({ kind: 'restarted', onDay: '2026-03-03', evidence: 'x' })) }
  t.match((await bringIn([tooMuch])).body.items[0].errors, [{ pointer: '/cases/0/entries', code: 'too_many' }])
  const headers = { 'idempotency-key': 'the-open-cases-of-march' }
  const one = [{ externalId: 'KEY-1', filing: filing() }]
  const [first, second] = [await bringIn(one, 'portal', headers), await bringIn(one, 'portal', headers)]
  t.same(second.body, first.body, 'with a key the token is told again')
})

t.test('whatever is said of the past of a clock, it is judged and breaks nothing', (t) => {
  const context = { receivedOn: '2026-03-02' as Day, today: '2026-03-12' as Day, regime: findRegime('county') }
  const days = fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-05', '2026-03-12', '2026-03-13', 'never')
  const entry = fc.record({
    kind: fc.constantFrom('paused', 'resumed', 'restarted', 'extended', 'other'), onDay: days, untilOn: days, workingDays: fc.integer(), evidence: fc.string(),
  }, { requiredKeys: [] })
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.array(fc.oneof(entry, fc.anything()), { maxLength: 6 })), (entries) => {
    const faults = pastEntryFaults(entries, context)
    t.ok(Array.isArray(faults))
    if (faults.length > 0 || !Array.isArray(entries)) return
    const told = entries.map((one) => (one as { onDay?: string } | null)?.onDay).filter((day) => /^\d/.test(String(day))) as string[]
    t.same(told, told.toSorted(), 'what passes is in order')
    t.ok(told.every((day) => day >= '2026-03-02' && day <= '2026-03-12'))
  }), { numRuns: 200 })
  t.end()
})
