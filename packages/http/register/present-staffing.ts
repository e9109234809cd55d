import { Type, type Static } from '@sinclair/typebox'
import { inLanguage, type Language } from '../language.ts'
import { gapText, type StaffingGap } from './staffing-gaps.ts'

/** A step that nobody is left for, in words. */
export const StaffingGapView = Type.Object({
  step: Type.String({ description: 'officer, head, secrecy, or what a level of the chain is.' }),
  level: Type.Union([Type.Integer(), Type.Null()], { description: 'Its place in the chain.' }),
  reason: Type.String({ description: 'nobody, not_qualified or needed_elsewhere' }),
  text: Type.String(),
})
export type StaffingGapView = Static<typeof StaffingGapView>

export function presentGap (gap: StaffingGap, language: Language): StaffingGapView {
  return { ...gap, text: inLanguage(gapText(gap), language) }
}
