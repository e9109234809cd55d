import { requests } from '@lightwell/schema/tables/intake'

export type RequestStatus = typeof requests.$inferSelect['status']

/** Every status of a request. */
export const requestStatuses: readonly RequestStatus[] = requests.status.enumValues

const waitsForAnswer: readonly RequestStatus[] = ['received', 'registered', 'clarifying', 'processing']

/** Whether the request still waits for its answer to be approved. */
export function isOpen (status: RequestStatus): boolean {
  return waitsForAnswer.includes(status)
}
