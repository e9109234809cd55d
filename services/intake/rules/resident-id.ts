import type { Day } from '@lightwell/calendar/day'

export type ResidentIdFault =
  | 'id_shape' | 'id_region' | 'id_birth_date' | 'id_sequence' | 'id_check_character'
  | 'id_birth_date_differs' | 'id_sex_differs'

/** What the form says beside the number, and the current day in the agency's zone. */
export type ResidentIdContext = Readonly<{
  birthDate?: string | undefined
  sex?: 'female' | 'male' | undefined
  today: Day
}>

// The first two digits of GB/T 2260; 71 is Taiwan.
const provinces = new Set([
  '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44',
  '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71',
])

// Residence permits of people from Hong Kong, Macao and Taiwan.
const permitRegions = new Set(['810000', '820000', '830000'])

const earliestBirth = '1800-01-01'
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

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
    ['id_check_character', id[17] !== checkCharacter(id)],
    ['id_birth_date_differs', bornOnRealDay && context.birthDate !== undefined && context.birthDate !== birth],
    ['id_sex_differs', context.sex !== undefined && context.sex !== sex],
  ]
  return faults.filter(([, found]) => found).map(([code]) => ({ code }))
}

// A foreigner's permanent residence card has 9, the province that issued it, and the holder's country in three digits.
function hasRegion (id: string): boolean {
  if (id.startsWith('9')) return provinces.has(id.slice(1, 3)) && id.slice(3, 6) !== '000'
  return provinces.has(id.slice(0, 2)) || permitRegions.has(id.slice(0, 6))
}

// The type Day begins in 1900, and some numbers name a birth before it.
function isRealDay (text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** ISO 7064 MOD 11-2 over the first 17 digits. */
function checkCharacter (id: string): string | undefined {
  return checkCharacters[weights.reduce((sum, weight, place) => sum + weight * Number(id[place]), 0) % 11]
}
