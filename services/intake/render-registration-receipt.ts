import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import { isCleanPage } from '@lightwell/documents/clean-page'
import type { NoticeHead } from '@lightwell/documents/notice-shell'
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
 * Writes the receipt of a registered request, in the language of its reader. What he asks for is left out where the page
 * would bear a mark or an identity number by it: he gets his receipt all the same.
 */
export function renderRegistrationReceipt (head: NoticeHead, { view, profile, at }: Registered): string {
  const { request } = view
  const { regime } = lawOf(request)
  const deadline = currentDeadline(view, at)
  const isOver = ['met', 'missed', 'stopped'].includes(deadline.state)
  const write = (description: string | undefined): string => registrationReceipt({
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
  const page = write(request.description)
  return isCleanPage(page) ? page : write(undefined)
}
