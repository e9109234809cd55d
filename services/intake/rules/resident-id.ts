import type { Day } from '@lightwell/calendar/day'
import { hasRegion, isRealDay, residentCheckCharacter } from '@lightwell/documents/personal/resident-number'

export type ResidentIdFault =
  | 'id_shape' | 'id_region' | 'id_birth_date' | 'id_sequence' | 'id_check_character'
  | 'id_birth_date_differs' | 'id_sex_differs'

/** What the form says beside the number, and the current day in the agency's zone. */
export type ResidentIdContext = Readonly<{
  birthDate?: string | undefined
  sex?: 'female' | 'male' | undefined
  today: Day
}>

const earliestBirth = '1800-01-01'

/** The number as it is kept: half-width, without blanks, a final x as X. */
export function normaliseResidentId (text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** The last four characters, the only part of a number that is ever shown. */
export function residentIdTail (idNumber: string): string {
  return normaliseResidentId(idNumber).slice(-4)
}

/**
 * All faults of a resident ID number (GB 11643-1999), each once; none if it is sound. A number of the wrong shape has
 * no other faults, since its parts cannot be told apart.
 */
export function residentIdFaults (idNumber: string, context: ResidentIdContext): { code: ResidentIdFault }[] {
  const id = normaliseResidentId(idNumber)
  if (!/^[0-9]{17}[0-9X]$/.test(id)) return [{ code: 'id_shape' }]
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  const bornOnRealDay = isRealDay(birth) && birth >= earliestBirth && birth <= context.today
  const sex = Number(id[16]) % 2 === 1 ? 'male' : 'female'
  const faults: [ResidentIdFault, boolean][] = [
    ['id_region', !hasRegion(id)],
    ['id_birth_date', !bornOnRealDay],
    ['id_sequence', id.slice(14, 17) === '000'],
    ['id_check_character', id[17] !== residentCheckCharacter(id)],
    ['id_birth_date_differs', bornOnRealDay && context.birthDate !== undefined && context.birthDate !== birth],
    ['id_sex_differs', context.sex !== undefined && context.sex !== sex],
  ]
  return faults.filter(([, found]) => found).map(([code]) => ({ code }))
}
