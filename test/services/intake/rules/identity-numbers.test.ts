import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { keyRing } from '@lightwell/secrets/key-ring'
import { numberIndex, numberTail } from '../../../../services/intake/identity-number.ts'
import { creditCodeDoubt, creditCodeFault } from '../../../../services/intake/rules/credit-code.ts'
import { isMinor } from '../../../../services/intake/rules/identity-warnings.ts'
import { filesAsCitizen, isCountry, isUsualPassportNumber } from '../../../../services/intake/rules/passport.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const pilots = ['91350100M0001TGQXM', '91350211M0000XUF46', '91350203M0001FUE2P']

const characters = (choices: string, length: number) => fc.array(fc.constantFrom(...choices), { minLength: length, maxLength: length })
  .map((chosen) => chosen.join(''))

// Registry and kind, region, organisation code: all but the last character of a credit code.
const beginning = fc.tuple(characters(alphabet, 2), characters('0123456789', 6), characters(alphabet, 9))
  .map((parts) => parts.join(''))

t.test('real credit codes have no fault, also written with blanks, in small letters or full width (GB 32100)', async (t) => {
  for (const code of ['91350100M000100Y43', '91110000600037341L', ' 91350100m000 100y43', '９１３５０１００M000100Y43']) {
    t.equal(creditCodeFault(code), undefined, code)
    t.equal(creditCodeDoubt(code), undefined, code)
  }
})

t.test('the codes of the pilot years are real: a doubt, no fault', async (t) => {
  for (const code of pilots) {
    t.equal(creditCodeFault(code), undefined, code)
    t.equal(creditCodeDoubt(code), 'credit_code_pilot', code)
  }
})

t.test('an inner check that fails is a doubt, since the older code was not always kept (GB 11714)', async (t) => {
  t.equal(creditCodeFault('91350100M000100Y56'), undefined)
  t.equal(creditCodeDoubt('91350100M000100Y56'), 'credit_code_inner_check')
})

t.test('a code of another length or alphabet has the wrong shape', async (t) => {
  for (const code of ['', '91350100M000100Y4', '91350100M000100Y433', '9135010OM000100Y43', '91350100M00010ZY43', '9135010AM000100Y43']) {
    t.equal(creditCodeFault(code), 'credit_code_shape', code)
    t.equal(creditCodeDoubt(code), undefined, 'where there is a fault there is no doubt')
  }
})

t.test('for every beginning there is one last character, and any single slip in what stands before it is seen', async () => {
  fc.assert(fc.property(beginning, fc.nat(16), fc.nat(30), (start, place, other) => {
    const fitting = [...alphabet].filter((last) => creditCodeFault(start + last) === undefined)
    if (fitting.length !== 1) return false
    const slip = start.slice(0, place) + alphabet.charAt(other) + start.slice(place + 1)
    return slip === start || creditCodeFault(slip + fitting[0]) !== undefined || pilots.includes(slip + fitting[0])
  }))
})

t.test('a nationality is a code of ISO 3166-1, and citizens file as such', async (t) => {
  for (const code of ['DEU', 'USA', 'KOR', 'CHN']) t.ok(isCountry(code), code)
  for (const code of ['XYZ', 'deu', 'DE', '', 'toString']) t.notOk(isCountry(code), code)
  t.ok(filesAsCitizen('CHN'))
  t.notOk(filesAsCitizen('DEU'))
})

t.test('a passport number has five to nine letters and digits, however it is written', async (t) => {
  const usual = characters('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 9).chain((text) => fc.integer({ min: 5, max: 9 }).map((length) => text.slice(0, length)))
  fc.assert(fc.property(usual, (number) =>
    isUsualPassportNumber(number) && isUsualPassportNumber(` ${number.toLowerCase()} `) && !isUsualPassportNumber(`${number}-`) &&
    !isUsualPassportNumber(number.padEnd(10, '0'))))
  t.notOk(isUsualPassportNumber('C123'))
})

t.test('equal numbers of one kind have one index; those of another kind, or another country, have another', async (t) => {
  const keys = keyRing(randomBytes(32))
  const index = (kind: 'citizen' | 'organisation' | 'foreigner', number: string, nationality?: string) =>
    numberIndex(keys, { kind, number, ...nationality !== undefined && { nationality } })
  t.equal(index('foreigner', 'c01x00t47', 'DEU'), index('foreigner', ' C01X00T47', 'DEU'))
  t.not(index('foreigner', 'C01X00T47', 'DEU'), index('foreigner', 'C01X00T47', 'USA'))
  t.equal(index('organisation', '91350100m000100y43'), index('organisation', '91350100M000100Y43'))
  const texts = fc.string({ minLength: 1, maxLength: 20 })
  fc.assert(fc.property(texts, (number) => index('citizen', number) !== index('organisation', number)))
})

t.test('of a number four characters are shown, and never more than half of it', async (t) => {
  t.equal(numberTail({ kind: 'citizen', number: '11010519491231002x' }), '002X')
  t.equal(numberTail({ kind: 'organisation', number: '91350100M000100Y43' }), '0Y43')
  t.equal(numberTail({ kind: 'foreigner', number: 'C0123', nationality: 'DEU' }), '23')
})

t.test('who is under 18 is a minor until the day on which he is 18, by his birth date or his number', async (t) => {
  const born = (birthDate: string) => ({ kind: 'citizen' as const, name: '张小三', idNumber: '', birthDate })
  t.ok(isMinor(born('2008-03-03'), '2026-03-02' as Day))
  t.notOk(isMinor(born('2008-03-02'), '2026-03-02' as Day))
  t.ok(isMinor(born('2008-02-29'), '2026-02-28' as Day))
  t.notOk(isMinor(born('2008-02-29'), '2026-03-01' as Day))
  const numbered = { kind: 'citizen' as const, name: '张小三', idNumber: '11010520100101002X' }
  t.ok(isMinor(numbered, '2026-03-02' as Day))
  t.notOk(isMinor({ kind: 'organisation', name: '某公司', creditCode: '91350100M000100Y43' }, '2026-03-02' as Day))
  t.notOk(isMinor({ kind: 'foreigner', name: 'A', nationality: 'DEU', passportNumber: 'C01X00T47' }, '2026-03-02' as Day))
})
