import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Day } from '@lightwell/calendar/day'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { notices } from '@lightwell/schema/tables/common'
import { deadlines, extensions } from '@lightwell/schema/tables/deadline'
import { agencies, people, requests } from '@lightwell/schema/tables/intake'
import type { DeadlineRow } from './deadlines.ts'
import { ofAgencies } from './of-agencies.ts'

export type ExtensionRow = typeof extensions.$inferSelect

/** An extension with its clock, the names of the people, and the number of its notice once it is approved. */
export type FoundExtension = {
  extension: ExtensionRow
  deadline: DeadlineRow
  receiptNumber: string
  requestedByName: string | null
  decidedByName: string | null
  noticeNumber: string | null
}

/** What becomes of an extension, and by whom. */
export type ExtensionDecision = Partial<Pick<ExtensionRow,
  'state' | 'decidedBy' | 'decidedAt' | 'decidedAsDeputy' | 'decisionReason' | 'oldDueOn' | 'newDueOn' | 'effectiveOn' | 'noticeId'>>

/** Which extensions to list. `after` is the last row already given: of those that wait its due instant, else when it was asked. */
export type ExtensionQuery = {
  agencies: 'all' | readonly string[]
  state: ExtensionRow['state']
  after: { at: Date, id: string } | undefined
  limit: number
}

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
  const [found] = await select(db, eq(extensions.id, id), [], 1)
  return found
}

/**
 * Extensions of a state: those that wait for their decision by the due instant of their case, the most urgent first, all
 * others newest first. One row more than the limit.
 */
export async function listExtensionsIn (db: Reader, query: ExtensionQuery): Promise<FoundExtension[]> {
  const { state, after, limit } = query
  const waiting = state === 'pending'
  const at = waiting ? sql`${deadlines.dueAt}` : sql`${extensions.requestedAt}`
  const last = after && sql`(${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
  const place = last && (waiting ? sql`(${at}, ${extensions.id}) > ${last}` : sql`(${at}, ${extensions.id}) < ${last}`)
  const order = waiting ? [asc(at), asc(extensions.id)] : [desc(at), desc(extensions.id)]
  return await select(db, and(eq(extensions.state, state), ofAgencies(extensions.agencyCode, query.agencies), place), order, limit + 1)
}

async function select (db: Reader, where: SQL | undefined, order: SQL[], limit: number): Promise<FoundExtension[]> {
  const asker = alias(people, 'asker')
  const decider = alias(people, 'decider')
  const rows = await db.select({
    extension: extensions, deadline: deadlines, receiptNumber: requests.receiptNumber,
    requestedByName: asker.name, decidedByName: decider.name, noticeNumber: notices.number,
  }).from(extensions)
    .innerJoin(deadlines, eq(deadlines.requestId, extensions.requestId))
    .innerJoin(requests, eq(requests.id, extensions.requestId))
    .leftJoin(asker, eq(asker.id, extensions.requestedBy))
    .leftJoin(decider, eq(decider.id, extensions.decidedBy))
    .leftJoin(notices, eq(notices.id, extensions.noticeId))
    .where(where).orderBy(...order).limit(limit)
  return rows as FoundExtension[]
}

/** The extension that a notice tells of. */
export async function findExtensionOfNotice (db: Reader, noticeId: string): Promise<ExtensionRow | undefined> {
  const [row] = await db.select().from(extensions).where(eq(extensions.noticeId, noticeId))
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

/** Stores what became of an extension. */
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
