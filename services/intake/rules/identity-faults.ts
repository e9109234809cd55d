import type { Day } from '@lightwell/calendar/day'
import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'
import { creditCodeFault } from './credit-code.ts'
import { kindAt } from './form-faults.ts'
import { isCountry } from './passport.ts'
import { residentIdFaults, type ResidentIdFault } from './resident-id.ts'
import { textAt } from './value-at.ts'

const found: Record<ResidentIdFault, (person: string) => FieldFault> = {
  id_shape: (person) => faults.idShape(`${person}/idNumber`),
  id_region: (person) => faults.idRegion(`${person}/idNumber`),
  id_birth_date: (person) => faults.idBirthDate(`${person}/idNumber`),
  id_sequence: (person) => faults.idSequence(`${person}/idNumber`),
  id_check_character: (person) => faults.idCheckCharacter(`${person}/idNumber`),
  id_birth_date_differs: (person) => faults.birthDateDiffers(`${person}/birthDate`),
  id_sex_differs: (person) => faults.sexDiffers(`${person}/sex`),
}

/** What is wrong with who the person at a pointer says he is: his name, and the number of his kind. */
export function identityFaults (body: unknown, person: string, today: Day): FieldFault[] {
  switch (kindAt(body, person)) {
    case 'citizen': return [...nameFaults(body, `${person}/name`), ...residentFaults(body, person, today)]
    case 'organisation': return organisationFaults(body, person, today)
    case 'foreigner': return foreignerFaults(body, person, today)
    default: return nameFaults(body, `${person}/name`)
  }
}

/** The faults of a name: it stands on notices, and no notice goes out with an ID number or a secret mark on it. */
export function nameFaults (body: unknown, pointer: string): FieldFault[] {
  const stated = textAt(body, pointer) ?? ''
  return holdsIdNumber(stated) || bearsMark(stated) ? [faults.notAName(pointer)] : []
}

/** The faults of a resident's ID number (GB 11643), also against the birth date and sex that stand beside it. */
export function residentFaults (body: unknown, person: string, today: Day): FieldFault[] {
  const id = textAt(body, `${person}/idNumber`)
  if (id === undefined) return []
  const sex = textAt(body, `${person}/sex`)
  return residentIdFaults(id, {
    birthDate: textAt(body, `${person}/birthDate`),
    sex: sex === 'female' || sex === 'male' ? sex : undefined,
    today,
  }).map(({ code }) => found[code](person))
}

function organisationFaults (body: unknown, person: string, today: Day): FieldFault[] {
  const code = textAt(body, `${person}/creditCode`)
  const fault = code === undefined ? undefined : creditCodeFault(code)
  const bornIn = textAt(body, `${person}/representativeBirthMonth`)
  return [
    ...nameFaults(body, `${person}/name`),
    ...nameFaults(body, `${person}/representativeName`),
    ...fault === 'credit_code_shape' ? [faults.creditCodeShape(`${person}/creditCode`)] : [],
    ...fault === 'credit_code_check_character' ? [faults.creditCodeCheckCharacter(`${person}/creditCode`)] : [],
    ...bornIn !== undefined && bornIn > today.slice(0, 7) ? [faults.inTheFuture(`${person}/representativeBirthMonth`)] : [],
  ]
}

function foreignerFaults (body: unknown, person: string, today: Day): FieldFault[] {
  const nationality = textAt(body, `${person}/nationality`)
  const born = textAt(body, `${person}/birthDate`)
  return [
    ...nameFaults(body, `${person}/name`),
    ...nationality === undefined || isCountry(nationality) ? [] : [faults.unknownCountry(`${person}/nationality`)],
    ...born !== undefined && born > today ? [faults.inTheFuture(`${person}/birthDate`)] : [],
  ]
}
