import { fileTypeFromBuffer } from 'file-type'
import { isOfd } from '@lightwell/reading/ofd/is-ofd'
import { readPlainText } from './rules/plain-text.ts'

/** The type of a file by its bytes, whatever it is called: plain UTF-8 text, what its signs say, or nothing known. */
export async function mediaTypeOf (bytes: Buffer): Promise<string> {
  if (readPlainText(bytes) !== undefined) return 'text/plain'
  return isOfd(bytes) ? 'application/ofd' : (await fileTypeFromBuffer(bytes))?.mime ?? 'application/octet-stream'
}
