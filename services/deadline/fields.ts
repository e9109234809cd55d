import { Type } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'

/** A day as it is sent: a real one, of the years 1900 to 2199 that a `Day` can be. */
export const DayText = Type.Unsafe<Day>(Type.String({ format: 'date', pattern: '^(19|20|21)' }))

/** A person as staff see him; a name that is lost is null. */
const Person = Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.Union([Type.String(), Type.Null()]) })

const Instant = Type.String({ format: 'date-time' })

/** Who asked for what takes two people, and who decided it. */
export const askedAndDecided = {
  approvingDuty: Type.String({ description: 'The duty that decides, by the regime' }),
  requestedBy: Person,
  requestedAt: Instant,
  decidedBy: Type.Union([Person, Type.Null()]),
  decidedAt: Type.Union([Instant, Type.Null()]),
  decidedAsDeputy: Type.Union([Type.Boolean(), Type.Null()]),
  decisionReason: Type.Union([Type.String(), Type.Null()]),
}
