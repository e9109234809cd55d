/** Stars and boxes of the symbol fonts, by their number in the font: 机密★ and 密级：☑机密 are written with them too. */
const signs: Record<string, Record<number, string>> = {
  Wingdings: {
    0xaa: '✦', 0xab: '★', 0xac: '✶', 0xad: '✴', 0xae: '✹', 0xaf: '✵', 0xb6: '☆',
    0x6e: '■', 0x6f: '□', 0x71: '□', 0x72: '□', 0xa8: '□', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑',
  },
  'Wingdings 2': {
    0xea: '★', 0xeb: '★', 0xec: '✶', 0xed: '✶', 0xf4: '★',
    0x2a: '□', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0xa3: '□',
  },
  Webdings: { 0x94: '★', 0x61: '✓', 0x63: '□', 0x67: '■' },
}

/** The character of a symbol font, given its number in hexadecimal digits; ※ for one that has no like. */
export function wingding (font: string, digits: string): string {
  const code = Number.parseInt(digits, 16)
  if (!(code > 0 && code <= 0xffff)) return ''
  // Symbol fonts lie in an area for private use, from F000 on.
  if (code < 0xf000 || code > 0xf0ff) return String.fromCharCode(code)
  return signs[font]?.[code & 0xff] ?? '※'
}

/** A text in a symbol font as it is seen, as far as its signs are known; in any other font it stays as it is. */
export function inFont (font: string, text: string): string {
  const known = signs[font]
  return known === undefined ? text : text.replace(/[\x20-\xff\uf020-\uf0ff]/g, (sign) => known[sign.charCodeAt(0) & 0xff] ?? sign)
}
