import type { Day } from '@lightwell/calendar/day'
import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'
import { residentIdFaults, type ResidentIdFault } from './resident-id.ts'
import { textAt } from './value-at.ts'

const name = '/applicant/name'
const idNumber = '/applicant/idNumber'
const birthDate = '/applicant/birthDate'
const sex = '/applicant/sex'

const found: Record<ResidentIdFault, FieldFault> = {
  id_shape: faults.idShape(idNumber),
  id_region: faults.idRegion(idNumber),
  id_birth_date: faults.idBirthDate(idNumber),
  id_sequence: faults.idSequence(idNumber),
  id_check_character: faults.idCheckCharacter(idNumber),
  id_birth_date_differs: faults.birthDateDiffers(birthDate),
  id_sex_differs: faults.sexDiffers(sex),
}

/** The faults of a name: it stands on every notice, and no notice goes out with an ID number or a secret mark on it. */
export function nameFaults (body: unknown): FieldFault[] {
  const stated = textAt(body, name) ?? ''
  return holdsIdNumber(stated) || bearsMark(stated) ? [faults.notAName(name)] : []
}

/** The faults of a citizen's ID number (GB 11643), also against the birth date and sex that stand beside it. */
export function identityFaults (body: unknown, today: Day): FieldFault[] {
  const id = textAt(body, idNumber)
  if (id === undefined) return []
  const stated = textAt(body, birthDate)
  const statedSex = textAt(body, sex)
  return residentIdFaults(id, {
    birthDate: stated,
    sex: statedSex === 'female' || statedSex === 'male' ? statedSex : undefined,
    today,
  }).map(({ code }) => found[code])
}
