import { and, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Day } from '@lightwell/calendar/day'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { notices } from '@lightwell/schema/tables/common'
import { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import { agencies, people, requests } from '@lightwell/schema/tables/intake'

export type ExtensionRow = typeof extensions.$inferSelect

/** An extension with the names of the people, and its notice once it is approved. */
export type FoundExtension = {
  extension: ExtensionRow
  agencyCode: string
  requestedByName: string | null
  decidedByName: string | null
  noticeId: string | null
  noticeNumber: string | null
}

/** What becomes of a pending extension, and by whom. */
export type ExtensionDecision = Pick<
  ExtensionRow, 'state' | 'decidedBy' | 'decidedAt' | 'decidedAsDeputy' | 'decisionReason'
> & { oldDueOn?: Day, newDueOn?: Day }

/** To whom a notice goes and from whom, as it names them, and how he wants his answer. */
export type Addressee = {
  applicantName: string
  receiptNumber: string
  receivedOn: Day
  language: 'zh-CN' | 'en'
  agencyNameZh: string
  agencyNameEn: string
  deliveryFormat: string
  deliveryMethod: string
}

/** One extension. */
export async function findExtension (db: Reader, id: string): Promise<FoundExtension | undefined> {
  const asker = alias(people, 'asker')
  const decider = alias(people, 'decider')
  const [row] = await db.select({
    extension: extensions, agencyCode: deadlines.agencyCode, requestedByName: asker.name, decidedByName: decider.name,
    noticeId: notices.id, noticeNumber: notices.number,
  }).from(extensions)
    .innerJoin(deadlines, eq(deadlines.requestId, extensions.requestId))
    .leftJoin(asker, eq(asker.id, extensions.requestedBy))
    .leftJoin(decider, eq(decider.id, extensions.decidedBy))
    // A request is extended once, so the one extension notice of its case is this extension's.
    .leftJoin(notices, and(
      eq(notices.caseId, extensions.requestId), eq(notices.kind, 'extension'), eq(extensions.state, 'approved')))
    .where(eq(extensions.id, id))
  return row
}

/** The extensions asked for a request, oldest first. */
export async function listExtensions (db: Reader, requestId: string): Promise<ExtensionRow[]> {
  return await db.select().from(extensions).where(eq(extensions.requestId, requestId)).orderBy(extensions.id)
}

/** Stores a new extension. */
export async function insertExtension (tx: Transaction, row: typeof extensions.$inferInsert): Promise<void> {
  await tx.insert(extensions).values(row)
}

/** Stores what became of a pending extension. */
export async function decideExtension (tx: Transaction, id: string, decision: ExtensionDecision): Promise<void> {
  await tx.update(extensions).set(decision).where(eq(extensions.id, id))
}

/** Ends what was still asked for when the clock of its request stopped. */
export async function lapseExtensions (tx: Transaction, requestId: string): Promise<void> {
  await tx.update(extensions).set({ state: 'lapsed' })
    .where(and(eq(extensions.requestId, requestId), eq(extensions.state, 'pending')))
}

/** To whom the notice of a request goes, and the agency that writes it. */
export async function findAddressee (tx: Transaction, requestId: string): Promise<Addressee | undefined> {
  const [row] = await tx.select({
    applicantName: requests.applicantName, receiptNumber: requests.receiptNumber, receivedOn: requests.receivedOn,
    language: requests.language, agencyNameZh: agencies.nameZh, agencyNameEn: agencies.nameEn,
    deliveryFormat: requests.deliveryFormat, deliveryMethod: requests.deliveryMethod,
  }).from(requests).innerJoin(agencies, eq(agencies.code, requests.agencyCode)).where(eq(requests.id, requestId))
  return row as Addressee | undefined
}
