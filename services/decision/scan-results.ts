import { privacyGround } from '@lightwell/documents/personal/privacy-ground'
import type { FileScan } from '@lightwell/documents/scanner'
import { regimeOf } from './regime-of.ts'
import type { StoredRecord } from './store/records.ts'

/** The pages of a file, and how many of them were read. */
export function progressOf (read: FileScan | undefined): Pick<StoredRecord, 'pages' | 'pagesRead'> {
  return { pages: read?.pages ?? null, pagesRead: read?.pages ?? 0 }
}

/**
 * Where personal data may stand in a file, each a redaction that is suggested on the regime's ground for what is private.
 * They say where and why, never what stands there.
 */
export function suggestionsOf (read: FileScan | undefined, regimeVersion: string): StoredRecord['suggestions'] {
  const ground = privacyGround(regimeOf({ regimeVersion }))
  return (read?.suggestions ?? []).map((suggestion) => ({ ...suggestion, ground }))
}
