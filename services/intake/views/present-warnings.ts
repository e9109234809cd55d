import { Type, type Static } from '@sinclair/typebox'
import { inLanguage, type Language } from '@lightwell/http/language'
import type { FieldFault } from '@lightwell/http/refusal'

/** What something was taken with and somebody should look at: where, a stable code, and words. */
export const Warnings = Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() }))
export type Warnings = Static<typeof Warnings>

/** Presents warnings in the language of the reader. */
export function presentWarnings (warnings: readonly FieldFault[], language: Language): Warnings {
  return warnings.map(({ pointer, code, detail }) => ({ pointer, code, detail: inLanguage(detail, language) }))
}
