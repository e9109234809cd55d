/** The instant that a question is about. A past one is answered from what was recorded until then. */
export type Moment = { at: Date, past: boolean }

/** The moment of a question: now, unless it names another instant. */
export function momentOf (asOf: Date | null | undefined, now: Date): Moment {
  return asOf === null || asOf === undefined ? { at: now, past: false } : { at: asOf, past: asOf < now }
}
