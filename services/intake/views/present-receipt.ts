import { Type, type Static } from '@sinclair/typebox'
import type { RequestRow } from '../case-view.ts'
import { receiptLateness } from '../rules/receipt.ts'
import { todayAt } from '../rules/guards.ts'

const DayOrNull = Type.Union([Type.String({ format: 'date' }), Type.Null()])

/** When a request was received, by which rule, and how late the agency was with it. */
export const ReceiptView = Type.Object({
  receivedOn: Type.String({ format: 'date' }),
  arrivedOn: DayOrNull,
  signedFor: Type.Union([Type.Boolean(), Type.Null()], { description: 'Of a letter only.' }),
  appliedOn: DayOrNull,
  confirmBy: { ...DayOrNull, description: 'The last day to confirm the receipt with the applicant; null where nobody has to.' },
  confirmedOn: DayOrNull,
  confirmationLate: Type.Boolean(),
  registeredLateWorkingDays: Type.Integer({ description: 'From the day of receipt to the day of registration.' }),
  bornLate: Type.Boolean({ description: 'Whether the due day was over when it was registered.' }),
})
export type ReceiptView = Static<typeof ReceiptView>

/** Presents the receipt of a request as it stands at an instant. */
export function presentReceipt (request: RequestRow, now: Date): ReceiptView {
  const { receivedOn, arrivedOn, signedFor, appliedOn, confirmBy, confirmedOn } = request
  const lateness = receiptLateness(request, todayAt({ request }, now))
  return { receivedOn, arrivedOn, signedFor, appliedOn, confirmBy, confirmedOn, ...lateness }
}
