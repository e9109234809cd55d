import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { isCleanPaper } from '@lightwell/documents/clean-paper'
import { takeNoticeNumber } from '@lightwell/documents/notices'
import type { Paper } from '@lightwell/documents/paper'
import { renderHtml } from '@lightwell/documents/render-html'
import { renderPdf } from '@lightwell/documents/render-pdf'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { insertHousePaper, type HousePaper } from './store/house-papers.ts'

/** A paper about to be signed that stays in the house. `year` is that of `issuedAt` in the agency's zone. */
export type PaperToKeep = Pick<HousePaper, 'caseId' | 'agencyCode' | 'kind' | 'subjectId' | 'issuedAt'> & {
  year: number
  write (number: string): Paper
  /** What is thrown where the paper would bear a mark or an identity number. */
  refuse (): Error
}

/** Numbers, writes, reads and keeps a paper of the house in the transaction that signs it. It is never rendered again. */
export async function issueHousePaper (
  tx: Transaction, { year, write, refuse, ...about }: PaperToKeep,
): Promise<HousePaper> {
  const number = await takeNoticeNumber(tx, { ...about, year })
  const paper = write(number)
  if (!isCleanPaper(paper)) throw refuse()
  const [bytes, pdfBytes] = [Buffer.from(renderHtml(paper), 'utf8'), Buffer.from(await renderPdf(paper))]
  const kept: HousePaper = {
    ...about, id: uuidv7(), number, mediaType: 'text/html; charset=utf-8', bytes, sha256: sha256Hex(bytes), pdfBytes,
    pdfSha256: sha256Hex(pdfBytes),
  }
  await insertHousePaper(tx, kept)
  return kept
}
