import { getAlpha3Codes } from 'i18n-iso-countries/index.js'

// The readable zone has nine places (ICAO 9303); what stands in them is the affair of each country, with no check digit.
const usual = /^[A-Z0-9]{5,9}$/

const countries = new Set(Object.keys(getAlpha3Codes()))

// Their residents have an identity card or a residence permit with a number of the same scheme (GB 11643).
const citizens = new Set(['CHN', 'HKG', 'MAC', 'TWN'])

/** The number as it is kept: half-width, without blanks, in capitals. */
export function normalisePassportNumber (text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
}

/** Whether a number looks like that of a passport. One that does not may be real all the same. */
export function isUsualPassportNumber (text: string): boolean {
  return usual.test(normalisePassportNumber(text))
}

/** Whether this is the code of a country or region (ISO 3166-1 alpha-3). */
export function isCountry (code: string): boolean {
  return countries.has(code)
}

/** Whether people of this country or region file as citizens, by the number of their card or permit. */
export function filesAsCitizen (code: string): boolean {
  return citizens.has(code)
}
