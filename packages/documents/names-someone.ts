const blanks = /[\s\p{Cf}]+/gu

/**
 * Whether a text names one of these people or bodies, however it is spaced or cased. `except` is a name that may stand in
 * it: it hides a shorter name that is part of it. A name of one character is not looked for, it would be found anywhere.
 */
export function namesSomeone (text: string, names: readonly string[], except = ''): boolean {
  const allowed = spelled(except)
  return names.map(spelled).filter((name) => name.length > 1).some((name) => {
    const rest = allowed.length > name.length && allowed.includes(name) ? spelled(text).replaceAll(allowed, '|') : spelled(text)
    return stands(rest, name)
  })
}

// Letters that words are spelled with stand in words of their own; Chinese names stand between other characters.
function stands (text: string, name: string): boolean {
  if (!/^\p{Script=Latin}/u.test(name)) return text.replaceAll(' ', '').includes(name.replaceAll(' ', ''))
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + name.length]]
    if (!/[\p{Script=Latin}\p{N}]/u.test(before + after)) return true
  }
  return false
}

function spelled (text: string): string {
  return text.normalize('NFKC').replace(blanks, ' ').trim().toLowerCase()
}
