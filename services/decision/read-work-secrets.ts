import { dayIn } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import type { Language } from '@lightwell/http/language'
import { readableContents } from './may-read-content.ts'
import { presentWorkSecret, type WorkSecretView } from './views/present-work-secret.ts'
import { listZones } from './store/agencies.ts'
import { findRecords } from './store/records.ts'
import type { WorkSecret } from './store/work-secrets.ts'

/** Who reads, and in which language. */
export type WorkSecretReader = { caller: Caller, language: Language }

/** Work secrets as this reader may see them, on the day of each of their agencies. */
export async function readWorkSecrets (
  { clock }: Pick<Deps, 'clock'>, db: Reader, { caller, language }: WorkSecretReader, rows: readonly WorkSecret[],
): Promise<WorkSecretView[]> {
  const readable = await readableContents(db, caller, await findRecords(db, [...new Set(rows.map(({ recordId }) => recordId))]))
  const zones = await listZones(db, [...new Set(rows.map(({ agencyCode }) => agencyCode))])
  return rows.map((row) => presentWorkSecret(row, {
    words: readable.has(row.recordId), today: dayIn(clock.now(), zones.get(row.agencyCode)!), language,
  }))
}
