import type { Day } from '@lightwell/calendar/day'
import { extensionNotice } from '@lightwell/documents/extension-notice'
import type { Paper } from '@lightwell/documents/paper'
import { lawOf } from '@lightwell/regimes/law-of'
import { sourceText } from '@lightwell/regimes/source-text'
import type { HeldExtension } from './hold-extension.ts'
import { causeName } from './rules/cause-name.ts'
import type { Clock } from './rules/fold-clock.ts'
import type { Addressee } from './store/extensions.ts'

/** An approved extension about to be written down, under its number and on its day. */
export type NoticeToRender = {
  held: HeldExtension
  clock: Clock
  addressee: Addressee
  number: string
  issuedOn: Day
}

/** Writes the notice of an extension, in the language of the request. */
export function renderExtensionNotice ({ held, clock, addressee, number, issuedOn }: NoticeToRender): Paper {
  const { extension, deadline, decider } = held
  const { language, applicantName, receiptNumber, receivedOn, agencyNameZh, agencyNameEn } = addressee
  const { regime } = lawOf(deadline)
  const { limit, extension: { notice } } = regime
  return extensionNotice({
    language, number, receiptNumber, receivedOn, applicantName, issuedOn,
    agency: { zh: agencyNameZh, en: agencyNameEn },
    oldDueOn: deadline.dueOn,
    newDueOn: clock.dueOn,
    provisional: clock.provisional,
    cause: causeName(regime, extension.cause),
    reason: extension.reason,
    article: sourceText(limit.extendedTotal, language),
    holdsOnceServed: notice.value === 'must_be_served',
    approvedBy: { duty: limit.approvingDuty.value, asDeputy: decider.asDeputy },
  })
}
