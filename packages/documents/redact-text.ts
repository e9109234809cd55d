import { type Span, spanFaults, type SpanFault } from './span-faults.ts'

/** Stands in the place of whatever was removed, always the same. */
export const redactionMark = '〔███〕'

/**
 * That what was to go is gone. `remainsElsewhere` warns that the words of a span (its place in the list that was sent)
 * still stand in another place of the result; the proof names places and never words.
 */
export type RedactionProof = Readonly<{
  removedSpans: number
  removedCharacters: number
  remainsElsewhere: readonly { span: number, count: number }[]
  passed: boolean
}>

export type Redaction = { faults: SpanFault[] } | { faults?: never, text: string, proof: RedactionProof }

/** Removes spans from a text, each for one mark of fixed width, and reads the result again to prove it. */
export function redactText (text: string, spans: readonly Span[]): Redaction {
  const faults = spanFaults(codePointCount(text), spans)
  if (faults.length > 0) return { faults }
  const { kept, removed } = cut(text, spans)
  const redacted = kept.join(redactionMark)
  const proof = {
    removedSpans: spans.length,
    removedCharacters: spans.reduce((sum, { start, end }) => sum + end - start, 0),
    remainsElsewhere: remains(redacted, removed),
    passed: isProven(text, spans, redacted),
  }
  return { text: redacted, proof }
}

type Removed = { span: number, words: string }

/** The pieces around the spans in the order of the text, one more than the spans, and the words of each span. */
function cut (text: string, spans: readonly Span[]): { kept: string[], removed: Removed[] } {
  const order = spans.map(({ start, end }, span) => ({ start, end, span }))
    .toSorted((one, other) => one.start - other.start)
  const kept: string[] = []
  const removed: Removed[] = []
  let [at, point] = [0, 0]
  const take = (until: number) => {
    const from = at
    for (; point < until; point++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
    return text.slice(from, at)
  }
  for (const { start, end, span } of order) {
    kept.push(take(start))
    removed.push({ span, words: take(end) })
  }
  kept.push(text.slice(at))
  return { kept, removed }
}

/** Single characters recur everywhere and say nothing. */
function remains (redacted: string, removed: readonly Removed[]): { span: number, count: number }[] {
  return removed
    .filter(({ words }) => codePointCount(words.trim()) > 1)
    .map(({ span, words }) => ({ span, count: redacted.split(words.trim()).length - 1 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => one.span - other.span)
}

/**
 * Goes through the original and the result side by side, character by character: outside the spans both must be equal,
 * a span must be one mark, and nothing may be left over. It shares no step with the cutting.
 */
function isProven (original: string, spans: readonly Span[], redacted: string): boolean {
  const ends = new Map(spans.map(({ start, end }) => [start, end]))
  let place = 0
  let point = 0
  let hiddenUntil = 0
  for (const character of original) {
    const end = ends.get(point)
    if (end !== undefined) {
      hiddenUntil = end
      if (!redacted.startsWith(redactionMark, place)) return false
      place += redactionMark.length
    }
    if (point >= hiddenUntil) {
      if (!redacted.startsWith(character, place)) return false
      place += character.length
    }
    point += 1
  }
  return place === redacted.length
}

function codePointCount (text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
