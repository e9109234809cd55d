import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { permission } from '@lightwell/http/policy'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import { toldFaults } from '@lightwell/http/told-faults'
import { lawOf } from '@lightwell/regimes/law-of'
import { errors, refuse } from '../errors.ts'
import { extensionFaults, otherCause } from '../rules/extension-faults.ts'
import { daysLeftToExtend, mayAskExtension, type EarlierExtension } from '../rules/extension-verdict.ts'
import { findTimedCase, listEntries } from '../store/deadlines.ts'
import { insertExtension, listExtensions } from '../store/extensions.ts'
import { subjectOf, visibleCase } from '../views/visible-case.ts'

/** A wish to use the longer limit. `misshapen` is what its schema found wrong with it, told with what the law finds. */
export type AskExtension = {
  requestId: string
  asked: { additionalWorkingDays?: number, cause?: string, reason?: string }
  misshapen: FieldFault[]
  ifMatch: string | undefined
}

/**
 * Asks to extend the time to answer, by all that the cap leaves where no days are named, and gives the id of the
 * extension. The clock runs on while it is pending.
 */
export async function askExtension (deps: Deps, tx: Transaction, caller: Caller, input: AskExtension): Promise<string> {
  const { requestId, asked, misshapen } = input
  const seen = visibleCase(caller, await findTimedCase(tx, requestId))
  const { allowed } = permission(caller, 'extension', 'ask', subjectOf(seen))
  if (!allowed || caller.kind !== 'staff') throw doorErrors.notAllowed()
  const head = await lockMatchingCase(tx, requestId, input.ifMatch)
  // Read again under the lock: who held it before may have stopped the clock, or ended the request.
  const { request, deadline, answered } = await findTimedCase(tx, requestId) ?? seen
  const requestedAt = deps.clock.now()
  if (deadline === null) throw errors.clock_not_started()
  const { regime } = lawOf(request)
  const earlier = await earlierExtensions(tx, requestId)
  refuse(mayAskExtension(regime, { clock: deadline, status: request.status, answered }, earlier, requestedAt))
  const most = daysLeftToExtend(regime, earlier)
  refuseFaults(toldFaults(misshapen, extensionFaults(asked, regime, most)))
  const id = uuidv7()
  const { additionalWorkingDays = most, cause = otherCause, reason = '' } = asked
  await insertExtension(tx, {
    id, requestId, agencyCode: deadline.agencyCode, state: 'pending', additionalWorkingDays,
    once: regime.limit.extensions.value === 'once', cause, reason: reason.trim(),
    approvingDuty: regime.limit.approvingDuty.value, requestedBy: caller.personId, requestedAt,
    oldDueOn: deadline.dueOn,
  })
  await append(tx, head, {
    type: 'lightwell.extension.requested.v1', room: 'deadline', actor: actorOf(caller), at: requestedAt,
    data: { extensionId: id, additionalWorkingDays },
  })
  return id
}

// A case that was brought in from elsewhere may have been extended there.
async function earlierExtensions (tx: Transaction, requestId: string): Promise<EarlierExtension[]> {
  const asked = await listExtensions(tx, requestId)
  const brought = (await listEntries(tx, requestId)).filter(({ kind, cause }) => kind === 'extended' && cause === 'imported')
  return [
    ...asked.map(({ state, additionalWorkingDays: days, effectiveOn }) => ({ state, days, holds: effectiveOn !== null })),
    ...brought.map(({ workingDays }) => ({ state: 'approved', days: workingDays ?? 0, holds: true } as const)),
  ]
}
