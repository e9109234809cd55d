import { correctionNotice } from '@lightwell/documents/correction-notice'
import { inLanguage, type NoticeHead } from '@lightwell/documents/notice-shell'
import { bearsMark, holdsIdNumber } from '@lightwell/documents/outgoing-text'
import type { Paper } from '@lightwell/documents/paper'
import { articleOf } from '@lightwell/regimes/article-of'
import { lawOf } from '@lightwell/regimes/law-of'
import { bodyAbove } from '@lightwell/regimes/body-above'
import { remedyOn } from '@lightwell/regimes/remedy-on'
import type { CaseView, CorrectionOutcome, RequestRow } from './case-view.ts'
import type { Agency } from './store/agencies.ts'

/** An outcome about to be told: what was asked, what becomes of it, and before whom the answer can be contested. */
export type OutcomeToTell = {
  request: RequestRow
  claim: NonNullable<CaseView['claim']>
  outcome: CorrectionOutcome
  /** The agency of the register to which it is forwarded. */
  forwardedTo: Agency | undefined
  body: { zh: string, en: string } | undefined
}

/** Writes the answer to a request to correct a record, in the language of the request. */
export function renderCorrectionNotice (
  head: NoticeHead, { request, claim, outcome: { outcome, reason, forwardedTo: named }, forwardedTo, body }: OutcomeToTell,
): Paper {
  const { regime } = lawOf(request)
  const { defects, notOurs, remedy } = regime.correction
  const { language } = head
  return correctionNotice({
    ...head, outcome, reason,
    asked: { recordTitle: quotable(claim.recordTitle), defect: claim.defect, claim: quotable(claim.claim) },
    forwardedTo: forwardedTo ? inLanguage({ zh: forwardedTo.nameZh, en: forwardedTo.nameEn }, language) : named ?? undefined,
    article: articleOf(outcome === 'forwarded' ? notOurs : defects, language),
    remedy: inLanguage(remedyOn(regime, remedy, head.issuedOn).text, language),
    reconsiderationBody: bodyAbove(regime, body && inLanguage(body, language)),
  })
}

// Who asks to correct his number writes it down; the answer goes out without it.
function quotable (text: string): string | undefined {
  return bearsMark(text) || holdsIdNumber(text) ? undefined : text
}
