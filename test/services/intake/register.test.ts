import t from 'tap'
import fc from 'fast-check'
import { sql, type SQL } from 'drizzle-orm'
import { preferredMedia } from '@lightwell/http/accept'
import { spreadsheetCell } from '@lightwell/documents/spreadsheet-cell'
import { heldBy, holders, type Holder } from '../../../services/intake/rules/stage.ts'
import { findCases } from '../../../services/intake/store/cases.ts'
import { findRegisterPage, type Owners, type RegisterFilter } from '../../../services/intake/store/register.ts'
import type { Reader } from '@lightwell/database/connect'
import { openTestHouse } from '../../support/house.ts'
import { fillRequests } from '../../support/many-requests.ts'
import { openHoldingRows, type Happened } from './holding-rows.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house
const { db } = house.connection('intake')

const days = fc.constantFrom('2026-01-11', '2026-01-12', '2026-01-13')
// Mostly nothing: what comes late in the order of the rule must be seen as well.
const mostlyNone = <T extends string>(...words: T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant('none' as const) }, { weight: words.length, arbitrary: fc.constantFrom(...words) })
const anything: fc.Arbitrary<Happened> = fc.record({
  status: fc.constantFrom('received', 'registered', 'clarifying', 'processing', 'decided', 'closed', 'withdrawn', 'lapsed',
    'transferred'),
  decision: mostlyNone('returned', 'proposed', 'unsigned', 'half signed', 'signed', 'issued'),
  correction: mostlyNone('returned', 'proposed', 'issued'),
  extension: mostlyNone('rejected', 'approved', 'head', 'disclosure_office'),
  fee: mostlyNone('rejected', 'proposed', 'open', 'paid'),
  payBy: days,
  clarification: fc.constantFrom('none', 'open', 'answered', 'lapsed', 'late_answer'),
  respondBy: days,
  section: mostlyNone('asked', 'answered'),
  record: mostlyNone('unread', 'fresh', 'reviewed', 'sealed'),
  pausedUntil: fc.constantFrom(null, '2026-01-11T16:00:00Z', '2026-01-12T16:00:00Z'),
  outweighed: mostlyNone('untold', 'told'),
  regime: fc.constantFrom('county', 'order_711'),
})

t.test('the database finds by holder exactly the requests of which the rule says so', async (t) => {
  // Day 12 has begun in Shanghai, and one of the two pauses is over.
  const now = new Date('2026-01-11T17:00:00Z')
  const { rows, add } = await openHoldingRows(t, house.url)
  await rows.query('begin')
  for (const happened of fc.sample(anything, { numRuns: 600, seed: 711 })) await add(happened, 'AQ')
  await rows.query('commit')
  const all = await findRegisterPage(db, { agencyCodes: ['AQ'] }, {}, { after: undefined, limit: 1_000, now })
  t.equal(all.length, 600)
  const views = await findCases(db, all)
  const byRule = new Map<Holder | null, string[]>()
  for (const view of views) {
    const holder = heldBy(view, now)
    byRule.set(holder, [...byRule.get(holder) ?? [], view.request.id])
  }
  for (const holder of holders) {
    const found = await findRegisterPage(db, { agencyCodes: ['AQ'] }, { heldBy: [holder] }, { after: undefined, limit: 1_000, now })
    t.same(found, byRule.get(holder) ?? [], holder)
    t.ok(found.length > 3, `${holder} is among what was tried`)
  }
  t.same([...byRule.keys()].filter((holder) => holder !== null && !holders.some((one) => one === holder)), [], 'nobody else holds one')
  const several = await findRegisterPage(db, { agencyCodes: ['AQ'] }, { heldBy: ['head', 'third_party'] }, { after: undefined, limit: 1_000, now })
  t.same(several, [...byRule.get('head') ?? [], ...byRule.get('third_party') ?? []].toSorted().toReversed())
})

const now = new Date('2026-03-02T01:00:00Z')

/** The plan of the statement that a page of the register runs. */
async function planOf (owners: Owners, filter: RegisterFilter, after?: string): Promise<string> {
  let plan: unknown
  const explaining = {
    async execute (statement: SQL) {
      plan = (await db.execute(sql`explain (format json) ${statement}`)).rows[0]
      return { rows: [] }
    },
  }
  await findRegisterPage(explaining as unknown as Reader, owners, filter, { after, limit: 51, now })
  return JSON.stringify(plan)
}

t.test('every page of the register walks an index, whatever narrows it and however deep it is', async (t) => {
  await fillRequests(house.url, { count: 20_000, now, overdueShare: 0.1 })
  const { rows: [middle] } = await db.execute<{ id: string }>(sql`select id from requests where agency_code = 'CS' order by id offset 1000 limit 1`)
  const cs = { agencyCodes: ['CS'] }
  const narrowed: RegisterFilter[] = [
    {}, { status: ['closed'] }, { status: ['lapsed', 'withdrawn'] }, { channel: ['telegram'] }, { kind: 'correction' },
    { applicantKind: 'foreigner' }, { subject: 'land' }, { receivedFrom: '2025-11-01', receivedTo: '2025-11-02' }, { imported: true },
    { channel: ['letter'], kind: 'correction', status: ['closed'], imported: false },
  ]
  for (const filter of narrowed) {
    for (const after of [undefined, middle?.id]) {
      const plan = await planOf(cs, filter, after)
      t.match(plan, /"Index Name":"requests_(register|open)"/, JSON.stringify(filter))
      t.notMatch(plan, /"Node Type":"(Sort|Bitmap|Seq Scan)/, JSON.stringify(filter))
      t.notMatch(plan, /"Filter":"[^"]*(received_on|channel|kind|subject)/, 'it is passed over in the index')
    }
  }
  t.match(await planOf(cs, { registeredLate: true }), /"Index Name":"requests_registered_late"/)
  t.match(await planOf(cs, { heldBy: ['head'] }), /"Index Name":"requests_open"/, 'only what is open waits for someone')
  const several = await planOf({ agencyCodes: ['CS', 'AQ'] }, { status: ['withdrawn'] })
  t.match(several, /"Index Name":"requests_register".*"Index Name":"requests_register"/, 'each of several agencies by itself')
  t.match(await planOf({ agencyCodes: undefined }, {}), /"Index Name":"requests_pkey"/, 'all of them together')
  t.match(await planOf({ clientId: middle?.id as string }, {}), /"Index Name":"requests_by_client"/)
  t.match(await planOf(cs, { receiptNumber: 'FILL-00000007' }), /"Index Name":"requests_receipt_number"/)
  t.match(await planOf(cs, { text: '第19876号' }), /"Index Name":"requests_by_text"/)
})

t.test('a text is found where it stands, signs of patterns mean themselves, and what is too short is refused', async (t) => {
  const filed = await house.file({ agency: 'CS', description: '2023年度a%b_c\\d集市改造的Budget明细' })
  await house.file({ agency: 'CS', description: '2023年度aXbYcZd集市改造的预算明细' })
  const find = async (text: string): Promise<string[]> =>
    (await call('GET', `/v1/requests?text=${encodeURIComponent(text)}`, { as: 'cs.officer' })).body.items.map(({ id }: { id: string }) => id)
  t.same(await find('的budget明'), [filed.id], 'in whatever case')
  t.same(await find('2023年度a%b_c\\d集'), [filed.id])
  t.equal((await find('2023年度a')).length, 2)
  t.same(await find('没有这回事'), [])
  t.same(await find(filed.receiptNumber.toLowerCase()), [filed.id], 'a receipt number is looked up as such')
  for (const [text, code] of [['两字', 'too_short'], ['a b c', 'too_vague'], ['%%%', 'too_vague'], ['    ', 'too_vague']] as const) {
    const { status, body } = await call('GET', `/v1/requests?text=${encodeURIComponent(text)}`, { as: 'cs.officer' })
    t.equal(status, 422, text)
    t.match(body.errors, [{ pointer: '/text', code }])
  }
})

t.test('a cell that a spreadsheet could take for a formula begins with an apostrophe', (t) => {
  for (const text of [
    '=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1', ' =1', '\u3000=1', '\u200b=1', '\ufeff@a',
  ]) t.equal(spreadsheetCell(text), `'${text}`, JSON.stringify(text))
  for (const text of ['', '征地', 'a=b', '1-2', '“=”', '　征地', "'=1"]) t.equal(spreadsheetCell(text), text)
  t.end()
})

t.test('a reader gets the media type that he likes best, and the usual one where he does not care', (t) => {
  const offers = ['application/json', 'text/csv'] as const
  for (const [accept, media] of [
    [undefined, 'application/json'], ['*/*', 'application/json'], ['text/csv', 'text/csv'], ['TEXT/CSV; charset=utf-8', 'text/csv'],
    ['text/csv, */*;q=0.8', 'text/csv'], ['text/csv;q=0.5, application/json', 'application/json'], ['text/*', 'text/csv'],
    ['text/csv;q=0, */*', 'application/json'], ['image/png', 'application/json'], ['text/csv, application/json', 'application/json'],
  ] as const) t.equal(preferredMedia(accept, offers), media, String(accept))
  t.end()
})
