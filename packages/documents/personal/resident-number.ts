// The first two digits of GB/T 2260; 71 is Taiwan.
const provinces = new Set([
  '11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44',
  '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71',
])

// Residence permits of people from Hong Kong, Macao and Taiwan.
const permitRegions = new Set(['810000', '820000', '830000'])

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/**
 * Whether a resident's number begins with a region. A foreigner's permanent residence card has 9, the province that issued
 * it, and the holder's country in three digits.
 */
export function hasRegion (id: string): boolean {
  if (id.startsWith('9')) return provinces.has(id.slice(1, 3)) && id.slice(3, 6) !== '000'
  return provinces.has(id.slice(0, 2)) || permitRegions.has(id.slice(0, 6))
}

/** The last character of a resident's number of 18 places: ISO 7064 MOD 11-2 over the first 17 digits (GB 11643-1999). */
export function residentCheckCharacter (id: string): string | undefined {
  return checkCharacters[weights.reduce((sum, weight, place) => sum + weight * Number(id[place]), 0) % 11]
}

/** Whether a text of the form YYYY-MM-DD is a day. The type Day begins in 1900, and some numbers name a birth before it. */
export function isRealDay (text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
