import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Envelope } from '@lightwell/events/envelope'
import { extendClock, extensionEntry } from '../extend-clock.ts'
import { isFinal } from '../rules/clock-entry.ts'
import { findTimedCase } from '../store/deadlines.ts'
import { decideExtension, findExtensionOfNotice } from '../store/extensions.ts'
import { tellBefore } from '../tell-due.ts'

/**
 * Lets an extension take effect whose law makes it depend on its notice, now that this was served. Its day is counted anew:
 * the clock and the calendar may have moved since it was approved. One that was served after the due day which it should
 * have moved never does: what is late stays late.
 */
export async function takeUpExtension (
  deps: Deps, tx: Transaction, { subject, actor, data }: Envelope<'lightwell.notice.served.v1'>,
): Promise<void> {
  const head = await lockCase(tx, subject)
  const extension = await findExtensionOfNotice(tx, data.noticeId)
  const deadline = (await findTimedCase(tx, subject))?.deadline
  if (head === undefined || extension === undefined || !deadline) return
  const servedOn = data.servedOn as Day
  const waits = extension.state === 'approved' && extension.effectiveOn === null
  if (!waits || isFinal(deadline.state) || servedOn > deadline.dueOn) return
  const at = deps.clock.now()
  const held = await tellBefore(deps, tx, { head, deadline }, extensionEntry(extension, servedOn))
  const { dueOn, provisional } = await extendClock(tx, held.deadline, extension, { onDay: servedOn, author: actor, recordedAt: at })
  await decideExtension(tx, extension.id, { effectiveOn: servedOn, oldDueOn: deadline.dueOn, newDueOn: dueOn })
  await append(tx, head, {
    type: 'lightwell.extension.took_effect.v1', room: 'deadline', actor: 'system', at,
    data: { extensionId: extension.id, oldDueOn: deadline.dueOn, newDueOn: dueOn, provisional },
  })
}
