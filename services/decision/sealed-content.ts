import { openDataKey, newDataKey } from '@lightwell/secrets/data-key'
import { sha256Hex } from '@lightwell/secrets/hashes'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { sealBytes, unsealBytes, UnsealError } from '@lightwell/secrets/seal'
import type { StoredContent } from './store/records.ts'

/** Seals the bytes of a record under a data key of its own. Moved to another record they no longer open. */
export function sealContent (keys: KeyRing, recordId: string, bytes: Buffer): StoredContent {
  const dataKey = newDataKey(keys, placeOf(recordId, 'sealed_key'))
  return {
    recordId, sealedKey: dataKey.sealed, sealedBytes: sealBytes(dataKey, bytes, placeOf(recordId, 'sealed_bytes')),
  }
}

/** The bytes of a record, provided that their SHA-256 is the one asked for; undefined when they are other bytes. */
export function openContent (keys: KeyRing, content: StoredContent | undefined, sha256: string): Buffer | undefined {
  if (content === undefined || content.sealedKey === null) return undefined
  try {
    const dataKey = openDataKey(keys, content.sealedKey, placeOf(content.recordId, 'sealed_key'))
    const bytes = unsealBytes(dataKey, content.sealedBytes, placeOf(content.recordId, 'sealed_bytes'))
    return sha256Hex(bytes) === sha256 ? bytes : undefined
  } catch (error) {
    if (error instanceof UnsealError) return undefined
    throw error
  }
}

function placeOf (recordId: string, column: 'sealed_key' | 'sealed_bytes'): string {
  return `record_contents:${recordId}:${column}`
}
