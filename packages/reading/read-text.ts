import type { ReadingContext } from './context.ts'
import { decodeText, secretLinesElsewhere } from './decode-text.ts'
import { readEncodedFiles } from './encoded-files.ts'
import { looseText } from './loose-text.ts'

/**
 * Reads a plain text, whatever its encoding, and files that are written in it. What is no text is of an unknown type.
 */
export async function readText (bytes: Uint8Array, context: ReadingContext): Promise<void> {
  const { findings } = context
  const decoded = decodeText(bytes)
  // A byte order mark counts as a character for who takes words out of the file by their places.
  findings.add({ place: { kind: 'body' }, text: `${hasByteOrderMark(bytes) ? '\uFEFF' : ''}${decoded?.text ?? ''}` })
  findings.add({ place: { kind: 'hidden' }, text: secretLinesElsewhere(bytes).join('\n') })
  if (decoded?.sure === true) return readEncodedFiles(decoded.text, context)
  findings.fault({ code: 'unknown_type' })
  findings.add({ place: { kind: 'hidden' }, text: looseText(bytes) })
}

function hasByteOrderMark (bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
