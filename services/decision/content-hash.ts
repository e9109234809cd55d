import { blindIndex } from '@lightwell/secrets/hashes'
import type { KeyRing } from '@lightwell/secrets/key-ring'

/** The bytes of a record as events name them: whoever has the bytes and the key can check it, and nobody can guess. */
export function contentHash (keys: KeyRing, sha256: string): string {
  return blindIndex(keys, 'content', sha256)
}
