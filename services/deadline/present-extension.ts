import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { FoundExtension } from './store/extensions.ts'

const DayText = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const Person = Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.Union([Type.String(), Type.Null()]) })

export const extensionStates = ['pending', 'approved', 'rejected', 'lapsed'] as const

/** An extension as staff see it. */
export const Extension = Type.Object({
  id: Type.String({ format: 'uuid' }),
  requestId: Type.String({ format: 'uuid' }),
  state: listed(extensionStates),
  additionalWorkingDays: Type.Integer(),
  reason: Type.String(),
  approvingDuty: Type.String({ description: 'The duty that decides, by the regime' }),
  requestedBy: Person,
  requestedAt: Instant,
  decidedBy: Type.Union([Person, Type.Null()]),
  decidedAt: Type.Union([Instant, Type.Null()]),
  decidedAsDeputy: Type.Union([Type.Boolean(), Type.Null()]),
  decisionReason: Type.Union([Type.String(), Type.Null()]),
  oldDueOn: DayText,
  newDueOn: Type.Union([DayText, Type.Null()]),
  noticeId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()]),
  noticeNumber: Type.Union([Type.String(), Type.Null()]),
})
export type Extension = Static<typeof Extension>

/** Writes an extension as it is sent. */
export function presentExtension (found: FoundExtension): Extension {
  const { extension, requestedByName, decidedByName, noticeId, noticeNumber } = found
  const { requestedBy, requestedAt, decidedBy, decidedAt, ...row } = extension
  return {
    id: row.id,
    requestId: row.requestId,
    state: row.state,
    additionalWorkingDays: row.additionalWorkingDays,
    reason: row.reason,
    approvingDuty: row.approvingDuty,
    requestedBy: { id: requestedBy, name: requestedByName },
    requestedAt: requestedAt.toISOString(),
    decidedBy: decidedBy === null ? null : { id: decidedBy, name: decidedByName },
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedAsDeputy: row.decidedAsDeputy,
    decisionReason: row.decisionReason,
    oldDueOn: row.oldDueOn,
    newDueOn: row.newDueOn,
    noticeId,
    noticeNumber,
  }
}
