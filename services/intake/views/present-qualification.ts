import { Type, type Static } from '@sinclair/typebox'
import type { Qualification } from '../store/qualifications.ts'

const Day = Type.String({ format: 'date' })
const nullableText = Type.Union([Type.String(), Type.Null()])

/** A qualification as staff may see it. */
export const QualificationView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  person: Type.Object({ id: Type.String({ format: 'uuid' }), handle: Type.String(), name: Type.String() }),
  kind: Type.String(),
  fromOn: Day,
  untilOn: Day,
  evidence: Type.String(),
  recordedBy: Type.String(),
  recordedAt: Type.String({ format: 'date-time' }),
  endedBy: nullableText,
  endedAt: nullableText,
})
export type QualificationView = Static<typeof QualificationView>

export function presentQualification ({ recordedAt, endedAt, ...rest }: Qualification): QualificationView {
  return { ...rest, recordedAt: recordedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null }
}
