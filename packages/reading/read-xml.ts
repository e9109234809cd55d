import type { ReadingContext } from './context.ts'
import { readEncodedFiles } from './encoded-files.ts'
import { attempt } from './findings.ts'
import { openPartText } from './office/part-text.ts'
import { textOfXml } from './xml.ts'

/**
 * Reads an XML file of no known kind: its text, as hidden its attributes and comments, and files that are written in
 * it.
 */
export async function readXmlFile (bytes: Uint8Array, context: ReadingContext): Promise<void> {
  const part = openPartText(context.findings, {})
  attempt(context.findings, { kind: 'body' }, () => part.listen(bytes, () => ({
    open (tag) {
      if (/[^\x20-\x7e]/.test(tag.name)) part.aside(tag.name)
      part.attributes(tag)
    },
    close: () => part.say('body', '\n'),
    text: (text) => part.say('body', text),
    aside: part.aside,
  })))
  await readEncodedFiles(textOfXml(bytes) ?? '', context)
}
