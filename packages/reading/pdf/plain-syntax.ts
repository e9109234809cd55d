import { stringPattern } from './strings.ts'

const oddities = new RegExp(`(?<string>${stringPattern})|%[^\\r\\n]*|#(?<letter>[2-7][0-9A-Fa-f])|\\0`, 'g')

/**
 * The text of an object of a PDF as most programs write it: without comments, its keys without numbers for letters. So what
 * looks for a key finds it however it is written.
 */
export function plainSyntax (text: string): string {
  if (!/[%#\0]/.test(text)) return text
  return text.replace(oddities, (...match) => {
    const { string, letter } = match.at(-1) as { string?: string, letter?: string }
    return string ?? (letter === undefined ? ' ' : String.fromCharCode(Number.parseInt(letter, 16)))
  })
}

/** The comments of an object, which nothing shows. */
export function commentsIn (text: string): string[] {
  if (!text.includes('%')) return []
  const found: string[] = []
  text.replace(oddities, (whole) => {
    if (whole.startsWith('%')) found.push(Buffer.from(whole.slice(1), 'latin1').toString('utf8').trim())
    return ''
  })
  return found
}
