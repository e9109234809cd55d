import type { Span, SpanFault } from '@lightwell/documents/span-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults as common } from '../errors.ts'
import { faults } from '../redaction-errors.ts'
import type { Chosen } from './chosen-removals.ts'

/** The spans of a plain text that are chosen, and what is chosen and is none. */
export function chosenSpans (chosen: readonly Chosen[]): { spans: Span[], pointers: string[], faults: FieldFault[] } {
  const found = chosen.map(({ removal, pointer, kind }) => {
    if ('area' in removal) return faults.noSuchPage(pointer)
    const { start, end, ground } = removal
    if ('readingPiece' in removal) return kind === 'body' ? { span: { start, end, ground }, pointer } : faults.notCarriedOver(pointer)
    return removal.passage === 0 ? { span: { start, end, ground }, pointer } : faults.noSuchPiece(pointer)
  })
  const sound = found.filter((one) => 'span' in one)
  return {
    spans: sound.map(({ span }) => span), pointers: sound.map(({ pointer }) => pointer),
    faults: found.filter((one) => 'code' in one),
  }
}

const words = { span_out_of_range: common.spanOutside, span_empty: common.spanEmpty, spans_overlap: common.spansOverlap } as const

/** The places of spans that a plain text does not have, each where it was asked for. */
export function spanPlaceFaults (found: readonly SpanFault[], pointers: readonly string[]): FieldFault[] {
  return found.flatMap((fault) => fault.code === 'spans_none' ? [] : [words[fault.code](pointers[fault.span] as string)])
}
