import { commentsIn } from './plain-syntax.ts'
import { pdfStrings } from './strings.ts'

const markings = /<<((?:[^<>]|<[^<>]*>|<<[^<>]*>>)*)>>\s*(?:BDC|DP)\b/g
const draws = /\b(?:BT|Do|re|BDC|Tj|TJ)\b/

/** Words in the content of a page that it does not draw: what stands for its marks when they are copied, and comments. */
export function spokenIn (content: Buffer): string[] {
  if (!content.includes('DC') && !content.includes('DP') && !content.includes('%')) return []
  const text = content.toString('latin1')
  if (!draws.test(text)) return []
  const words = [...text.matchAll(markings)].map(([, dictionary = '']) => dictionary)
  const comments = text.includes('%') && content.length < longest ? commentsIn(text).filter((one) => !one.includes('\uFFFD')) : []
  // Each character may have a mark of its own.
  return [...words.flatMap(pdfStrings), ...pdfStrings(words.join(' ')), ...comments]
}

const longest = 5_000_000
