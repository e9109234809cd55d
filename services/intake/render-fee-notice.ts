import type { Day } from '@lightwell/calendar/day'
import { feeNotice } from '@lightwell/documents/fee-notice'
import { scaleOf } from '@lightwell/documents/fee-scale'
import { inLanguage, type NoticeHead } from '@lightwell/documents/notice-shell'
import type { Paper } from '@lightwell/documents/paper'
import { lawOf } from '@lightwell/regimes/law-of'
import { sourceText } from '@lightwell/regimes/source-text'
import type { Fee, RequestRow } from './case-view.ts'

/** A fee about to be charged: until when it can be paid, and where. */
export type FeeToCharge = {
  request: RequestRow
  fee: Fee
  payBy: Day
  desk: { address: string | null, phone: string | null } | undefined
}

/** Writes the notice of a fee, in the language of the request. */
export function renderFeeNotice (head: NoticeHead, { request, fee: proposed, payBy, desk }: FeeToCharge): Paper {
  const { scale, quantity, amountYuan, reason } = proposed
  const { fee } = lawOf(request).regime
  const { language } = head
  const source = (setting: Parameters<typeof sourceText>[0]) => sourceText(setting, language)
  return feeNotice({
    ...head, scale, quantity, amountYuan, reason, payBy,
    steps: scaleOf(fee, scale, language),
    payWithin: fee.payWithin.value,
    desk: { address: desk?.address ?? undefined, phone: desk?.phone ?? undefined },
    articles: {
      charged: source(fee.charged), scale: source(scale === 'by_item' ? fee.byItem : fee.byVolume),
      payWithin: source(fee.payWithin), clock: source(fee.clock), unpaid: source(fee.unpaid),
    },
    objection: inLanguage(fee.objection.value, language),
  })
}
