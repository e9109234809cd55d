import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import { notices } from '@lightwell/schema/tables/common'
import { noticeVoids } from '@lightwell/schema/tables/intake-parties'

const columns = {
  id: notices.id, caseId: notices.caseId, agencyCode: notices.agencyCode, kind: notices.kind, number: notices.number,
  year: notices.year, serial: notices.serial, language: notices.language, issuedAt: notices.issuedAt,
  sha256: notices.sha256, pdfSha256: notices.pdfSha256, consultationId: notices.consultationId,
  voiding: { reason: noticeVoids.reason, voidedBy: noticeVoids.voidedBy, voidedAt: noticeVoids.voidedAt },
}

/** A paper without its page, and why its number is void where it is. */
export type Paper = NonNullable<Awaited<ReturnType<typeof findPaper>>>

export type PaperKind = Paper['kind']

/** The paper with this id. */
export async function findPaper (db: Reader, id: string) {
  const [paper] = await db.select(columns).from(notices).leftJoin(noticeVoids, eq(noticeVoids.noticeId, notices.id))
    .where(eq(notices.id, id))
  return paper
}

/** Which papers a register shows. Undefined leaves a side open; `after` is the place of the last one given. */
export type PaperFilter = {
  agencyCode: string
  kind?: PaperKind | undefined
  year?: number | undefined
  after?: Pick<Paper, 'kind' | 'year' | 'serial'> | undefined
}

/** The papers of an agency, each series in the order of its numbers. An index holds them so. */
export async function listPapers (db: Reader, { agencyCode, kind, year, after }: PaperFilter, limit: number): Promise<Paper[]> {
  return await db.select(columns).from(notices).leftJoin(noticeVoids, eq(noticeVoids.noticeId, notices.id))
    .where(and(
      eq(notices.agencyCode, agencyCode),
      kind === undefined ? undefined : eq(notices.kind, kind),
      year === undefined ? undefined : eq(notices.year, year),
      after === undefined ? undefined
        : sql`(${notices.kind}, ${notices.year}, ${notices.serial}) > (${after.kind}, ${after.year}::int, ${after.serial}::int)`,
    ))
    .orderBy(asc(notices.kind), asc(notices.year), asc(notices.serial)).limit(limit)
}

/** Makes the number of a paper void. The paper stays, and its number in its series. */
export async function insertVoid (tx: Transaction, row: typeof noticeVoids.$inferInsert): Promise<void> {
  await tx.insert(noticeVoids).values(row)
}
