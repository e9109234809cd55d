/** A stretch of text to remove: Unicode code points from `start` to before `end`, and the code of the ground for it. */
export type Span = Readonly<{ start: number, end: number, ground: string }>

/** `span` is the position in the list that was sent. */
export type SpanFault =
  | Readonly<{ code: 'spans_none' }>
  | Readonly<{ code: 'span_out_of_range' | 'span_empty' | 'spans_overlap', span: number }>

/** All faults of a list of spans over a text of `length` code points; spans may touch, and come in any order. */
export function spanFaults (length: number, spans: readonly Span[]): SpanFault[] {
  if (spans.length === 0) return [{ code: 'spans_none' }]
  const numbered = spans.map((span, at) => ({ ...span, at }))
  const isPlace = (place: number) => Number.isInteger(place) && place >= 0 && place <= length
  const outside = numbered.filter(({ start, end }) => !isPlace(start) || !isPlace(end))
  const empty = numbered.filter((span) => !outside.includes(span) && span.start >= span.end)
  const sound = numbered.filter((span) => !outside.includes(span) && !empty.includes(span))
    .toSorted((one, other) => one.start - other.start)
  // Compared with the furthest end so far: a long span may reach over several.
  let reached = 0
  const overlapping = sound.filter(({ start, end }) => {
    const overlaps = start < reached
    reached = Math.max(reached, end)
    return overlaps
  })
  return [
    ...outside.map(({ at }): SpanFault => ({ code: 'span_out_of_range', span: at })),
    ...empty.map(({ at }): SpanFault => ({ code: 'span_empty', span: at })),
    ...overlapping.map(({ at }): SpanFault => ({ code: 'spans_overlap', span: at })),
  ]
}
