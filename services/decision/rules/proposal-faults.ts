import { bodyCheck } from '@lightwell/http/body-check'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'
import { outcomeOf, releases } from './outcome.ts'
import { partFaults, type PartContext } from './part-faults.ts'
import { ProposedPart, type Proposal } from './proposal.ts'

export const mostReleasedRecords = 200
export const mostReleasedBytes = 100 * 2 ** 20

/** Every fault of a proposal that its schema does not tell. A part that does not fit the schema is left to it. */
export function proposalFaults (proposal: Partial<Proposal>, context: PartContext): FieldFault[] {
  const parts: readonly unknown[] = Array.isArray(proposal.parts) ? proposal.parts : []
  const found = [
    ...parts.flatMap((part, at) => isPart(part) ? partFaults(part, context, `/parts/${at}`) : []),
    ...deliveryFaults(proposal.delivery),
  ]
  if (parts.length === 0 || !parts.every(isPart)) return found
  const outcome = outcomeOf(parts)
  if (proposal.outcome !== undefined && proposal.outcome !== outcome) found.push(faults.outcomeDiffers('/outcome'))
  if (releases(outcome) && proposal.delivery === undefined) found.push(faults.fieldRequired('/delivery'))
  return [...found, ...contradictions(parts), ...sizeFaults(parts, context)]
}

/** The ids of all records that a proposal names, as far as it can be read. */
export function namedRecords (proposal: Partial<Proposal>): string[] {
  const parts: readonly unknown[] = Array.isArray(proposal.parts) ? proposal.parts : []
  return parts.filter(isPart).flatMap((part) => part.records ?? [])
}

const schemaFaultsOfPart = bodyCheck(ProposedPart)

function isPart (part: unknown): part is ProposedPart {
  return schemaFaultsOfPart(part).length === 0
}

function deliveryFaults (delivery: Partial<Proposal>['delivery']): FieldFault[] {
  return (['place', 'manner'] as const).flatMap((field) => {
    const words: unknown = delivery?.[field]
    return typeof words === 'string' ? outgoingFaults(words, `/delivery/${field}`) : []
  })
}

/** What is released is read again, whole, while the approval holds the case: it must not hold it for long. */
function sizeFaults (parts: readonly ProposedPart[], { records }: PartContext): FieldFault[] {
  const released = releasedBy(parts)
  const bytes = [...released].reduce((sum, id) => sum + (records.get(id)?.sizeBytes ?? 0), 0)
  return [
    ...released.size > mostReleasedRecords ? [faults.tooManyRecords('/parts')] : [],
    ...bytes > mostReleasedBytes ? [faults.tooManyBytes('/parts')] : [],
  ]
}

function releasedBy (parts: readonly ProposedPart[]): ReadonlySet<string> {
  return new Set(parts.filter((part) => releases(part.outcome)).flatMap((part) => part.records ?? []))
}

function contradictions (parts: readonly ProposedPart[]): FieldFault[] {
  const released = releasedBy(parts)
  return parts.flatMap((part, at) => releases(part.outcome) ? [] : (part.records ?? []).flatMap((id, place) =>
    released.has(id) ? [faults.releasedAndRefused(`/parts/${at}/records/${place}`)] : []))
}
