import { sql } from 'drizzle-orm'
import type { Transaction } from '@lightwell/database/connect'

/** Whether the history of a case tells already that the stored bytes of a record are not those that were released. */
export async function isDifferenceTold (tx: Transaction, { caseId, recordId }: { caseId: string, recordId: string }): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from events where case_id = ${caseId} and type = 'lightwell.record.bytes_differed.v1'
      and strpos(convert_from(bytes, 'UTF8'), ${recordId}) > 0 limit 1`)
  return rows.length > 0
}
