import type { Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Applicant } from '../applicant.ts'
import type { Filing } from '../filing.ts'
import { warnings } from '../warnings.ts'
import { creditCodeDoubt } from './credit-code.ts'
import { filesAsCitizen, isUsualPassportNumber } from './passport.ts'
import { normaliseResidentId } from './resident-id.ts'

const adult = 18

/** What a clerk should look at in a filing that has been taken: nothing here refuses it. */
export function filingWarnings (filing: Filing, receivedOn: Day): FieldFault[] {
  const persons: [string, Applicant][] = [
    ['/applicant', filing.applicant],
    ...(filing.jointApplicants ?? []).map((person, at): [string, Applicant] => [`/jointApplicants/${at}`, person]),
  ]
  const guarded = filing.agent?.kind === 'guardian'
  return persons.flatMap(([pointer, person]) => [
    ...personWarnings(person, pointer),
    ...!guarded && isMinor(person, receivedOn) ? [warnings.minorWithoutGuardian(pointer)] : [],
  ])
}

/** What is odd about the number of a person. */
export function personWarnings (person: Applicant, pointer: string): FieldFault[] {
  if (person.kind === 'organisation') return organisationWarnings(person.creditCode, `${pointer}/creditCode`)
  if (person.kind === 'citizen') return []
  const { nationality, passportNumber } = person
  return [
    ...nationality !== undefined && filesAsCitizen(nationality) ? [warnings.filesAsCitizen(`${pointer}/nationality`)] : [],
    ...passportNumber === undefined || isUsualPassportNumber(passportNumber) ? [] : [warnings.passportShape(`${pointer}/passportNumber`)],
  ]
}

function organisationWarnings (creditCode: string | undefined, pointer: string): FieldFault[] {
  if (creditCode === undefined) return []
  switch (creditCodeDoubt(creditCode)) {
    case 'credit_code_pilot': return [warnings.creditCodePilot(pointer)]
    case 'credit_code_inner_check': return [warnings.creditCodeInnerCheck(pointer)]
    default: return []
  }
}

/** Whether a person was under 18 on a day, as far as he tells: by his birth date, or by that in his ID number. */
export function isMinor (person: Applicant, on: Day): boolean {
  if (person.kind === 'organisation') return false
  const idNumber = person.kind === 'citizen' ? person.idNumber : undefined
  const born = person.birthDate ?? (idNumber === undefined ? undefined : birthDateIn(idNumber))
  return born !== undefined && on < `${Number(born.slice(0, 4)) + adult}${born.slice(4)}`
}

function birthDateIn (idNumber: string): string {
  const id = normaliseResidentId(idNumber)
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
}
