import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { findRegime } from '@lightwell/regimes/regimes'
import type { Regime } from '@lightwell/regimes/regime'
import { filingFaults, type FilingContext } from '../../../../services/intake/rules/filing-faults.ts'
import { textAt, valueAt } from '../../../../services/intake/rules/value-at.ts'
import { aFiling } from '../../../support/builders.ts'

const today = '2026-03-02' as Day
const county = findRegime('county') as Regime
const national = findRegime('order_711') as Regime

function enteredBy (clerk: boolean): Pick<FilingContext, 'caller' | 'entry'> {
  return clerk ? { caller: { kind: 'staff', personId: 'p1', posts: [] }, entry: 'clerk' } : { caller: { kind: 'anonymous' }, entry: 'own' }
}

type Asked = { regime?: Regime | null, byClerk?: boolean }

function faultsOf (body: unknown, { regime = county, byClerk = false }: Asked = {}) {
  return filingFaults(body, [], { regime, ...enteredBy(byClerk), today }).map(({ pointer, code }) => `${pointer} ${code}`)
}

function citizen (changes: Record<string, unknown>) {
  const { applicant, ...filing } = aFiling()
  return { ...filing, applicant: { ...applicant, ...changes } }
}

t.test('a whole filing has no faults under either rule', async (t) => {
  t.same(faultsOf(aFiling()), [])
  t.same(faultsOf(aFiling(), { regime: national }), [])
})

t.test('the county rule asks for sex, birth date, number, address and purpose (art. 11)', async (t) => {
  for (const field of ['name', 'sex', 'birthDate', 'idNumber', 'address']) {
    t.same(faultsOf(citizen({ [field]: undefined })), [`/applicant/${field} required`])
  }
  t.same(faultsOf({ ...aFiling(), purpose: undefined }), ['/purpose required'])
  t.same(faultsOf({ ...aFiling(), description: undefined }), ['/description required'])
  t.same(faultsOf(citizen({ address: '  \n', name: '\u3000' })).toSorted(), [
    '/applicant/address required', '/applicant/name required',
  ], 'blanks are nothing')
})

t.test('a required field names the article that asks for it, in both languages', async (t) => {
  const [fault] = filingFaults(citizen({ address: undefined }), [], { regime: county, ...enteredBy(false), today })
  t.equal(fault?.detail.zh, '此项必填（《政务信息公开实施细则》第十一条第（一）项）。')
  t.match(fault?.detail.en, /County Implementation Rule.*Article 11, item \(1\)/)
})

t.test('phone or e-mail will do, and one of them is needed', async (t) => {
  t.same(faultsOf(citizen({ phone: undefined })), [])
  t.same(faultsOf(citizen({ email: undefined })), [])
  t.same(faultsOf(citizen({ phone: undefined, email: undefined })), ['/applicant/phone contact_required'])
  t.same(faultsOf(citizen({ phone: ' ', email: undefined })), ['/applicant/phone contact_required'])
})

t.test('Order 711 asks no sex, birth date or purpose, and an address is contact enough (art. 29)', async (t) => {
  const unasked = { sex: undefined, birthDate: undefined, phone: undefined, email: undefined }
  const bare = { ...citizen(unasked), purpose: undefined }
  t.same(faultsOf(bare, { regime: national }), [])
  const nowhere = { ...bare, applicant: { ...bare.applicant, address: undefined } }
  t.same(faultsOf(nowhere, { regime: national }), ['/applicant/phone contact_required'])
})

t.test('the number is held against the birth date and the sex beside it', async (t) => {
  t.same(faultsOf(citizen({ birthDate: '1949-12-30' })), ['/applicant/birthDate id_birth_date_differs'])
  t.same(faultsOf(citizen({ sex: 'male' })), ['/applicant/sex id_sex_differs'])
  t.same(faultsOf(citizen({ idNumber: '110105194912310021' })), ['/applicant/idNumber id_check_character'])
  t.same(faultsOf(citizen({ idNumber: '110105' })), ['/applicant/idNumber id_shape'])
  t.same(faultsOf(citizen({ idNumber: '99010519491231002X' })).toSorted(), [
    '/applicant/idNumber id_check_character', '/applicant/idNumber id_region',
  ], 'every fault of it')
})

t.test('an agency must be there and take requests', async (t) => {
  const unknown = filingFaults(aFiling(), [], { regime: undefined, ...enteredBy(false), today })
  t.match(unknown, [{ pointer: '/agency', code: 'unknown_agency' }])
  t.same(faultsOf(aFiling(), { regime: null }), ['/agency takes_no_requests'])
})

t.test('who is no clerk files online and today', async (t) => {
  t.same(faultsOf({ ...aFiling(), channel: 'online' }), [])
  t.same(faultsOf({ ...aFiling(), channel: 'letter' }), ['/channel online_only'])
  t.same(faultsOf({ ...aFiling(), receivedOn: today }), ['/receivedOn clerk_only'])
})

t.test('a clerk says by which way it came, and on which day of the past (Order 711 art. 31)', async (t) => {
  const clerk = { byClerk: true }
  t.same(faultsOf({ ...aFiling(), channel: 'letter' }, clerk), [])
  t.same(faultsOf({ ...aFiling(), channel: 'letter', receivedOn: today }, clerk), [])
  t.same(faultsOf({ ...aFiling(), channel: 'fax', receivedOn: '1999-01-01' }, clerk), [])
  t.same(faultsOf({ ...aFiling(), channel: 'fax', receivedOn: '2026-03-03' }, clerk), ['/receivedOn in_the_future'])
  t.same(faultsOf(aFiling(), clerk), ['/channel required'])
  t.same(faultsOf({ ...aFiling(), channel: 'online' }, clerk), ['/channel paper_only'])
})

t.test('a body of any shape has faults and breaks nothing', async (t) => {
  const applicants = [{ applicant: null }, { applicant: [], agency: 4 }, { applicant: { idNumber: 12 } }]
  for (const body of [null, 7, 'text', [], {}, ...applicants]) {
    t.ok(faultsOf(body).length > 0, JSON.stringify(body))
  }
})

t.test('where the schema has spoken the rules are silent', async (t) => {
  const said = (pointer: string) => [{ pointer, code: 'wrong_type', detail: { zh: '', en: '' } }]
  const body = { ...aFiling(), applicant: { kind: 'citizen' }, purpose: undefined }
  const codes = (pointer: string) =>
    filingFaults(body, said(pointer), { regime: county, ...enteredBy(false), today }).map((fault) => fault.pointer)
  t.same(codes(''), [''])
  t.same(codes('/applicant'), ['/applicant', '/purpose'])
  t.notOk(codes('/applicant/name').slice(1).includes('/applicant/name'))
  t.ok(codes('/app').includes('/applicant/name'), 'a name that only begins alike is another')
})

t.test('only what a body holds itself is found in it', async (t) => {
  t.equal(valueAt({ a: { b: 1 } }, '/a/b'), 1)
  t.equal(valueAt({ a: {} }, '/a/toString'), undefined)
  t.equal(valueAt({ a: 'text' }, '/a/length'), undefined)
  t.equal(textAt({ a: 1 }, '/a'), undefined)
})
