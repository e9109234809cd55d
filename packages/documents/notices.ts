import { desc, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { noticeNumbers, notices } from '@lightwell/schema/tables/common'
import { agencyProfiles } from '@lightwell/schema/tables/intake'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { isCleanPaper } from './clean-paper.ts'
import { noticeNumber, type NoticeKind, type PaperKind } from './notice-number.ts'
import type { Paper } from './paper.ts'
import { renderHtml } from './render-html.ts'
import { renderPdf } from './render-pdf.ts'

/** A paper about to be issued. `year` is that of `issuedAt` in the agency's zone. */
export type NoticeToIssue = {
  caseId: string
  agencyCode: string
  kind: NoticeKind
  language: 'zh-CN' | 'en'
  issuedAt: Date
  year: number
  /** The consultation whose party it is written to; left out for a paper to the applicant. */
  consultationId?: string
  write (number: string): Paper
  /** What is thrown where the paper would bear a mark or an identity number. */
  refuse (): Error
}

/** An issued paper, by its number and by the SHA-256 of its bytes, as a page of HTML and as PDF. */
export type IssuedNotice = { id: string, number: string, sha256: string, pdfSha256: string }

/**
 * Numbers, writes, reads and stores a notice in the transaction that signs it: every paper that goes out is itself read for
 * marks and identity numbers, whatever it was written from. The bytes kept here are the ones that are served; it is never
 * rendered again.
 */
export async function issueNotice (tx: Transaction, notice: NoticeToIssue): Promise<IssuedNotice> {
  const { caseId, agencyCode, kind, language, issuedAt, consultationId = null } = notice
  const number = await takeNoticeNumber(tx, notice)
  const paper = notice.write(number)
  if (!isCleanPaper(paper)) throw notice.refuse()
  const [bytes, pdfBytes] = [Buffer.from(renderHtml(paper), 'utf8'), Buffer.from(await renderPdf(paper))]
  const issued = { id: uuidv7(), number, sha256: sha256Hex(bytes), pdfSha256: sha256Hex(pdfBytes) }
  await tx.insert(notices).values({
    ...issued, caseId, agencyCode, kind, language, issuedAt, consultationId, mediaType: 'text/html; charset=utf-8', bytes, pdfBytes,
  })
  return issued
}

/**
 * Takes the next number of an agency's series in a year. The row stays locked to the end of the transaction, so a paper
 * that is not signed gives its number back and the series has no gap.
 */
export async function takeNoticeNumber (
  tx: Transaction, { agencyCode, kind, year }: Pick<NoticeToIssue, 'agencyCode' | 'year'> & { kind: PaperKind },
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
