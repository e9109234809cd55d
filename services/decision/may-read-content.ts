import type { Caller } from '@lightwell/http/caller'
import { permission } from '@lightwell/http/policy'
import type { StoredRecord } from './store/records.ts'

/** Whether a caller may see the content of a record. A business section sees only what it reviews. */
export function mayReadContent (
  caller: Caller, { agencyCode, stages }: Pick<StoredRecord, 'agencyCode' | 'stages'>,
): boolean {
  return permission(caller, 'content', 'read', { agencyCode }).posts
    .some(({ duty }) => duty !== 'section' || stages.includes('business_section'))
}
