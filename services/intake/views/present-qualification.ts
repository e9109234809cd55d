import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import type { Qualification } from '../store/qualifications.ts'

const Day = Type.String({ format: 'date' })

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
  endedBy: nullable(Type.String()),
  endedAt: nullable(Type.String()),
})
export type QualificationView = Static<typeof QualificationView>

export function presentQualification ({ recordedAt, endedAt, ...rest }: Qualification): QualificationView {
  return { ...rest, recordedAt: recordedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null }
}
