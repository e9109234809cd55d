/** The forms in which words may lie in a file: one byte, two bytes or UTF-8 a character, and all that as hexadecimal digits. */
export function byteForms (words: string): Buffer[] {
  const wide = Buffer.from(words, 'utf16le')
  const plain = [Buffer.from(words, 'utf8'), wide, Buffer.from(wide).swap16(), ...isNarrow(words) ? [Buffer.from(words, 'latin1')] : []]
  const written = plain.flatMap((form) => [form.toString('hex'), form.toString('hex').toUpperCase()])
  return [...plain, ...written.map((digits) => Buffer.from(digits, 'latin1'))]
}

function isNarrow (words: string): boolean {
  return [...words].every((character) => (character.codePointAt(0) ?? 0) < 256)
}
