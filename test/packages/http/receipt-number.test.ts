import t from 'tap'
import fc from 'fast-check'
import type { Day } from '@lightwell/calendar/day'
import { isReceiptNumber, normaliseReceiptNumber, receiptNumber } from '@lightwell/http/receipt-number'

const parts = fc.record({
  agencyCode: fc.constantFrom('XM', 'CS', 'CITY', 'A', 'AQ12345678'),
  receivedOn: fc.constantFrom('2026-11-22', '1999-01-01', '2024-02-29').map((day) => day as Day),
  random: fc.uint8Array({ minLength: 5, maxLength: 16 }),
})
const numbers = parts.map(receiptNumber)
const form = /^[A-Z][A-Z0-9]*-\d{8}-[0-9A-HJKMNP-TV-Z]{8}-[0-9A-Z]$/

t.test('a receipt number shows the agency, the day and eight characters that nobody misreads', (t) => {
  const first = { agencyCode: 'XM', receivedOn: '2026-11-22' as Day }
  t.equal(receiptNumber({ ...first, random: new Uint8Array([0, 0, 0, 0, 0]) }).slice(0, -2), 'XM-20261122-00000000')
  t.equal(receiptNumber({ ...first, random: new Uint8Array([255, 0, 0, 0, 31]) }).slice(0, -2), 'XM-20261122-ZW00000Z')
  fc.assert(fc.property(parts, (given) => {
    const number = receiptNumber(given)
    return form.test(number) && isReceiptNumber(number) && number === receiptNumber(given)
  }), { numRuns: 1000 })
  t.end()
})

t.test('the check character follows ISO 7064 MOD 37-2', (t) => {
  // The sum of all characters weighted by 2 to the power of their place from the right is 1 modulo 37.
  fc.assert(fc.property(numbers, (number) => [...number.replaceAll('-', '')]
    .reduce((sum, character) => (sum * 2 + Number.parseInt(character, 36)) % 37, 0) === 1), { numRuns: 1000 })
  t.end()
})

t.test('case, width, blanks and typographic dashes do not matter', (t) => {
  fc.assert(fc.property(numbers, (number) => {
    const wide = number.replace(/[0-9A-Z-]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    return [number.toLowerCase(), ` ${[...number].join(' ')}\u3000`, wide, number.replaceAll('-', '–')]
      .every((text) => isReceiptNumber(text) && normaliseReceiptNumber(text) === number)
  }))
  t.end()
})

t.test('no single wrong character passes', (t) => {
  const characters = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-')
  fc.assert(fc.property(numbers, fc.nat(22), characters, (number, at, character) => {
    const place = at % number.length
    fc.pre(number[place] !== character)
    return !isReceiptNumber(number.slice(0, place) + character + number.slice(place + 1))
  }), { numRuns: 5000 })
  t.end()
})

t.test('no two neighbouring characters can be swapped unnoticed', (t) => {
  fc.assert(fc.property(numbers, (number) => Array.from({ length: number.length - 1 }, (_, place) => place)
    .filter((place) => number[place] !== number[place + 1])
    .every((place) => !isReceiptNumber(
      number.slice(0, place) + number.charAt(place + 1) + number.charAt(place) + number.slice(place + 2)))),
  { numRuns: 2000 })
  t.end()
})

t.test('what is not a receipt number is not taken for one', (t) => {
  const number = receiptNumber({ agencyCode: 'XM', receivedOn: '2026-11-22' as Day, random: new Uint8Array(8) })
  for (const text of ['', 'XM', number.slice(0, -2), `${number}0`, `x${number}`, number.replace('XM', '12'),
    number.replaceAll('-', ''), `${number}\n${number}`, '新民-20261122-00000000-0', 'XM-20261122-0000000*-0']) {
    t.notOk(isReceiptNumber(text), text)
  }
  t.end()
})

t.test('too little randomness and agency codes that cannot be read back are refused', (t) => {
  const receivedOn = '2026-11-22' as Day
  t.throws(() => receiptNumber({ agencyCode: 'XM', receivedOn, random: new Uint8Array(4) }), RangeError)
  for (const agencyCode of ['', 'xm', '1A', 'X-M', '新民', 'ABCDEFGHIJK']) {
    t.throws(() => receiptNumber({ agencyCode, receivedOn, random: new Uint8Array(5) }), RangeError, agencyCode)
  }
  t.end()
})
