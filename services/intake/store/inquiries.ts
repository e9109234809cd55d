import { and, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { inquiries } from '@lightwell/schema/tables/intake-parties'

export type Inquiry = typeof inquiries.$inferSelect

/** Which inquiries a list holds; undefined leaves a side open. `after` is day and id of the last one of the page before. */
export type InquiryFilter = {
  id?: string
  agencyCodes?: readonly string[] | undefined
  from?: string | undefined
  to?: string | undefined
  after?: readonly [string, string] | undefined
}

/** Keeps an inquiry. */
export async function insertInquiry (tx: Transaction, row: Inquiry): Promise<void> {
  await tx.insert(inquiries).values(row)
}

/** Inquiries, those of the latest day first. */
export async function listInquiries (
  db: Reader, { id, agencyCodes, from, to, after }: InquiryFilter, limit: number,
): Promise<Inquiry[]> {
  return await db.select().from(inquiries).where(and(
    id === undefined ? undefined : eq(inquiries.id, id),
    agencyCodes === undefined ? undefined : inArray(inquiries.agencyCode, [...agencyCodes]),
    from === undefined ? undefined : gte(inquiries.askedOn, from),
    to === undefined ? undefined : lte(inquiries.askedOn, to),
    after === undefined ? undefined : sql`(${inquiries.askedOn}, ${inquiries.id}) < (${after[0]}::date, ${after[1]}::uuid)`,
  )).orderBy(desc(inquiries.askedOn), desc(inquiries.id)).limit(limit)
}
