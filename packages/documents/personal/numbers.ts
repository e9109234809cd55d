import { type FoldedText, gap } from '../folded-text.ts'
import { type DigitRow, digitRows } from './digit-rows.ts'
import { labelBehind, officeBehind, otherNumberBehind } from './labels.ts'
import { residentNumberIn } from './resident-numbers.ts'
import type { PersonalKind, PersonalSighting } from './sighting.ts'

const mobile = /^(?:(?:00)?86)?1[3-9]\d{9}/
// Beijing and the large cities have two digits after the 0, the others three.
const landline = /^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}/
const local = /^[2-8]\d{6,7}/
const telephoneBehind = /(?:电话|手机|联系方式|联系号码|座机|宅电|Tel)(?:号码?)?[:(]?$/i
const cardBehind = /(?:卡号|账号|帐号|账户|帐户|银行卡|存折|一卡通)(?:号码?)?[:(]?$/
// UnionPay, Visa, Mastercard, American Express, JCB, and the older cards of the large banks.
const cards = /^(?:62|4|5[1-5]|3[57]|9558|60|68)/
// A card has five groups.
const mostBreaks = 4
const cardLengths = [19, 18, 17, 16]

/** The telephone, card and identity numbers in a text. */
export function * personalNumbers (folded: FoldedText): Generator<PersonalSighting> {
  for (const row of digitRows(folded)) {
    const found = residentNumberIn(folded, row) ?? cardIn(folded, row) ?? telephoneIn(folded, row)
    if (found !== undefined) yield found
  }
}

function cardIn (folded: FoldedText, row: DigitRow): PersonalSighting | undefined {
  const start = row.places[0] as number
  if (isInWord(folded, start)) return undefined
  const length = cardLengths.find((places) => row.ends(places) && cards.test(row.digits) &&
    isGrouped(folded, row, places) && passesLuhn(row.digits.slice(0, places)))
  if (length !== undefined && !otherNumberBehind(folded, start)) return sighting('bank_card', true, row, length)
  if (!labelBehind(folded, start, cardBehind)) return undefined
  const labelled = [19, 18, 17, 16, 15, 14, 13, 12].find((places) => row.ends(places))
  return labelled === undefined ? undefined : sighting('bank_card', false, row, labelled)
}

function telephoneIn (folded: FoldedText, row: DigitRow): PersonalSighting | undefined {
  const start = row.places[0] as number
  if (isInWord(folded, start) || otherNumberBehind(folded, start)) return undefined
  const ofOffice = officeBehind(folded, start)
  const handy = mobile.exec(row.digits)?.[0].length
  if (handy !== undefined && row.ends(handy) && !isAmount(folded, row, handy)) {
    return sighting('mobile', !ofOffice && isGrouped(folded, row, handy), row, handy)
  }
  if (ofOffice) return undefined
  const labelled = labelBehind(folded, start, telephoneBehind)
  const length = [12, 11, 10, 8, 7].find((places) => row.ends(places) &&
    [landline, ...labelled ? [local] : []].some((form) => form.exec(row.digits.slice(0, places))?.[0].length === places))
  return length === undefined ? undefined : sighting('landline', false, row, length)
}

function sighting (kind: PersonalKind, sure: boolean, { places }: DigitRow, length: number): PersonalSighting {
  return { kind, sure, start: places[0] as number, end: (places[length - 1] as number) + 1 }
}

/** In a few groups, as numbers are written; digits each by itself may be a row of figures. */
function isGrouped ({ flags }: FoldedText, { places }: DigitRow, length: number): boolean {
  const breaks = places.slice(1, length).filter((place, at) => place > Number(places[at]) + 1 || ((flags[place] as number) & gap) !== 0)
  return breaks.length <= mostBreaks
}

/** Digits of a hash, of a code or of a fraction belong to nobody. */
function isInWord ({ text, flags }: FoldedText, start: number): boolean {
  return start > 0 && ((flags[start] as number) & gap) === 0 && /[A-Za-z]$|^0\.$/.test(text.slice(Math.max(0, start - 2), start))
}

/** 13812345678.50元 */
function isAmount ({ text }: FoldedText, { places }: DigitRow, length: number): boolean {
  const end = (places[length - 1] as number) + 1
  return /^(?:\.[0-9]|[元万亿]|[A-Za-z])/.test(text.slice(end, end + 2))
}

function passesLuhn (digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)
  }
  return sum % 10 === 0
}
