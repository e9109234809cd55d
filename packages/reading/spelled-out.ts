type Spelling = readonly [pattern: RegExp, of: (digits: string) => string]

/**
 * Ways to write a character by its number or its bytes: of JSON and scripts, HTML and XML, CSS, addresses, mail and
 * RTF.
 */
const spellings: readonly Spelling[] = [
  [/\\u\{([0-9a-f]{1,6})\}/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/\\u([0-9a-f]{4})/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/&#x([0-9a-f]{2,6});?/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/&#(\d{2,7});?/g, (digits) => character(Number(digits))],
  [/\\([0-9a-f]{4,6}) ?/gi, (digits) => character(Number.parseInt(digits, 16))],
  [/((?:%[0-9a-f]{2}){2,})/gi, (bytes) => ofBytes(bytes.replaceAll('%', ''))],
  [/((?:=[0-9A-F]{2}(?:=\r?\n)?){2,})/g, (bytes) => ofBytes(bytes.replace(/=(?:\r?\n)?/g, ''))],
  [/((?:\\x[0-9a-f]{2}){2,})/gi, (bytes) => ofBytes(bytes.replace(/\\x/gi, ''))],
  [/((?:\\'[0-9a-f]{2}){2,})/gi, (bytes) => ofBytes(bytes.replaceAll("\\'", ''))],
]

// RTF counts in decimals, and below zero from 32768 on.
const ofRtf: Spelling = [/\\u(-?\d{2,5}) ?\??/g, (digits) => character(Number(digits) & 0xffff)]

const anySpelling = /[\\&%=][#xu'0-9a-f]/i

/** A text in which characters that are written by number stand for themselves; undefined when it has none. */
export function spelledOut (text: string): string | undefined {
  if (!anySpelling.test(text)) return undefined
  let plain = text
  for (const [pattern, of] of text.includes('{\\rtf') ? [ofRtf, ...spellings] : spellings) {
    plain = plain.replace(pattern, (_, digits: string) => of(digits))
  }
  return plain === text ? undefined : plain
}

function character (code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD'
}

function ofBytes (digits: string): string {
  const bytes = Buffer.from(digits, 'hex')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
