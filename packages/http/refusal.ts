/** Words that people read, in both languages of the product. */
export type Text = { zh: string, en: string }

/** One thing wrong with the input: where (RFC 6901), a stable code, and words. */
export type FieldFault = { pointer: string, code: string, detail: Text }

/** An expected refusal. It becomes a problem document; anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly detail: Text
  readonly faults: readonly FieldFault[]
  readonly headers: Readonly<Record<string, string>>

  constructor (status: number, code: string, detail: Text, more: Partial<Pick<Refusal, 'faults' | 'headers'>> = {}) {
    super(code)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.detail = detail
    this.faults = more.faults ?? []
    this.headers = more.headers ?? {}
  }
}

/** Declares one line of a room's table of refusals. */
export function refusal (status: number, code: string, zh: string, en: string): () => Refusal {
  return () => new Refusal(status, code, { zh, en })
}

/** Declares one line of what is refused for the moment alone: the same may be asked again after these seconds (`Retry-After`). */
export function refusalForNow (status: number, code: string, detail: Text, retryAfter: number): () => Refusal {
  return () => new Refusal(status, code, detail, { headers: { 'retry-after': String(retryAfter) } })
}

/** Declares one line of a room's table of what can be wrong with a field. */
export function fault (code: string, zh: string, en: string): (pointer: string) => FieldFault {
  return (pointer) => ({ pointer, code, detail: { zh, en } })
}

/** Readable but invalid input, with every fault at once. */
export function invalid (faults: readonly FieldFault[]): Refusal {
  return new Refusal(422, 'invalid_input', {
    zh: '提交的内容有误，请按所列各项更正。', en: 'The input is invalid; every fault found is listed.',
  }, { faults })
}

/** Throws `invalid` when there are faults. */
export function refuseFaults (faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw invalid(faults)
}
