import type { ReadingContext } from './context.ts'
import { readEncodedFiles } from './encoded-files.ts'
import { attempt } from './findings.ts'
import { openPartText } from './office/part-text.ts'

/**
 * Reads an XML file of no known kind: its text, as hidden its attributes and comments, and files that are written in
 * it.
 */
export async function readXmlFile (bytes: Uint8Array, context: ReadingContext): Promise<void> {
  const part = openPartText(context.findings, {})
  const texts: string[] = []
  attempt(context.findings, { kind: 'body' }, () => part.listen(bytes, () => ({
    open: part.attributes,
    close: () => part.say('body', '\n'),
    text (text) {
      texts.push(text)
      part.say('body', text)
    },
    aside: part.aside,
  })))
  await readEncodedFiles(texts.join('\n\n'), context)
}
