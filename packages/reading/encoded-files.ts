import type { ReadingContext } from './context.ts'

const lines = /[A-Za-z0-9+/]{40,}(?:\r?\n[A-Za-z0-9+/]{40,})*(?:\r?\n[A-Za-z0-9+/]+)?={0,2}/g
const shortest = 200

/**
 * Reads files that are written into a text in base 64, as mails, pages and XML carry pictures. A long run of letters
 * that is no file is a file of an unknown type: nobody can tell what it says.
 */
export async function readEncodedFiles (text: string, { expansion, readInner }: ReadingContext): Promise<void> {
  let at = 0
  for (const [run] of text.matchAll(lines)) {
    if (run.length < shortest) continue
    at += 1
    expansion.entry()
    await readInner(Buffer.from(run, 'base64'), { kind: 'picture', name: `encoded ${at}` })
  }
}
