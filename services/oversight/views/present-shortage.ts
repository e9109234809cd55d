import { Type, type Static } from '@sinclair/typebox'
import type { Language } from '@lightwell/http/language'
import { nullable } from '@lightwell/http/nullable'
import { presentGap, StaffingGapView } from '@lightwell/http/register/present-staffing'
import type { ListedShortage } from '../store/shortages.ts'

/** A step that nobody was left for, at an agency or when one of its cases was opened. */
export const ShortageView = Type.Composite([
  Type.Object({
    id: Type.String(),
    agency: Type.String(),
    requestId: nullable(Type.String()),
    publicationId: nullable(Type.String({ description: 'Both are null for the chain of the agency itself.' })),
  }),
  StaffingGapView,
  Type.Object({
    since: Type.String(),
    mendedAt: nullable(Type.String({ description: 'Since when somebody is there again.' })),
  }),
])

export function presentShortage (row: ListedShortage, language: Language): Static<typeof ShortageView> {
  const { id, agencyCode, caseId, caseKind, step, level, reason, since, mendedAt } = row
  return {
    id, agency: agencyCode, requestId: caseKind === 'request' ? caseId : null, publicationId: caseKind === 'publication' ? caseId : null,
    ...presentGap({ step, level, reason }, language), since: since.toISOString(), mendedAt: mendedAt?.toISOString() ?? null,
  }
}
