import type { Span, SpanFault } from '@lightwell/documents/span-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'

const spanWords = {
  span_out_of_range: faults.spanOutside, span_empty: faults.spanEmpty, spans_overlap: faults.spansOverlap,
} as const

/** What is wrong with the spans of a redaction: their places, and grounds that are none for withholding. */
export function redactionFaults (
  spans: readonly Span[], regime: Regime, placed: readonly SpanFault[],
): FieldFault[] {
  const grounds = spans.flatMap(({ ground }, at) => {
    const pointer = `/spans/${at}/ground`
    if (!Object.hasOwn(regime.grounds, ground)) return [faults.unknownGround(pointer)]
    return regime.grounds[ground]?.family === 'withheld' ? [] : [faults.notForRedaction(pointer)]
  })
  const places = placed.map((fault) =>
    fault.code === 'spans_none' ? faults.spansRequired('/spans') : spanWords[fault.code](`/spans/${fault.span}`))
  return [...places, ...grounds]
}
