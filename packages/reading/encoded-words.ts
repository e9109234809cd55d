import { decodeAs, looksLikeGb2312 } from './decode-text.ts'

// UTF-7 and HZ write Chinese in ASCII, base 64 in letters: some words of it, or a mail of few lines.
const utf7 = /\+([A-Za-z0-9+/]{3,})-?/g
const hz = /~\{((?:[!-w][!-~])+)(?:~\}|$)/gm
const base64 = /[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]{8,})*={0,2}/g
const anyWord = /[A-Za-z0-9+/_-]{8}|\+[A-Za-z0-9+/]{3}|~\{/
const words = /^[\p{Script=Han}\p{P}\p{S}\p{Zs}\r\n\t\x20-\x7e\uFF00-\uFFEF]*$/u
const someChinese = /\p{Script=Han}.*\p{Script=Han}/su

/** The text with its words that are written in UTF-7, HZ or base 64 in their place; what only looks so is left alone. */
export function encodedWords (text: string): string {
  if (!anyWord.test(text)) return text
  return text
    .replace(hz, (whole, pairs: string) => chineseOr(decodeAs('gb18030', Buffer.from(pairs, 'latin1').map((byte) => byte | 0x80)), whole))
    .replace(base64, (whole) => fromBase64(whole) ?? whole.split('\n').map((line) => fromBase64(line) ?? line).join('\n'))
    .replace(utf7, (whole, letters: string) => chineseOr(decodeAs('utf-16be', evenBytes(letters)), whole))
}

function fromBase64 (letters: string): string | undefined {
  const bytes = Buffer.from(letters, 'base64')
  // Every word of a text comes by here, and an exception for each would take longer than all else.
  const read = bytes.toString('utf8')
  const utf8 = read.includes('\uFFFD') ? undefined : read
  // Words of a language decode to some characters of GB 18030 by chance, but hardly to common ones alone.
  const text = utf8 ?? (bytes.length >= 8 && looksLikeGb2312(bytes, 1) ? decodeAs('gb18030', bytes) : undefined)
  return text !== undefined && isChinese(text) ? text : undefined
}

function evenBytes (letters: string): Buffer {
  const bytes = Buffer.from(letters, 'base64')
  return bytes.subarray(0, bytes.length & ~1)
}

function chineseOr (text: string | undefined, otherwise: string): string {
  return text !== undefined && isChinese(text) ? text : otherwise
}

function isChinese (text: string): boolean {
  return someChinese.test(text) && words.test(text)
}
