import { yearOf, type Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import type { NoticeKind } from '@lightwell/documents/notice-number'
import type { NoticeHead } from '@lightwell/documents/notice-shell'
import { issueNotice, type IssuedNotice } from '@lightwell/documents/notices'
import type { Paper } from '@lightwell/documents/paper'
import { append } from '@lightwell/events/append'
import { servesOnline } from '@lightwell/regimes/serves-online'
import { errors } from './errors.ts'
import type { HeldCase } from './hold-case.ts'
import { todayAt } from './rules/guards.ts'

/** A paper about to be signed: its kind, and what writes it under the head that every paper has. */
export type PaperToIssue = {
  kind: NoticeKind
  write (head: NoticeHead): Paper
  /** The language of its reader, where he is not the applicant; that of the request when left out. */
  language?: NoticeHead['language']
  /** The consultation whose party it is written to, and whether his letter token makes it available to him at once. */
  consultation?: { id: string, online: boolean }
}

/**
 * Signs a paper of the counter in the language of its reader: it gets its number, its bytes are kept, and the history
 * says so. Throws 409 when it would carry a mark or an identity number.
 */
export async function issuePaper (
  tx: Transaction, { head, view }: Pick<HeldCase, 'head' | 'view'>, paper: PaperToIssue, { at, actor }: { at: Date, actor: string },
): Promise<IssuedNotice> {
  const { request, agencyName } = view
  const { kind, consultation, language = request.language } = paper
  const issuedOn = todayAt(view, at)
  const notice = await issueNotice(tx, {
    caseId: request.id, agencyCode: request.agencyCode, kind, language, issuedAt: at, year: yearOf(issuedOn),
    ...consultation && { consultationId: consultation.id },
    write: (number) => paper.write({
      language, agency: agencyName, number, receiptNumber: request.receiptNumber,
      receivedOn: request.receivedOn as Day, applicantName: request.applicantName, issuedOn,
    }),
    refuse: errors.paperNotClean,
  })
  await append(tx, head, {
    type: 'lightwell.notice.issued.v1', room: 'intake', actor, at,
    data: {
      noticeId: notice.id, kind, noticeSha256: notice.sha256, noticePdfSha256: notice.pdfSha256,
      online: consultation?.online ?? servesOnline(request),
      ...consultation && { consultationId: consultation.id },
    },
  })
  return notice
}
