import type { Transaction } from '@lightwell/database/connect'
import type { Envelope } from '@lightwell/events/envelope'
import type { Told } from './rules/terms-of-answer.ts'
import { listGroundsTold, tellsOfUnpaidFee } from './store/term-subjects.ts'

/** What a served paper that ends a request tells; undefined for one that tells of no end, or of no decision kept here. */
export async function toldBy (
  tx: Transaction, { subject, data: { kind, noticeId } }: Envelope<'lightwell.notice.served.v1'>,
): Promise<Told | undefined> {
  if (kind === 'correction') return { kind }
  if (kind === 'lapse') {
    return { kind, groundCode: await tellsOfUnpaidFee(tx, subject, noticeId) ? 'fee_unpaid' : 'clarification_lapsed' }
  }
  const parts = kind === 'decision' ? await listGroundsTold(tx, noticeId) : []
  return parts.length === 0 ? undefined : { kind: 'decision', parts }
}
