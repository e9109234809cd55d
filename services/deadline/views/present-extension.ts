import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { inLanguage, type Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { lawOf } from '@lightwell/regimes/law-of'
import { isOverdue, stateAt } from '@lightwell/regimes/lateness'
import { askedAndDecided } from '../fields.ts'
import { causeName } from '../rules/cause-name.ts'
import { isFinal } from '../rules/clock-entry.ts'
import { daysLeft } from '../rules/days-left.ts'
import type { ExtensionRow, FoundExtension } from '../store/extensions.ts'

const DayText = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })

export const extensionStates = ['pending', 'approved', 'rejected', 'lapsed'] as const

/** An extension as staff see it. */
export const Extension = Type.Object({
  id: Type.String({ format: 'uuid' }),
  requestId: Type.String({ format: 'uuid' }),
  receiptNumber: Type.String(),
  agency: Type.String(),
  state: listed(extensionStates),
  additionalWorkingDays: Type.Integer({ description: 'In the unit of the limit' }),
  cause: Type.String({ description: 'A code of the regime’s list of reasons' }),
  causeName: Type.String({ description: 'The same in words, in the reader’s language' }),
  reason: Type.String(),
  ...askedAndDecided,
  oldDueOn: DayText,
  newDueOn: Type.Union([DayText, Type.Null()]),
  effectiveOn: Type.Union([DayText, Type.Null()], {
    description: 'Since when it moves the due day: its approval, or the service of its notice where the law has it so',
  }),
  fell: Type.Boolean({ description: 'Approved, but its notice was not served in time: it never takes effect' }),
  noticeId: Type.Union([Type.String({ format: 'uuid' }), Type.Null()]),
  noticeNumber: Type.Union([Type.String(), Type.Null()]),
})
export type Extension = Static<typeof Extension>

/** What the reader of a deadline is told of its extension. */
export const ExtensionSummary = Type.Object({
  id: Type.String({ format: 'uuid' }),
  state: listed(extensionStates),
  additionalWorkingDays: Type.Integer(),
  requestedAt: Instant,
  oldDueOn: DayText,
  newDueOn: Type.Union([DayText, Type.Null()]),
  effectiveOn: Type.Union([DayText, Type.Null()], { description: 'Since when it moves the due day; null before it does' }),
})

/** An extension in the queue of those who decide. */
export const ListedExtension = Type.Composite([Extension, Type.Object({
  newDueOn: Type.Union([DayText, Type.Null()], { description: 'Of one that waits: the due day if it were approved now' }),
  dueOn: DayText,
  workingDaysLeft: Type.Union([Type.Integer(), Type.Null()]),
  overdueUnlessDecidedBy: Type.Union([Instant, Type.Null()], {
    description: 'Of one that waits: the first instant that is too late; null while the clock stands still until somebody acts',
  }),
})])
export type ListedExtension = Static<typeof ListedExtension>

/** Writes an extension as it is sent, as it stands at an instant. */
export function presentExtension (found: FoundExtension, now: Date, language: Language): Extension {
  const { extension, deadline, receiptNumber, requestedByName, decidedByName, noticeNumber } = found
  const { requestedBy, requestedAt, decidedBy, decidedAt, ...row } = extension
  const { state, effectiveOn } = row
  return {
    id: row.id, requestId: row.requestId, receiptNumber, agency: deadline.agencyCode, state,
    additionalWorkingDays: row.additionalWorkingDays,
    cause: row.cause,
    causeName: inLanguage(causeName(lawOf(deadline).regime, row.cause), language),
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
    effectiveOn,
    fell: state === 'approved' && effectiveOn === null && (isFinal(deadline.state) || isOverdue(deadline, now)),
    noticeId: row.noticeId,
    noticeNumber,
  }
}

/** Writes an extension as a queue has it; `ifApproved` is the due day of one that waits if it were approved now. */
export function presentListedExtension (
  found: FoundExtension, { ifApproved, now, language }: { ifApproved: Day | undefined, now: Date, language: Language },
): ListedExtension {
  const { deadline } = found
  const presented = presentExtension(found, now, language)
  const waits = presented.state === 'pending'
  const { workingDaysLeft } = daysLeft(lawOf(deadline).calendar, { ...deadline, state: stateAt(deadline, now) }, now)
  return {
    ...presented, newDueOn: ifApproved ?? presented.newDueOn, dueOn: deadline.dueOn, workingDaysLeft,
    overdueUnlessDecidedBy: waits && deadline.state === 'running' ? deadline.dueAt.toISOString() : null,
  }
}

/** Writes an extension as the reader of its deadline is told of it. */
export function presentExtensionSummary (extension: ExtensionRow | undefined): Static<typeof ExtensionSummary> | null {
  if (extension === undefined) return null
  const { id, state, additionalWorkingDays, requestedAt, oldDueOn, newDueOn, effectiveOn } = extension
  return { id, state, additionalWorkingDays, requestedAt: requestedAt.toISOString(), oldDueOn, newDueOn, effectiveOn }
}
