import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuse } from '../errors.ts'
import { holdExtension } from '../hold-extension.ts'
import { mayRejectExtension } from '../rules/extension-verdict.ts'
import { decideExtension } from '../store/extensions.ts'

export type RejectExtension = { extensionId: string, reason: string, ifMatch: string | undefined }

/** Rejects a pending extension; the due day stays where it is. */
export async function rejectExtension (
  deps: Deps, tx: Transaction, caller: Caller, input: RejectExtension,
): Promise<void> {
  const { head, extension, decider } = await holdExtension(tx, caller, input)
  refuse(mayRejectExtension(extension.state))
  const decidedAt = deps.clock.now()
  await decideExtension(tx, extension.id, {
    state: 'rejected', decidedBy: decider.personId, decidedAt, decidedAsDeputy: decider.asDeputy,
    decisionReason: input.reason.trim(),
  })
  await append(tx, head, {
    type: 'lightwell.extension.rejected.v1', room: 'deadline', actor: actorOf(caller), at: decidedAt,
    data: { extensionId: extension.id },
  })
}
