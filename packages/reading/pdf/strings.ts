// Brackets within a string stand for themselves, in pairs.
const around = (inner: string): string => `(?:[^()\\\\]|\\\\[\\s\\S]|\\(${inner}\\))*`
const inBrackets = around(around(around('[^()]*')))
/** A string of a PDF: the digits of one in hexadecimals, or what stands between the brackets of one. */
export const stringPattern = `<([0-9A-Fa-f\\s]*)>|\\((${inBrackets})\\)`
const literals = new RegExp(stringPattern, 'g')
const names = /\/([^\s/<>[\](){}%]*(?:#[89a-f][0-9a-f]|[\x80-\xff])[^\s/<>[\](){}%]*)/gi
// A text may say in which language its words are.
// eslint-disable-next-line no-control-regex
const languages = /\u001B[a-z]{2}(?:[A-Z]{2})?\u001B/gi
const fewestSingles = 3
// Keys, colours and signatures are strings too; what is no text has signs that no text has.
const likely = /^[\p{ASCII}\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{Cf}]+$/u
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\uFFFD]/
const glyphNames = /^(?:\/[\w.]+)+$/
const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The strings in the text of an object of a PDF that are words, and as one word those of one character. */
export function pdfStrings (text: string): string[] {
  const strings: string[] = []
  const singles: string[] = []
  for (const [, digits, characters = ''] of text.matchAll(literals)) {
    const bytes = digits === undefined
      ? Buffer.from(unescaped(characters), 'latin1')
      : Buffer.from(digits.replace(/\s/g, ''), 'hex')
    const string = decoded(bytes).replace(languages, '').trim()
    if (string === '' || !isWords(string)) continue
    if ([...string].length > 1) strings.push(string)
    else singles.push(string)
  }
  return singles.length < fewestSingles ? strings : [...strings, singles.join('')]
}

/** The names in the text of an object of a PDF that are more than ASCII: of layers, colours, states, destinations. */
export function pdfNames (text: string): string[] {
  return [...text.matchAll(names)].flatMap(([, name = '']) => {
    const bytes = name.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    const words = decoded(Buffer.from(bytes, 'latin1'))
    return isWords(words) ? [words] : []
  })
}

function isWords (string: string): boolean {
  return likely.test(string) && !controls.test(string) && !glyphNames.test(string)
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
