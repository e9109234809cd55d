import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { requireToken } from '../authorize-staff.ts'
import { endAuthority as endStored, findAuthority, type ClassificationAuthority } from '../store/classification-authorities.ts'
import { errors, faults } from '../unit-errors.ts'

/** Ends the power to classify; the day named is its last. What was classified under it stays so. Throws 404, 409, 422. */
export async function endAuthority (
  deps: Deps, tx: Transaction, caller: Caller, { id, untilOn }: { id: string, untilOn: string },
): Promise<ClassificationAuthority> {
  requireToken(caller)
  const authority = await findAuthority(tx, id)
  if (authority === undefined) throw doorErrors.notFound()
  authorize(caller, 'classification_authority', 'keep', { agencyCode: authority.agencyCode })
  refuseFaults([
    ...untilOn < authority.fromOn ? [faults.endsFirst('/untilOn')] : [],
    ...authority.untilOn !== null && untilOn > authority.untilOn ? [faults.notEarlier('/untilOn')] : [],
  ])
  const end = { untilOn, endedBy: actorOf(caller), endedAt: deps.clock.now() }
  if (!await endStored(tx, id, end)) throw errors.authorityEnded()
  return { ...authority, ...end }
}
