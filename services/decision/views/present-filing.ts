import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import { shownTitle } from './present-record.ts'
import type { ListedFiling, Unfiled } from '../store/filings.ts'

/** Who has received a form, and when. */
export const Receipt = nullable(Type.Object({ by: Type.String(), at: Type.String() }))

/** A filed review: its form, what it is about, and who has received it. */
export const FilingView = Type.Object({
  id: Type.String(),
  recordId: Type.String(),
  agency: Type.String(),
  title: Type.String(),
  sha256: Type.String({ description: 'The bytes that were reviewed.' }),
  number: Type.String(),
  secretList: nullable(Type.Integer({ description: 'The version of the list of secret matters that it was reviewed by.' })),
  form: Type.Object({ sha256: Type.String(), pdfSha256: Type.String() }),
  filedBy: Type.String(),
  filedAt: Type.String(),
  receivedBySecrecy: Receipt,
  receivedByOffice: Receipt,
})
export type FilingView = Static<typeof FilingView>

/** What was released, and the review of which is not filed. */
export const UnfiledView = Type.Object({
  recordId: Type.String(),
  agency: Type.String(),
  title: Type.String(),
  releasedAt: Type.String(),
})
export type UnfiledView = Static<typeof UnfiledView>

export function presentFiling ({ filing, record, listVersion, paper: { number, ...form } }: ListedFiling): FilingView {
  const { id, recordId, agencyCode, sha256, filedBy, filedAt } = filing
  return {
    id, recordId, agency: agencyCode, title: shownTitle(record), sha256, number, secretList: listVersion, form, filedBy,
    filedAt: filedAt.toISOString(),
    receivedBySecrecy: presentReceipt(filing.secrecyReceivedBy, filing.secrecyReceivedAt),
    receivedByOffice: presentReceipt(filing.officeReceivedBy, filing.officeReceivedAt),
  }
}

export function presentUnfiled ({ recordId, agencyCode, title, releasedAt }: Unfiled): UnfiledView {
  return { recordId, agency: agencyCode, title, releasedAt: releasedAt.toISOString() }
}

/** A receipt of a form, where there is one. */
export function presentReceipt (by: string | null, at: Date | null): Static<typeof Receipt> {
  return by === null || at === null ? null : { by, at: at.toISOString() }
}
