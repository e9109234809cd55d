import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { permission, readableAgencies } from '@lightwell/http/policy'
import { requireToken, type Acting } from './authorize-staff.ts'
import { findFiling, listDistrict, type ListedFiling } from './store/filings.ts'

/** The agencies whose filings a staff member reads: his own, and those of the district of the secrecy department he acts for. */
export async function filingAgencies (db: Reader, caller: Caller): Promise<'all' | string[]> {
  const own = readableAgencies(caller, 'filing', 'read')
  return own === 'all' ? own : [...own, ...await districtOf(db, caller)]
}

/** The agencies whose filings this caller receives for their secrecy department. */
export async function districtOf (db: Reader, caller: Caller): Promise<string[]> {
  const authorities = readableAgencies(caller, 'filing', 'receive_for_secrecy')
  return authorities === 'all' ? [] : await listDistrict(db, authorities)
}

/** A filing that this staff member may see. Throws 404 where there is nothing for him. */
export async function filingFor (
  db: Reader, caller: Caller, id: string,
): Promise<Pick<Acting, 'staff'> & { found: ListedFiling, forSecrecy: boolean }> {
  requireToken(caller)
  const found = await findFiling(db, id)
  if (found === undefined || caller.kind !== 'staff') throw doorErrors.notFound()
  const { agencyCode } = found.filing
  const forSecrecy = (await districtOf(db, caller)).includes(agencyCode)
  if (!forSecrecy && !permission(caller, 'filing', 'read', { agencyCode }).allowed) throw doorErrors.notFound()
  return { staff: caller, found, forSecrecy }
}
