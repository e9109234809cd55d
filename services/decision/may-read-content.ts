import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { permission } from '@lightwell/http/policy'
import { isInCircle, isRestricted } from './rules/record-circle.ts'
import { listNamedIn } from './store/circles.ts'
import type { StoredRecord } from './store/records.ts'
import { listStandingSecrets } from './store/work-secrets.ts'

/** Whether a caller may see the content of a record. */
export async function mayReadContent (db: Reader, caller: Caller, record: StoredRecord): Promise<boolean> {
  return (await readableContents(db, caller, [record])).has(record.id)
}

/**
 * The ids of those of these records whose content a caller may see. A business section sees only what it reviews; what is
 * restricted is seen by those whose duty it is and by those who are named (E-02, L-18).
 */
export async function readableContents (db: Reader, caller: Caller, records: readonly StoredRecord[]): Promise<ReadonlySet<string>> {
  if (caller.kind !== 'staff') return new Set()
  const restricted = await restrictedOf(db, records)
  const named = new Set(await listNamedIn(db, caller.personId, [...restricted]))
  return new Set(records.filter((record) => {
    const { agencyCode, stages } = record
    const { posts } = permission(caller, 'content', 'read', { agencyCode })
    if (posts.length > 0 && named.has(record.id)) return true
    const reading = posts.filter(({ duty }) => duty !== 'section' || stages.includes('business_section'))
    return reading.length > 0 && (!restricted.has(record.id) || isInCircle({ personId: caller.personId, posts: reading }, record))
  }).map(({ id }) => id))
}

/** The ids of those of these records that are kept to a circle: by their marks, or as work secrets. */
export async function restrictedOf (db: Reader, records: readonly StoredRecord[]): Promise<ReadonlySet<string>> {
  const kept = await listStandingSecrets(db, records.map(({ id }) => id))
  return new Set([...kept.map(({ recordId }) => recordId), ...records.filter(isRestricted).map(({ id }) => id)])
}
