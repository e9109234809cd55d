import { sql } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'
import type { Differing } from '../bytes-differ.ts'

/** Whether the history of a case tells already that the stored bytes of a record or a paper are not those on record. */
export async function isDifferenceTold (tx: Transaction, differing: Differing): Promise<boolean> {
  const id = 'recordId' in differing ? differing.recordId : differing.noticeId
  const { rows } = await tx.execute(sql`
    select 1 from events where case_id = ${differing.caseId}
      and type in ('lightwell.record.bytes_differed.v1', 'lightwell.notice.bytes_differed.v1')
      and strpos(convert_from(bytes, 'UTF8'), ${id}) > 0 limit 1`)
  return rows.length > 0
}
