const literals = /<([0-9A-Fa-f\s]{4,})>|\(((?:[^()\\]|\\[\s\S]|\([^()]*\))*)\)/g
const shortest = 2
// Keys, colours and signatures are strings too; what is no text has signs that no text has.
const likely = /^[\p{Script=Han}\p{ASCII}\p{L}\p{N}\p{P}\p{Zs}\p{Sm}\p{So}]+$/u
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\uFFFD]/
const glyphNames = /^(?:\/[\w.]+)+$/
const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The strings in the text of an object of a PDF that are words. */
export function pdfStrings (text: string): string[] {
  const strings: string[] = []
  for (const [, digits, literal] of text.matchAll(literals)) {
    const bytes = digits === undefined
      ? Buffer.from(unescaped(literal ?? ''), 'latin1')
      : Buffer.from(digits.replace(/\s/g, ''), 'hex')
    const string = decoded(bytes).trim()
    const isWords = string.length >= shortest && likely.test(string) && !controls.test(string)
    if (isWords && !glyphNames.test(string)) strings.push(string)
  }
  return strings
}

function unescaped (literal: string): string {
  return literal.replace(/\\(\d{1,3}|\r?\n|[\s\S])/g, (_, sign: string) => {
    if (/^\d/.test(sign)) return String.fromCharCode(Number.parseInt(sign, 8) & 0xff)
    return /^\r?\n/.test(sign) ? '' : signs[sign] ?? sign
  })
}

function decoded (bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
