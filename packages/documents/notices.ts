import { desc, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { noticeNumbers, notices } from '@lightwell/schema/tables/common'
import { agencyProfiles } from '@lightwell/schema/tables/intake'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { noticeNumber, type NoticeKind } from './notice-number.ts'

/** A paper about to be issued. `year` is that of `issuedAt` in the agency's zone; `render` writes the page (HTML). */
export type NoticeToIssue = {
  caseId: string
  agencyCode: string
  kind: NoticeKind
  language: 'zh-CN' | 'en'
  issuedAt: Date
  year: number
  /** The consultation whose party it is written to; left out for a paper to the applicant. */
  consultationId?: string
  render (number: string): string
}

/** An issued paper, by its number and by the SHA-256 of its bytes. */
export type IssuedNotice = { id: string, number: string, sha256: string }

/**
 * Numbers, renders and stores a notice in the transaction that signs it. The bytes kept here are the ones that are
 * served; the page is never rendered again.
 */
export async function issueNotice (tx: Transaction, notice: NoticeToIssue): Promise<IssuedNotice> {
  const { caseId, agencyCode, kind, language, issuedAt, consultationId = null } = notice
  const number = await takeNoticeNumber(tx, notice)
  const bytes = Buffer.from(notice.render(number), 'utf8')
  const issued = { id: uuidv7(), number, sha256: sha256Hex(bytes) }
  await tx.insert(notices).values({
    ...issued, caseId, agencyCode, kind, language, issuedAt, consultationId, mediaType: 'text/html; charset=utf-8', bytes,
  })
  return issued
}

/**
 * Takes the next number of an agency's series in a year. The row stays locked to the end of the transaction, so a paper
 * that is not signed gives its number back and the series has no gap.
 */
export async function takeNoticeNumber (
  tx: Transaction, { agencyCode, kind, year }: Pick<NoticeToIssue, 'agencyCode' | 'kind' | 'year'>,
): Promise<string> {
  const { agencyCode: agency, kind: series, year: ofYear, lastNumber } = noticeNumbers
  const [row] = await tx.insert(noticeNumbers).values({ agencyCode, kind, year, lastNumber: 1 })
    .onConflictDoUpdate({ target: [agency, series, ofYear], set: { lastNumber: sql`${lastNumber} + 1` } })
    .returning({ count: lastNumber })
  if (row === undefined) throw new Error('The series of notice numbers answered without a number')
  return noticeNumber({ sign: await signOf(tx, agencyCode), kind, year, count: row.count })
}

/** What stands before the series of an agency's papers; its code where it has named nothing else. */
async function signOf (tx: Transaction, agencyCode: string): Promise<string> {
  const [profile] = await tx.select({ sign: agencyProfiles.paperSign }).from(agencyProfiles)
    .where(eq(agencyProfiles.agencyCode, agencyCode)).orderBy(desc(agencyProfiles.version)).limit(1)
  return profile?.sign ?? agencyCode
}
