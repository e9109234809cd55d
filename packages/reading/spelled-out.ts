import { encodedWords } from './encoded-words.ts'

type Spelling = readonly [pattern: RegExp, of: (digits: string) => string]

/**
 * Ways to write a character by its number or its bytes: of JSON and scripts, HTML and XML, CSS, addresses, mail, sheets,
 * formulas, drawings and RTF.
 */
const spellings: readonly Spelling[] = [
  [/\\u\{([0-9a-f]{1,6})\}/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/[\\%]u\+?([0-9a-f]{4})/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/&#x([0-9a-f]{2,6});?/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/&#(\d{2,7});?/g, (digits) => character(Number(digits))],
  [/_x([0-9a-f]{4})_/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/((?:\\[0-3][0-7]{2}){2,})/g, (bytes) => ofBytes(bytes.replace(/\\(...)/g, (_, octal: string) => hexByte(Number.parseInt(octal, 8))))],
  [/\\([0-9a-f]{4,6}) ?/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/((?:%[0-9a-f]{2}){2,})/gi, (bytes) => ofBytes(bytes.replaceAll('%', ''))],
  [/((?:=[0-9A-F]{2}(?:=\r?\n)?){2,})/g, (bytes) => ofBytes(bytes.replace(/=(?:\r?\n)?/g, ''))],
  [/((?:\\x[0-9a-f]{2}){2,})/gi, (bytes) => ofBytes(bytes.replace(/\\x/gi, ''))],
  [/((?:\\'[0-9a-f]{2}){2,})/gi, (bytes) => ofBytes(bytes.replaceAll("\\'", ''))],
  [/(?:fromCharCode|fromCodePoint|UNICHAR|ChrW)\(([\s,\da-fx]+)\)/gi, (list) => list.split(',').map((one) => character(Number(one))).join('')],
]

// RTF counts in decimals, and below zero from 32768 on.
const ofRtf: Spelling = [/\\u(-?\d{2,5}) ?\??/g, (digits) => character(Number(digits) & 0xffff)]

const anySpelling = /[\\&%=_][#xu'0-9a-f]|fromC|UNICHAR|ChrW/i
// Markup in what is no page: an older program's copy, a string of a script, a field with rich text.
const tags = /<[/!?]?[a-z][^<>]{0,500}>/gi

/** A text in which characters that are written in other ways stand for themselves; undefined when it has none. */
export function spelledOut (text: string): string | undefined {
  let plain = text
  if (anySpelling.test(text)) {
    for (const [pattern, of] of text.includes('{\\rtf') ? [ofRtf, ...spellings] : spellings) {
      plain = plain.replace(pattern, (_, digits: string) => of(digits))
    }
  }
  plain = encodedWords(plain)
  if (plain.includes('<') || plain.includes('&lt;')) plain = plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replace(tags, '')
  return plain === text ? undefined : plain
}

function character (code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD'
}

function hexByte (byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

function ofBytes (digits: string): string {
  const bytes = Buffer.from(digits, 'hex')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
