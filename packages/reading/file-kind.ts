/** What a file is, told by its bytes. */
export type FileKind = 'pdf' | 'zip' | 'picture' | 'svg' | 'html' | 'xml' | 'office_97' | 'unknown'

const headLength = 1024
// What a mail tells of its way and of all who get it stands before what it says of itself.
const mailHead = 1 << 14

/** Beginnings of files that are read, or that are known and not read; what has none of them may be text. */
const beginnings: readonly [FileKind, ...string[]][] = [
  ['pdf', '%PDF-'],
  ['zip', 'PK\u0003\u0004', 'PK\u0005\u0006'],
  ['picture', '\u0089PNG\r\n\u001a\n', '\u00ff\u00d8\u00ff', 'GIF87a', 'GIF89a', 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'],
  // The older Office formats and encrypted newer ones are one container.
  ['office_97', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
]
const longerBeginnings: readonly [FileKind, RegExp][] = [
  ['picture', /^(?:BM[^]{4}\0\0\0\0|RIFF[^]{4}WEBP)/],
  ['unknown', /^(?:(?:\xef\xbb\xbf)?\s*\{\\rtf|begin(?:-base64)? [67][0-7]{2} |%!PS|-----BEGIN PGP)/i],
  ['unknown', /^(?:From |(?:Return-Path|Delivered-To|Received|Message-ID|DKIM-Signature|Authentication-Results|MIME-Version|(?:ARC|X)-[\w-]+):)/i],
  ['unknown', /^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*Content-[\w-]+:/i],
]

const markup = /^(?:\xef\xbb\xbf)?\s*(?:<!--[\s\S]*?-->\s*)*<(\?xml|!doctype\s+html|html|head|body|[a-z!])/i

/**
 * What a file is by its first bytes, whatever it is called; undefined for what may be plain text. A PDF may begin after
 * other bytes, which its programs skip.
 */
export function fileKind (bytes: Uint8Array): FileKind | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, mailHead)).toString('latin1')
  const head = start.slice(0, headLength)
  const begun = beginnings.find(([, ...signs]) => signs.some((sign) => head.startsWith(sign))) ??
    longerBeginnings.find(([, beginning]) => beginning.test(start))
  if (begun !== undefined) return begun[0]
  if (head.includes('%PDF-')) return 'pdf'
  // UTF-16 markup shows its signs once its zeros are gone.
  const plain = /^(\xff\xfe|\xfe\xff)/.test(head) ? head.slice(2).replaceAll('\0', '') : head
  const tag = markup.exec(plain)?.[1]?.toLowerCase()
  if (tag === undefined) return undefined
  if (/<svg[\s>]/i.test(plain) && !/<html|<!doctype\s+html/i.test(plain)) return 'svg'
  return tag === '?xml' && !/<!doctype\s+html|<html/i.test(plain) ? 'xml' : 'html'
}
