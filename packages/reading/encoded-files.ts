import type { ReadingContext } from './context.ts'
import { fileKind } from './file-kind.ts'

// A file at an address of its own says that it is one, however short it is.
const address = /data:[^,\s"'<>]{0,200};base64,([A-Za-z0-9+/\r\n]{4,}={0,2})/gi
const lines = /[A-Za-z0-9+/]{40,}(?:\r?\n[A-Za-z0-9+/]{40,})*(?:\r?\n[A-Za-z0-9+/]+)?={0,2}/g
// Lines of one length, whatever it is.
const narrowLines = /(?<![^\n])([A-Za-z0-9+/]{4,39})(?:\r?\n[A-Za-z0-9+/]{4,39}){5,}={0,2}/g
const shortest = 200
// As attributes of XML have them.
const lineEnds = /(?:&#(?:xd|13);)?&#(?:xa|10);/gi
// Certificates and signatures are no files.
const signatures = /<((?:\w+:)?(?:SignatureValue|X509Certificate|Modulus|Encapsulated\w+))\b[^>]*>([A-Za-z0-9+/=\s]*)<\/\1>/g

/**
 * Reads files that are written into a text in base 64, as mails, pages and XML carry pictures. A long run of letters
 * that is no file is a file of an unknown type: nobody can tell what it says.
 */
export async function readEncodedFiles (text: string, { expansion, readInner }: ReadingContext): Promise<void> {
  let at = 0
  for (const run of encodedFiles(text)) {
    at += 1
    expansion.entry()
    await readInner(Buffer.from(run, 'base64'), { kind: 'picture', name: `encoded ${at}` })
  }
}

function encodedFiles (text: string): string[] {
  const plain = text.replace(lineEnds, '\n').replace(signatures, (whole, _, letters: string) => isFile(letters) ? whole : '')
  const addressed = [...plain.matchAll(address)].map(([, letters = '']) => letters)
  const rest = plain.replace(address, '')
  const long = [...rest.matchAll(lines)].map(([run]) => run)
  const narrow = [...rest.matchAll(narrowLines)].map(([run]) => run).filter(isEven)
  return [...addressed, ...[...long, ...narrow].filter((run) => run.length >= shortest)]
}

function isFile (letters: string): boolean {
  const kind = fileKind(Buffer.from(letters, 'base64'))
  return kind !== undefined && kind !== 'unknown'
}

/** Whether all lines but the last have one length, and letters of both cases beside digits: numbers of a list have not. */
function isEven (run: string): boolean {
  const [first = '', ...others] = run.split(/\r?\n/)
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) && others.slice(0, -1).every((line) => line.length === first.length)
}
