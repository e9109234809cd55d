import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import { isCleanPaper } from '@lightwell/documents/clean-paper'
import type { NoticeHead } from '@lightwell/documents/notice-shell'
import type { Paper } from '@lightwell/documents/paper'
import { registrationReceipt } from '@lightwell/documents/registration-receipt'
import { lawOf } from '@lightwell/regimes/law-of'
import type { Channel } from '@lightwell/regimes/regime'
import { sourceText } from '@lightwell/regimes/source-text'
import type { CaseView } from './case-view.ts'
import { clockChangesOf } from './rules/clock-changes.ts'
import { currentDeadline } from './rules/current-deadline.ts'
import type { AgencyProfile } from './store/agency-profiles.ts'

/** What a receipt is written from: the case, what is told of its agency, and the instant. */
export type Registered = { view: CaseView, profile: AgencyProfile | undefined, at: Date }

/**
 * Writes the receipt of a registered request, in the language of its reader. What he asks for is left out where the paper
 * would bear a mark or an identity number by it: he gets his receipt all the same.
 */
export function renderRegistrationReceipt (head: NoticeHead, { view, profile, at }: Registered): Paper {
  const { request } = view
  const { regime } = lawOf(request)
  const deadline = currentDeadline(view, at)
  const isOver = ['met', 'missed', 'stopped'].includes(deadline.state)
  const write = (description: string | undefined): Paper => registrationReceipt({
    ...head, description,
    kind: request.kind,
    channel: request.channel as Channel,
    registeredOn: dayIn(request.registeredAt, request.zone),
    confirmBy: request.confirmBy !== null && request.confirmedOn === null ? request.confirmBy as Day : undefined,
    due: isOver ? undefined : { on: deadline.dueOn, provisional: deadline.provisional },
    article: sourceText(regime.limit.base, head.language),
    changes: clockChangesOf(regime, head.language),
    contact: { address: profile?.address ?? null, phone: profile?.phone ?? null, email: profile?.email ?? null },
  })
  const paper = write(request.description)
  return isCleanPaper(paper) ? paper : write(undefined)
}
