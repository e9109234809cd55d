import { Type, type Static } from '@sinclair/typebox'
import type { HeldPost } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import { DayText } from '../fields.ts'
import { faults } from '../sheet-errors.ts'

/** The duties that a step of a sheet can be: 法制审核, 会签 of a section, of the disclosure office, of the secrecy duty. */
export const signingDuties = ['legal', 'section', 'disclosure_office', 'secrecy'] as const

/** One step between the proposal of an answer and the head's approval. */
export const SheetStep = Type.Object({
  duty: listed(signingDuties),
  name: Type.Object({ zh: Line(100), en: Line(100) }, { additionalProperties: false }),
}, { additionalProperties: false })
export type SheetStep = Static<typeof SheetStep>

/** How the answers of an agency are signed from a day on. Without steps the head alone signs. */
export const SheetBody = Type.Object({
  fromOn: DayText,
  steps: Type.Array(SheetStep, { maxItems: 9 }),
}, { additionalProperties: false })
export type SheetBody = Static<typeof SheetBody>

/** What was signed at one step. */
export type Signature = {
  step: number, duty: string, signedBy: string, asDeputy: boolean, opinion: string, signedAt: Date
}

/** The sheet of one answer: its steps, and what of them is signed. One that needs no signatures has no steps. */
export type SignedSheet = { steps: readonly SheetStep[], signatures: readonly Signature[] }

/** The step that is to be signed next, with its number; undefined when all are signed. */
export function nextStep ({ steps, signatures }: SignedSheet): { step: number, next: SheetStep } | undefined {
  const next = steps[signatures.length]
  return next && { step: signatures.length + 1, next }
}

/** The posts through which a step can be signed. */
export function postsForStep (posts: readonly HeldPost[], { duty }: SheetStep): HeldPost[] {
  return posts.filter((post) => post.duty === duty)
}

/** What a sheet is held against: from when its last version holds, and which duties somebody holds in the agency. */
export type SheetContext = { today: string, lastFromOn: string | undefined, held: ReadonlySet<string> }

/** Every fault of a sheet that its schema cannot see. The body may not fit the schema. */
export function sheetFaults (
  { fromOn, steps }: Partial<SheetBody>, { today, lastFromOn = '', held }: SheetContext,
): FieldFault[] {
  const duties = Array.isArray(steps) ? steps.map((step: unknown) => (step as Partial<SheetStep> | null)?.duty) : []
  return [
    ...typeof fromOn === 'string' && fromOn < today ? [faults.inThePast('/fromOn')] : [],
    ...typeof fromOn === 'string' && fromOn >= today && fromOn < lastFromOn ? [faults.beforeTheLast('/fromOn')] : [],
    ...duties.flatMap((duty, at) =>
      duty === undefined || held.has(duty) ? [] : [faults.nobodyHoldsIt(`/steps/${at}/duty`)]),
  ]
}
