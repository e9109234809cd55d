import type { requests } from '@lightwell/schema/tables/intake'

export type RequestStatus = typeof requests.$inferSelect['status']

/** Every status of a request. */
export const requestStatuses = [
  'received', 'registered', 'clarifying', 'processing', 'decided', 'closed', 'withdrawn', 'lapsed', 'transferred',
] as const satisfies readonly RequestStatus[]

const waitsForAnswer: readonly RequestStatus[] = ['received', 'registered', 'clarifying', 'processing']

/** Whether the request still waits for its answer to be approved. */
export function isOpen (status: RequestStatus): boolean {
  return waitsForAnswer.includes(status)
}

const ended: readonly RequestStatus[] = ['closed', 'withdrawn', 'lapsed', 'transferred']

/** Whether nothing is left to be done with a request itself; what came of it may go on. */
export function isEnded (status: RequestStatus): boolean {
  return ended.includes(status)
}
