import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import type { IssuedNotice } from '@lightwell/documents/notices'
import { transferNotice } from '@lightwell/documents/transfer-notice'
import { citationText } from '@lightwell/regimes/article-text'
import type { Ground } from '@lightwell/regimes/ground'
import { lawOf } from '@lightwell/regimes/law-of'
import type { BegunChild } from './begin-child.ts'
import type { HeldCase } from './hold-case.ts'
import { issuePaper } from './issue-paper.ts'
import { expectedDeadline } from './rules/current-deadline.ts'
import type { Agency } from './store/agencies.ts'
import { findProfile } from './store/agency-profiles.ts'

/** Where a request has gone on, why, and by whose hand. */
export type Transferred = { child: BegunChild, agency: Agency, reason: string, at: Date, actor: string }

/** Signs the paper that tells an applicant to which body of the same government his request has gone. */
export async function issueTransferNotice (
  tx: Transaction, held: HeldCase, { child, agency, reason, at, actor }: Transferred,
): Promise<IssuedNotice> {
  const { request } = held.view
  const { address = null, phone = null, email = null } = await findProfile(tx, agency.code) ?? {}
  const { dueOn, provisional } = expectedDeadline(child)
  const ground = lawOf(request).regime.grounds['not_this_body'] as Ground
  return await issuePaper(tx, held, {
    kind: 'transfer',
    write: (head) => transferNotice({
      ...head, kind: request.kind, reason, article: citationText(ground, head.language),
      to: {
        agency: { zh: agency.nameZh, en: agency.nameEn }, contact: { address, phone, email },
        receiptNumber: child.receiptNumber, dueOn: dueOn as Day, provisional,
      },
    }),
  }, { at, actor })
}
