import { openExpansion } from '../expansion.ts'
import { defaultLimits } from '../limits.ts'
import { endsAsZip, openZip } from '../zip.ts'

/** Whether bytes are an archive with the root of an OFD file in it. */
export function isOfd (bytes: Uint8Array): boolean {
  if (!endsAsZip(bytes)) return false
  try {
    return openZip(bytes, openExpansion(defaultLimits)).entries.some(({ name }) => name === 'OFD.xml')
  } catch {
    return false
  }
}
