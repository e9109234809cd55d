/** Stars of the symbol fonts, by their number in the font: 机密★ is written with them too. */
const stars: Record<string, Record<number, string>> = {
  Wingdings: { 0xaa: '✦', 0xab: '★', 0xac: '✶', 0xad: '✴', 0xae: '✹', 0xaf: '✵', 0xb6: '☆' },
  'Wingdings 2': { 0xea: '★', 0xeb: '★', 0xec: '✶', 0xed: '✶', 0xf4: '★' },
  Webdings: { 0x94: '★' },
}

/** The character of a symbol font, given its number in hexadecimal digits; ※ for one that has no like. */
export function wingding (font: string, digits: string): string {
  const code = Number.parseInt(digits, 16)
  if (!(code > 0 && code <= 0xffff)) return ''
  // Symbol fonts lie in an area for private use, from F000 on.
  if (code < 0xf000 || code > 0xf0ff) return String.fromCharCode(code)
  return stars[font]?.[code & 0xff] ?? '※'
}
