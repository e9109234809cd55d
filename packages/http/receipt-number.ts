import type { Day } from '@lightwell/calendar/day'

// Crockford's base 32: no I, L, O or U, which are misread or misheard.
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkCharacters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*'
const pattern = /^[A-Z][A-Z0-9]{0,9}-[0-9]{8}-[0-9A-HJKMNP-TV-Z]{8}-[0-9A-Z]$/

/** `receivedOn` in the agency's zone; `random` holds at least five bytes from a secure source. */
export type ReceiptNumberParts = Readonly<{ agencyCode: string, receivedOn: Day, random: Uint8Array }>

/**
 * A receipt number such as `XM-20261122-4F7K2M9Q-C`: agency, day of receipt, eight random characters, and a check
 * character that betrays any one wrong and any two neighbouring swapped characters. Throws RangeError if there is too
 * little randomness, or the agency code is not 1 to 10 of A–Z and 0–9 beginning with a letter.
 */
export function receiptNumber ({ agencyCode, receivedOn, random }: ReceiptNumberParts): string {
  if (random.length < 5) throw new RangeError('A receipt number needs five random bytes.')
  const prefix = `${agencyCode}-${receivedOn.replaceAll('-', '')}`
  let value = fortyBits(random)
  // One check in 37 is an asterisk, which nobody should have to spell out: the next value has another.
  while (checkCharacter(`${prefix}-${eightCharacters(value)}`) === '*') value += 1n
  const body = `${prefix}-${eightCharacters(value)}`
  const number = `${body}-${checkCharacter(body)}`
  if (!pattern.test(number)) throw new RangeError(`${agencyCode} cannot begin a receipt number.`)
  return number
}

/** A receipt number as it is kept: half-width capitals without blanks, whatever dash was typed. */
export function normaliseReceiptNumber (text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').toUpperCase()
}

/** Whether `text`, in any case and width, is a receipt number with the right check character. */
export function isReceiptNumber (text: string): boolean {
  const number = normaliseReceiptNumber(text)
  return pattern.test(number) && number.at(-1) === checkCharacter(number.slice(0, -2))
}

function fortyBits (random: Uint8Array): bigint {
  return random.subarray(0, 5).reduce((value, byte) => value << 8n | BigInt(byte), 0n)
}

function eightCharacters (value: bigint): string {
  return Array.from({ length: 8 }, (_, place) => crockford[Number(value >> BigInt(35 - 5 * place) & 31n)]).join('')
}

/** ISO 7064 MOD 37-2 over the letters and digits of `body`; its dashes carry nothing. */
function checkCharacter (body: string): string {
  let sum = 0
  for (const character of body.replaceAll('-', '')) sum = (sum + checkCharacters.indexOf(character)) * 2 % 37
  return checkCharacters.charAt((38 - sum) % 37)
}
