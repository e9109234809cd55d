import { Refusal } from '@lightwell/http/refusal'

/** The record or paper whose stored bytes are not those on record, and the case that it belongs to. */
export type Differing = { caseId: string } & ({ recordId: string } | { noticeId: string })

/** The refusal to give out bytes that are not those on record. Whatever asked for them, it becomes an incident. */
export class BytesDiffer extends Refusal {
  readonly of: Differing

  constructor ({ status, code, detail }: Refusal, of: Differing) {
    super(status, code, detail)
    this.of = of
  }
}
