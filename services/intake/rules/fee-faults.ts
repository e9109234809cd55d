import { isDay, type Day } from '@lightwell/calendar/day'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults, requiredBy } from '../errors.ts'

/** A fee as it was proposed, of whatever shape: only what can be read is judged here. */
export type ProposedFee = { scale?: unknown, pages?: unknown, reason?: unknown }

/** What is wrong with a proposal: pages belong to a fee by volume, and the reason goes into the notice. */
export function feeFaults ({ scale, pages, reason }: ProposedFee): FieldFault[] {
  return [
    ...scale === 'by_volume' && pages === undefined ? [requiredBy('/pages', undefined)] : [],
    ...scale === 'by_item' && pages !== undefined ? [faults.volumeOnly('/pages')] : [],
    ...typeof reason === 'string' ? outgoingFaults(reason, '/reason') : [],
  ]
}

/** What is wrong with the day on which a fee is said to have been paid. */
export function paymentFaults (paidOn: unknown, { noticedOn, today }: { noticedOn: Day, today: Day }): FieldFault[] {
  if (!isDay(paidOn)) return []
  if (paidOn < noticedOn) return [faults.beforeNotice('/paidOn')]
  return paidOn > today ? [faults.inTheFuture('/paidOn')] : []
}
