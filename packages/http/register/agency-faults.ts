import { findCalendar } from '@lightwell/calendar/calendars'
import { dayIn, isZone } from '@lightwell/calendar/zoned'
import { regimes } from '@lightwell/regimes/regimes'
import type { FieldFault } from '../refusal.ts'
import type { AgencyEntry } from './agency-entry.ts'
import { faults } from './faults.ts'

/** An agency as its place in the register is asked about. `signs` are all that its papers were ever numbered with. */
export type Registered = { parentCode: string | null, endedOn: string | null, signs?: readonly string[] }

/** What an entry is held against. `register` holds every agency by its code, the one that is entered perhaps among them. */
export type RegisterContext = {
  code: string | undefined
  register: ReadonlyMap<string, Registered>
  now: Date
  /** The day from which the last profile of the agency holds. */
  lastFromOn?: string | undefined
}

/** Every fault of an entry that its schema cannot see. The entry may not fit the schema. */
export function agencyFaults (entry: Partial<AgencyEntry>, context: RegisterContext): FieldFault[] {
  const { regime, calendar, zone, reviewLevels } = entry
  return [
    ...isText(regime) && !regimes.some(({ id }) => id === regime) ? [faults.unknownRegime('/regime')] : [],
    ...isText(calendar) && findCalendar(calendar) === undefined ? [faults.unknownCalendar('/calendar')] : [],
    ...isText(zone) && !isZone(zone) ? [faults.unknownZone('/zone')] : [],
    ...isText(regime) && reviewLevels === 0 ? [faults.chainRequired('/reviewLevels')] : [],
    ...parentFaults(entry, context),
    ...authorityFaults(entry, context),
    ...signFaults(entry, context),
    ...dayFaults(entry, context),
    ...hourFaults(entry.openingHours),
  ]
}

function parentFaults ({ parent }: Partial<AgencyEntry>, { code, register }: RegisterContext): FieldFault[] {
  if (!isText(parent)) return []
  if (parent === code || isBelow(parent, code, register)) return [faults.parentCycle('/parent')]
  const above = register.get(parent)
  if (above === undefined) return [faults.unknownAgency('/parent')]
  return above.endedOn === null ? [] : [faults.endedAgency('/parent')]
}

function authorityFaults ({ secrecyAuthority }: Partial<AgencyEntry>, { code, register }: RegisterContext): FieldFault[] {
  if (!isText(secrecyAuthority)) return []
  if (secrecyAuthority === code) return [faults.ownAuthority('/secrecyAuthority')]
  const authority = register.get(secrecyAuthority)
  if (authority === undefined) return [faults.unknownAgency('/secrecyAuthority')]
  return authority.endedOn === null ? [] : [faults.endedAgency('/secrecyAuthority')]
}

/** Whether the way up from an agency leads to `code`. A register that goes in a circle elsewhere ends the search. */
export function isBelow (from: string, code: string | undefined, register: RegisterContext['register']): boolean {
  const seen = new Set<string>()
  for (let at: string | null = from; at !== null && !seen.has(at); at = register.get(at)?.parentCode ?? null) {
    if (at === code) return true
    seen.add(at)
  }
  return false
}

/** What the papers of an agency are numbered with: its sign, or else its code. */
export function signOf ({ code, paperSign }: { code: string, paperSign?: string | null | undefined }): string {
  return paperSign ?? code
}

// Each agency counts its papers by itself, so that two of one sign would give out the same numbers.
function signFaults ({ paperSign }: Partial<AgencyEntry>, { code, register }: RegisterContext): FieldFault[] {
  if (code === undefined) return []
  const sign = signOf({ code, paperSign })
  const isTaken = [...register].some(([other, { signs = [] }]) => other !== code && signs.includes(sign))
  return isTaken ? [faults.signTaken('/paperSign')] : []
}

function dayFaults ({ fromOn, zone }: Partial<AgencyEntry>, { now, lastFromOn }: RegisterContext): FieldFault[] {
  if (!isText(fromOn) || !isText(zone) || !isZone(zone)) return []
  if (fromOn > dayIn(now, zone)) return [faults.inTheFuture('/fromOn')]
  return lastFromOn !== undefined && fromOn < lastFromOn ? [faults.beforeTheLast('/fromOn')] : []
}

function hourFaults (hours: unknown): FieldFault[] {
  if (!Array.isArray(hours)) return []
  return hours.flatMap((open: unknown, at) => {
    const { from, to } = (open ?? {}) as { from?: unknown, to?: unknown }
    return isText(from) && isText(to) && to <= from ? [faults.closesFirst(`/openingHours/${at}/to`)] : []
  })
}

function isText (value: unknown): value is string {
  return typeof value === 'string'
}
