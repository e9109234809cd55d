import { yearOf } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { issueNotice } from '@lightwell/documents/notices'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { lawOf } from '@lightwell/regimes/law-of'
import { servesOnline } from '@lightwell/regimes/serves-online'
import { errors, refuse } from '../errors.ts'
import { holdExtension, type HeldExtension } from '../hold-extension.ts'
import { extendClock, extendedClock } from '../extend-clock.ts'
import { renderExtensionNotice } from '../render-extension-notice.ts'
import { mayApproveExtension } from '../rules/extension-verdict.ts'
import type { Clock } from '../rules/fold-clock.ts'
import { decideExtension, findAddressee } from '../store/extensions.ts'

export type ApproveExtension = { extensionId: string, reason: string | null, ifMatch: string | undefined }

/**
 * Approves a pending extension before the due day ends: the due day moves, and the notice that tells the applicant the
 * reasons (county rule art. 12.1) is numbered, written and kept in the same transaction. Where the law makes the extension
 * depend on its notice, the due day stays until that is served.
 */
export async function approveExtension (
  deps: Deps, tx: Transaction, caller: Caller, input: ApproveExtension,
): Promise<void> {
  const held = await holdExtension(tx, caller, input)
  const { head, extension, deadline, standing, decider } = held
  const decidedAt = deps.clock.now()
  refuse(mayApproveExtension(extension.state, standing, decidedAt))
  const onDay = dayIn(decidedAt, deadline.zone)
  const actor = actorOf(caller)
  const holds = lawOf(deadline).regime.extension.notice.value === 'tells'
  const clock = holds
    ? await extendClock(tx, deadline, extension, { onDay, author: actor, recordedAt: decidedAt })
    : await extendedClock(tx, deadline, extension, onDay)
  const notice = await issueExtensionNotice(tx, held, clock, { at: decidedAt, actor })
  const { dueOn: newDueOn, provisional } = clock
  // The due day may have moved since the extension was asked for, when a third party answered early.
  await decideExtension(tx, extension.id, {
    state: 'approved', decidedBy: decider.personId, decidedAt, decidedAsDeputy: decider.asDeputy,
    decisionReason: input.reason, oldDueOn: deadline.dueOn, newDueOn, effectiveOn: holds ? onDay : null, noticeId: notice.id,
  })
  await append(tx, head, {
    type: 'lightwell.extension.approved.v1', room: 'deadline', actor, at: decidedAt,
    data: {
      extensionId: extension.id, oldDueOn: deadline.dueOn, newDueOn, provisional, noticeId: notice.id,
      asDeputy: decider.asDeputy,
    },
  })
}

async function issueExtensionNotice (
  tx: Transaction, held: HeldExtension, clock: Clock, { at, actor }: { at: Date, actor: string },
): Promise<{ id: string }> {
  const { requestId, agencyCode, zone } = held.deadline
  const addressee = await findAddressee(tx, requestId)
  if (addressee === undefined) throw new Error(`The request ${requestId} has no addressee`)
  const issuedOn = dayIn(at, zone)
  const notice = await issueNotice(tx, {
    caseId: requestId, agencyCode, kind: 'extension', language: addressee.language, issuedAt: at, year: yearOf(issuedOn),
    write: (number) => renderExtensionNotice({ held, clock, addressee, number, issuedOn }), refuse: errors.paper_not_clean,
  })
  await append(tx, held.head, {
    type: 'lightwell.notice.issued.v1', room: 'deadline', actor, at,
    data: {
      noticeId: notice.id, kind: 'extension', noticeSha256: notice.sha256, noticePdfSha256: notice.pdfSha256,
      online: servesOnline(addressee),
    },
  })
  return notice
}
