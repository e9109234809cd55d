import type { Day } from '@lightwell/calendar/day'
import { extensionNotice } from '@lightwell/documents/extension-notice'
import { citationText } from '@lightwell/regimes/article-text'
import { lawOf } from '@lightwell/regimes/law-of'
import type { HeldExtension } from './hold-extension.ts'
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
export function renderExtensionNotice ({ held, clock, addressee, number, issuedOn }: NoticeToRender): string {
  const { extension, deadline, decider } = held
  const { language, applicantName, receiptNumber, receivedOn, agencyNameZh, agencyNameEn } = addressee
  const { limit } = lawOf(deadline).regime
  const cap = limit.extendedTotal
  return extensionNotice({
    language, number, receiptNumber, receivedOn, applicantName, issuedOn,
    agency: { zh: agencyNameZh, en: agencyNameEn },
    oldDueOn: deadline.dueOn,
    newDueOn: clock.dueOn,
    provisional: clock.provisional,
    reason: extension.reason,
    article: 'article' in cap ? citationText(cap, language) : cap.ourChoice,
    approvedBy: { duty: limit.approvingDuty.value, asDeputy: decider.asDeputy },
  })
}
