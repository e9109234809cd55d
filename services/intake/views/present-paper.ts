import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { paperKinds } from '../rules/paper-kinds.ts'
import type { Paper } from '../store/papers.ts'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })

/** A written paper without its page, as it stands in the register. */
export const PaperView = Type.Object({
  id: Id,
  requestId: Id,
  agency: Type.String(),
  kind: listed(paperKinds),
  number: Type.String({ description: 'Such as 新民公登〔2026〕1号: the agency’s sign, the series, the year, the count.' }),
  year: Type.Integer(),
  serial: Type.Integer(),
  language: Type.String(),
  issuedAt: Instant,
  sha256: Type.String({ description: 'Of its page of HTML' }),
  pdfSha256: Type.Union([Type.String(), Type.Null()], { description: 'Of its PDF; the oldest papers have none' }),
  void: Type.Boolean(),
  voiding: Type.Optional(Type.Object({ reason: Type.String(), by: Id, at: Instant }, { description: 'Told to staff only.' })),
})
export type PaperView = Static<typeof PaperView>

/** Presents a paper. Why a number is void is the agency's own affair. */
export function presentPaper (paper: Paper, { isStaff }: { isStaff: boolean }): PaperView {
  const { id, caseId, agencyCode, kind, number, year, serial, language, issuedAt, sha256, pdfSha256, voiding } = paper
  return {
    id, requestId: caseId, agency: agencyCode, kind, number, year, serial, language, issuedAt: issuedAt.toISOString(),
    sha256, pdfSha256,
    void: voiding !== null,
    ...isStaff && voiding && {
      voiding: { reason: voiding.reason, by: voiding.voidedBy, at: voiding.voidedAt.toISOString() },
    },
  }
}
