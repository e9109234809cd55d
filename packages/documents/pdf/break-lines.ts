import { isWide, type Type } from './type.ts'

// No line begins with what closes, none ends with what opens (GB/T 15834—2011, 5.1).
const closing = /^[，。、；：？！）》〉】〕〗」』〞’”…～·％‰℃,.;:?!)\]}%]/u
const opening = /^[（《〈【〔〖「『〝‘“￥＄([{$№#]/u
const paired = /^[—…]/u
const unbroken = /^[\u00A0\u2007\u202F]/u

/**
 * Breaks characters into lines that are no wider than what `widthOf` gives for each. Latin words and numbers stay whole
 * unless one alone is wider than a line; a number keeps its 年, 月, 日 or 号.
 */
export function breakLines (types: readonly Type[], widthOf: (line: number) => number): Type[][] {
  const lines: Type[][] = []
  let start = 0
  while (start < types.length) {
    const end = lineEnd(types, start, widthOf(lines.length))
    lines.push(types.slice(start, end))
    start = end
  }
  return lines
}

function lineEnd (types: readonly Type[], start: number, width: number): number {
  const full = fittingEnd(types, start, width)
  if (full === types.length) return full
  return lastBreak(types, { start, end: full, may: mayBreak }) ?? lastBreak(types, { start, end: full, may: mayCut }) ?? full
}

/** The first character that does not fit. Blanks at the end of a line may stand in the margin. */
function fittingEnd (types: readonly Type[], start: number, width: number): number {
  let used = 0
  let end = start
  for (; end < types.length; end++) {
    const { text, width: own } = types[end]!
    used += own
    // Sums of widths are not exact.
    if (used > width + 0.001 && text !== ' ' && end > start) break
  }
  return end
}

type Span = { start: number, end: number, may (before: string, after: string): boolean }

function lastBreak (types: readonly Type[], { start, end, may }: Span): number | undefined {
  for (let at = end; at > start; at--) {
    if (may(types[at - 1]!.text, types[at]!.text)) return at
  }
  return undefined
}

/** Whether a line may end after one character and go on with the next. */
export function mayBreak (before: string, after: string): boolean {
  if (!mayCut(before, after) || after === ' ' || unbroken.test(before) || unbroken.test(after)) return false
  // A hyphen joins words, but also the groups of a number such as XM-20261122-4F7K.
  if (before === ' ' || before === '-') return before === ' ' || /\p{Ll}/u.test(after)
  if (/\d/.test(before) && /[年月日号]/.test(after)) return false
  return isWide(before) || isWide(after)
}

/** Whether a word that is wider than a line may be cut there. */
function mayCut (before: string, after: string): boolean {
  return !closing.test(after) && !opening.test(before) && !(paired.test(before) && before === after)
}
