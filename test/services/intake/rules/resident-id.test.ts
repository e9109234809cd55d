import t from 'tap'
import fc from 'fast-check'
import type { Day } from '@lightwell/calendar/day'
import { normaliseResidentId, residentIdFaults, residentIdTail } from '../../../../services/intake/rules/resident-id.ts'

const today = '2026-11-22' as Day
const codes = (id: string, form: { birthDate?: string, sex?: 'female' | 'male' } = {}) =>
  residentIdFaults(id, { ...form, today }).map((fault) => fault.code)

/** Completes 17 digits with the check character, by the rule that all weights 2^i sum to 1 mod 11. */
function complete (digits: string): string {
  const sum = [...digits].reduce((total, digit) => (total + Number(digit)) * 2 % 11, 0)
  return digits + '0123456789X'[(12 - sum) % 11]
}

const sound = fc.record({
  region: fc.constantFrom('110105', '320581', '650102', '810000', '830000', '932682', '710000'),
  born: fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-21'), noInvalidDate: true }),
  sequence: fc.integer({ min: 1, max: 999 }),
}).map(({ region, born, sequence }) => complete(
  `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`))

t.test('published numbers are sound', (t) => {
  for (const id of [
    '11010519491231002X', '11010519491231002x', '440524188001010014', '321083197812162119', '932682198501010017',
    complete('81000019900101001'), complete('82000019900101001'), complete('83000019900101001'),
    ' 110105 19491231 002X ', '１１０１０５１９４９１２３１００２Ｘ',
  ]) t.same(codes(id), [], id)
  t.end()
})

t.test('each fault has its code', (t) => {
  for (const [id, expected] of [
    ['', ['id_shape']],
    ['110105491231002', ['id_shape']],
    ['11010519491231002Y', ['id_shape']],
    ['1101051949123100X2', ['id_shape']],
    ['110105-19491231-002X', ['id_shape']],
    ['１１０１０５１９４９１２３１００２０', ['id_check_character']],
    ['110105194912310021', ['id_check_character']],
    [complete('99010519491231002'), ['id_region']],
    [complete('00010519491231002'), ['id_region']],
    [complete('16010519491231002'), ['id_region']],
    [complete('81010119491231002'), ['id_region']],
    [complete('93200019850101001'), ['id_region']],
    ['110105299912310020', ['id_birth_date']],
    ['11010519490229002X', ['id_birth_date', 'id_check_character']],
    [complete('11010517991231002'), ['id_birth_date']],
    [complete('11010519001301002'), ['id_birth_date']],
    [complete('11010520261123002'), ['id_birth_date']],
    [complete('11010519491231000'), ['id_sequence']],
  ] as const) t.same(codes(id), expected, id)
  t.end()
})

t.test('a birth today is possible, and 29 February is real in a leap year only', (t) => {
  t.same(codes(complete('11010520261122002')), [])
  t.same(codes(complete('11010520000229002')), [])
  t.same(codes(complete('11010519000229002')), ['id_birth_date'])
  t.end()
})

t.test('birth date and sex on the form must be those of the number', (t) => {
  const id = '11010519491231002X'
  t.same(codes(id, { birthDate: '1949-12-31', sex: 'female' }), [])
  t.same(codes(id, { birthDate: '1949-12-30' }), ['id_birth_date_differs'])
  t.same(codes(id, { sex: 'male' }), ['id_sex_differs'])
  t.same(codes(id, { birthDate: '1950-01-01', sex: 'male' }), ['id_birth_date_differs', 'id_sex_differs'])
  t.end()
})

t.test('all faults come at once', (t) => {
  t.same(codes('990105194902290001', { birthDate: '1949-02-28', sex: 'male' }),
    ['id_region', 'id_birth_date', 'id_sequence', 'id_check_character', 'id_sex_differs'])
  t.end()
})

t.test('a number is kept half-width with a capital X, and shown by its last four characters', (t) => {
  t.equal(normaliseResidentId(' １１０１０５ 19491231 002ｘ'), '11010519491231002X')
  t.equal(residentIdTail('11010519491231002x'), '002X')
  t.end()
})

t.test('no single wrong digit passes', (t) => {
  fc.assert(fc.property(sound, fc.nat(17), fc.constantFrom(...'0123456789X'), (id, place, digit) => {
    fc.pre(id[place] !== digit)
    return codes(id).length === 0 && codes(id.slice(0, place) + digit + id.slice(place + 1)).length > 0
  }), { numRuns: 2000 })
  t.end()
})

t.test('no two neighbouring digits can be swapped unnoticed', (t) => {
  fc.assert(fc.property(sound, fc.nat(16), (id, place) => {
    const [left, right] = [id.charAt(place), id.charAt(place + 1)]
    fc.pre(left !== right)
    return codes(id.slice(0, place) + right + left + id.slice(place + 2)).length > 0
  }), { numRuns: 2000 })
  t.end()
})
