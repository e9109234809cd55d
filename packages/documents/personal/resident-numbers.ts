import { type FoldedText, gap } from '../folded-text.ts'
import { type DigitRow, digitRows } from './digit-rows.ts'
import { bodyBehind, otherNumberBehind } from './labels.ts'
import { hasRegion, isRealDay, residentCheckCharacter } from './resident-number.ts'
import type { PersonalSighting } from './sighting.ts'

const newNumber = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]/
const oldNumber = /^(\d{6})(\d{2})(\d{2})(\d{2})(\d{3})/

/**
 * The numbers of residents' cards: those of 18 places, sure where the check character fits (with a slip in it a number
 * still is somebody's), and the old ones of 15.
 */
export function * residentNumbers (folded: FoldedText): Generator<PersonalSighting> {
  for (const row of digitRows(folded)) {
    const found = residentNumberIn(folded, row)
    if (found !== undefined) yield found
  }
}

/** The number of a resident with which a row begins. */
export function residentNumberIn (folded: FoldedText, row: DigitRow): PersonalSighting | undefined {
  const { digits, places, ends } = row
  const start = places[0] as number
  if (newNumber.test(digits) && ends(18)) {
    const id = digits.slice(0, 18)
    const sure = id[17] === residentCheckCharacter(id) && hasRegion(id)
    if (sure ? bodyBehind(folded, start) : otherNumberBehind(folded, start)) return undefined
    return { kind: 'resident_id', sure, start, end: (places[17] as number) + 1 }
  }
  if (!isOldNumber(folded, row) || otherNumberBehind(folded, start)) return undefined
  return { kind: 'resident_id', sure: false, start, end: (places[14] as number) + 1 }
}

/**
 * Region, birth date without its century, sequence. Other numbers of fifteen digits are many: nothing stands within these
 * three parts.
 */
function isOldNumber ({ flags }: FoldedText, { digits, places, ends }: DigitRow): boolean {
  const isWhole = places.slice(0, 15).every((place, at) =>
    at % 6 === 0 || place === Number(places[at - 1]) + 1 && ((flags[place] as number) & gap) === 0)
  if (!isWhole || !ends(15)) return false
  const [, region = '', year = '', month = '', day = '', sequence = ''] = oldNumber.exec(digits) ?? []
  return hasRegion(region) && !region.endsWith('00') && sequence !== '000' && isRealDay(`19${year}-${month}-${day}`)
}
