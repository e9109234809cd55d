import { Type, type Static } from '@sinclair/typebox'
import type { Language } from '@lightwell/http/language'
import { presentGap, StaffingGapView } from '@lightwell/http/register/present-staffing'
import type { AgencyGap } from '../new-staffing-gaps.ts'

/** What a change of posts or qualifications leaves nobody for. */
export const NewGaps = Type.Object({
  gaps: Type.Array(Type.Composite([Type.Object({ agency: Type.String() }), StaffingGapView]), {
    description: 'What can no longer be done: no other person who may take the step is left.',
  }),
})

export function presentGaps (gaps: readonly AgencyGap[], language: Language): Static<typeof NewGaps> {
  return { gaps: gaps.map(({ agency, ...gap }) => ({ agency, ...presentGap(gap, language) })) }
}
