import { blindIndex } from '@lightwell/secrets/hashes'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import type { ApplicantKind } from '@lightwell/regimes/form'
import { normaliseCreditCode } from './rules/credit-code.ts'
import { normalisePassportNumber } from './rules/passport.ts'
import { normaliseResidentId } from './rules/resident-id.ts'

/** The number by which somebody is told from others. A passport number is only unique within its country. */
export type IdentityNumber = { kind: ApplicantKind, number: string, nationality?: string | null }

const normalise: Readonly<Record<ApplicantKind, (text: string) => string>> = {
  citizen: normaliseResidentId, organisation: normaliseCreditCode, foreigner: normalisePassportNumber,
}

/** The number as it is kept. */
export function normaliseNumber ({ kind, number }: IdentityNumber): string {
  return normalise[kind](number)
}

/** What finds the requests of one person or organisation, in any spelling of the number, without telling it. */
export function numberIndex (keys: KeyRing, id: IdentityNumber): string {
  return blindIndex(keys, 'index', indexed(id))
}

/** The last characters, the only part of a number that is ever shown: four, and never more than half of it. */
export function numberTail (id: IdentityNumber): string {
  const number = normaliseNumber(id)
  return number.slice(-Math.min(4, Math.floor(number.length / 2)))
}

// An ID number stands alone, as it always has; what goes before the others keeps equal numbers of two kinds apart.
function indexed (id: IdentityNumber): string {
  const number = normaliseNumber(id)
  switch (id.kind) {
    case 'citizen': return number
    case 'organisation': return `organisation:${number}`
    case 'foreigner': return `foreigner:${id.nationality}:${number}`
  }
}
