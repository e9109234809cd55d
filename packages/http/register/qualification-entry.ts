import { Type, type Static } from '@sinclair/typebox'
import { qualifications } from '@lightwell/schema/tables/intake-staff'
import { Line } from '../line.ts'
import { listed } from '../listed.ts'
import type { FieldFault } from '../refusal.ts'
import { faults } from './faults.ts'
import { Handle } from './post-entry.ts'

const DayText = Type.String({ format: 'date', pattern: '^(19|20|21)' })

/** What makes a person fit for a duty, on which days, both included, and what shows it (先培训、后上岗). */
export const QualificationEntry = Type.Object({
  person: Handle,
  kind: listed(qualifications.kind.enumValues),
  fromOn: DayText,
  untilOn: DayText,
  evidence: { ...Line(500), description: 'What shows it, such as the number of a certificate of training.' },
}, { additionalProperties: false })
export type QualificationEntry = Static<typeof QualificationEntry>

/** What is wrong with a qualification that its schema cannot see. The body may not fit the schema. */
export function qualificationFaults ({ person, fromOn, untilOn }: Partial<QualificationEntry>, isKnown: boolean): FieldFault[] {
  return [
    ...typeof person === 'string' && !isKnown ? [faults.unknownPerson('/person')] : [],
    ...typeof fromOn === 'string' && typeof untilOn === 'string' && untilOn < fromOn ? [faults.endsFirst('/untilOn')] : [],
  ]
}
