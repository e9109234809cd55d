import type { FieldFault } from '../refusal.ts'
import { faults } from './faults.ts'
import type { PostEntry } from './post-entry.ts'

/** What a post is held against: its agency (undefined when there is none), and who is known. */
export type PostContext = {
  agency: { reviewLevels: number, endedOn: string | null } | undefined
  isKnown (handle: string): boolean
}

/** Every fault of a post that its schema cannot see. The entry may not fit the schema. */
export function postFaults (entry: Partial<PostEntry>, { agency, isKnown }: PostContext): FieldFault[] {
  const { holder, deputy } = entry
  const isStranger = (handle: unknown): boolean => typeof handle === 'string' && !isKnown(handle)
  return [
    ...typeof entry.agency === 'string' ? agencyFaults(agency) : [],
    ...levelFaults(entry, agency?.reviewLevels),
    ...isStranger(holder) ? [faults.unknownPerson('/holder')] : [],
    ...isStranger(deputy) ? [faults.unknownPerson('/deputy')] : [],
    ...deputy !== undefined && deputy === holder ? [faults.deputyIsHolder('/deputy')] : [],
  ]
}

function agencyFaults (agency: PostContext['agency']): FieldFault[] {
  if (agency === undefined) return [faults.unknownAgency('/agency')]
  return agency.endedOn === null ? [] : [faults.endedAgency('/agency')]
}

function levelFaults ({ duty, level }: Partial<PostEntry>, levels: number | undefined): FieldFault[] {
  if (duty === undefined) return []
  if (duty !== 'review') return level === undefined ? [] : [faults.noLevel('/level')]
  if (level === undefined) return [faults.levelRequired('/level')]
  return levels !== undefined && level > levels ? [faults.levelBeyond('/level')] : []
}
