import { and, eq } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { preparedInsert, type WholeRow } from '@lightwell/database/prepared'
import { deadlines } from '@lightwell/schema/tables/deadline'
import { requests } from '@lightwell/schema/tables/intake'
import type { RequestStatus } from '../rules/request-status.ts'

/** Keeps a new request; its case head is written first, by its first event. */
export const insertRequest: (tx: Transaction, row: WholeRow<typeof requests>) => Promise<void> = preparedInsert(requests)

/** Whose a request is: what never changes of it, and what every permission is asked about. */
export async function findOwner (
  db: Reader, id: string,
): Promise<{ id: string, agencyCode: string, clientId: string | null, zone: string } | undefined> {
  const [owner] = await db.select({
    id: requests.id, agencyCode: requests.agencyCode, clientId: requests.apiClientId, zone: requests.zone,
  }).from(requests).where(eq(requests.id, id))
  return owner
}

/** The status of a request whose case this transaction holds; undefined when the case is no request. */
export async function findStatus (tx: Transaction, id: string): Promise<RequestStatus | undefined> {
  const [row] = await tx.select({ status: requests.status }).from(requests).where(eq(requests.id, id))
  return row?.status
}

/** The day on which the clock of a request starts; undefined before it has started. */
export async function findStartedOn (tx: Transaction, id: string): Promise<string | undefined> {
  const [row] = await tx.select({ startedOn: deadlines.startedOn }).from(deadlines).where(eq(deadlines.requestId, id))
  return row?.startedOn
}

/** Moves a request from one status to another. Throws when it is not at the first: its case was not locked. */
export async function updateStatus (
  tx: Transaction, id: string, { from, to }: { from: RequestStatus, to: RequestStatus },
): Promise<void> {
  const moved = await tx.update(requests).set({ status: to })
    .where(and(eq(requests.id, id), eq(requests.status, from))).returning({ id: requests.id })
  if (moved.length !== 1) throw new Error(`The request ${id} was not ${from}`)
}

/** Puts a completed description in the place of the old, and gives what opens the ID number of the request. */
export async function replaceDescription (
  tx: Transaction, id: string, description: string,
): Promise<{ sealedKey: string, applicantIdSealed: string | null }> {
  const [sealed] = await tx.update(requests).set({ description }).where(eq(requests.id, id))
    .returning({ sealedKey: requests.sealedKey, applicantIdSealed: requests.applicantIdSealed })
  if (sealed === undefined) throw new Error(`There is no request ${id}`)
  return sealed
}
