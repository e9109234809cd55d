/** What a decision, or one part of it, gives the applicant. */
export const outcomes = ['disclose', 'refuse', 'redact_and_disclose'] as const

export type Outcome = typeof outcomes[number]

/**
 * The outcome of a whole decision, from its parts: all disclosed, all refused, or anything between, which is a partial
 * disclosure (部分公开, 条例第三十七条). Never asked of no parts.
 */
export function outcomeOf (parts: readonly { outcome: Outcome }[]): Outcome {
  const [first, ...others] = parts
  if (first === undefined) throw new Error('A decision without parts has no outcome')
  return others.every((part) => part.outcome === first.outcome) ? first.outcome : 'redact_and_disclose'
}

/** Whether any part hands out a record. */
export function releasesRecords (parts: readonly { outcome: Outcome, records?: readonly unknown[] }[]): boolean {
  return parts.some(({ outcome, records = [] }) => releases(outcome) && records.length > 0)
}

/** Whether something is handed to the applicant under this outcome. */
export function releases (outcome: Outcome): boolean {
  return outcome !== 'refuse'
}
