import type { RequestCase } from '../store/cases.ts'

const ended: ReadonlySet<RequestCase['status']> = new Set(['decided', 'closed', 'withdrawn', 'lapsed', 'transferred'])

/** Whether a request of this status can still be worked on. */
export function isOpen (status: RequestCase['status']): boolean {
  return !ended.has(status)
}

/** Whether an answer can be proposed or approved now. What the applicant is still to say may change what he asks for. */
export function isAnswerable (status: RequestCase['status']): boolean {
  return isOpen(status) && status !== 'clarifying'
}
