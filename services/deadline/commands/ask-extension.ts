import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { permission } from '@lightwell/http/policy'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import { lawOf } from '@lightwell/regimes/law-of'
import { errors, refuse } from '../errors.ts'
import { extensionFaults } from '../rules/extension-faults.ts'
import { mayAskExtension, mostAdditionalWorkingDays } from '../rules/extension-verdict.ts'
import { findTimedCase, listEntries } from '../store/deadlines.ts'
import { insertExtension, listExtensions } from '../store/extensions.ts'
import { subjectOf, visibleCase } from '../visible-case.ts'

/** A wish to use the longer limit. `misshapen` is what its schema found wrong with it, told with what the law finds. */
export type AskExtension = {
  requestId: string
  asked: { additionalWorkingDays?: number, reason?: string }
  misshapen: FieldFault[]
  ifMatch: string | undefined
}

/**
 * Asks to extend the time to answer, up to the cap where no days are named, and gives the id of the extension. The
 * clock runs on while it is pending.
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
  const earlier = await listExtensions(tx, requestId)
  if (deadline === null) throw errors.clock_not_started()
  const standing = { clock: deadline, status: request.status, answered }
  const states = earlier.map(({ state }) => state)
  // A case that was brought in from elsewhere may have been extended there.
  const brought = (await listEntries(tx, requestId)).some(({ kind, cause }) => kind === 'extended' && cause === 'imported')
  refuse(mayAskExtension(standing, brought ? [...states, 'approved'] : states, requestedAt))
  const { regime } = lawOf(request)
  const most = mostAdditionalWorkingDays(regime)
  refuseFaults([...misshapen, ...extensionFaults(asked, most)])
  const id = uuidv7()
  const { additionalWorkingDays = most, reason = '' } = asked
  await insertExtension(tx, {
    id, requestId, state: 'pending', additionalWorkingDays, reason: reason.trim(),
    approvingDuty: regime.limit.approvingDuty.value, requestedBy: caller.personId, requestedAt,
    oldDueOn: deadline.dueOn,
  })
  await append(tx, head, {
    type: 'lightwell.extension.requested.v1', room: 'deadline', actor: actorOf(caller), at: requestedAt,
    data: { extensionId: id, additionalWorkingDays },
  })
  return id
}
