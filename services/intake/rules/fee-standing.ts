import type { Fee, RequestRow } from '../case-view.ts'
import { isOpen } from './request-status.ts'

/** How a fee stands: `dropped` is one that was neither decided nor paid before its request ended. */
export const feeStandings = ['proposed', 'rejected', 'open', 'paid', 'abandoned', 'waived', 'dropped'] as const
export type FeeStanding = (typeof feeStandings)[number]

/** How a fee stands now. Nobody owes one for a request that has been answered or has ended. */
export function feeStanding ({ state }: Fee, { status }: Pick<RequestRow, 'status'>): FeeStanding {
  return (state === 'proposed' || state === 'open') && !isOpen(status) ? 'dropped' : state
}

/** Whether those outside the agency are told of a fee: once its notice is out. */
export function isToldOutside ({ noticeId }: Pick<Fee, 'noticeId'>): boolean {
  return noticeId !== null
}
