import type { Reader, Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { permission, readableAgencies } from '@lightwell/http/policy'
import { type Acting, requireToken } from './authorize-staff.ts'
import { districtOf } from './filing-for.ts'
import { findSecret, type ListedSecret } from './store/registered-secrets.ts'
import { findSecretFiling, type ListedSecretFiling } from './store/secret-filings.ts'
import { findKeeper, listMergedInto } from './store/successions.ts'

/**
 * The agencies whose register a staff member reads: his own with those that were merged into it, and those of the district of the
 * secrecy department he acts for.
 */
export async function registerAgencies (db: Reader, caller: Caller): Promise<'all' | string[]> {
  const own = readableAgencies(caller, 'registered_secret', 'read')
  return own === 'all' ? own : [...own, ...await listMergedInto(db, own), ...await districtOf(db, caller)]
}

/** The agencies of whose filed forms he is told: those whose register he reads, and those for whose office he signs. */
export async function filedAgencies (db: Reader, caller: Caller): Promise<'all' | string[]> {
  const [read, signed] = [await registerAgencies(db, caller), readableAgencies(caller, 'registered_secret', 'receive')]
  return read === 'all' || signed === 'all' ? 'all' : [...read, ...signed, ...await listMergedInto(db, signed)]
}

/** A registered secret that this caller may read. Throws 401 without a token, 404 where there is nothing for him. */
export async function readableSecret (db: Reader, caller: Caller, id: string): Promise<ListedSecret> {
  requireToken(caller)
  const found = await findSecret(db, id)
  if (found === undefined || !await mayRead(db, caller, found.secret.agencyCode)) throw doorErrors.notFound()
  return found
}

/**
 * A filed form of which this caller is told; `isReader` where he may read what it says, `isOffice` where he signs for its office.
 * Throws like `readableSecret`.
 */
export async function secretFilingFor (
  db: Reader, caller: Caller, id: string,
): Promise<Pick<Acting, 'staff'> & { found: ListedSecretFiling, isReader: boolean, isOffice: boolean }> {
  requireToken(caller)
  const found = await findSecretFiling(db, id)
  if (found === undefined || caller.kind !== 'staff') throw doorErrors.notFound()
  const { agencyCode } = found.filing
  const isReader = await mayRead(db, caller, agencyCode)
  const isOffice = permission(caller, 'registered_secret', 'receive', { agencyCode: await findKeeper(db, agencyCode) }).allowed
  if (!isReader && !isOffice) throw doorErrors.notFound()
  return { staff: caller, found, isReader, isOffice }
}

/**
 * A registered secret, the case of which this transaction holds, for who keeps the register of its unit, or of the one that this
 * went into: `keeper`. Throws 404, 403, 412.
 */
export async function holdSecret (
  tx: Transaction, caller: Caller, { id, ifMatch }: { id: string, ifMatch: string | undefined },
): Promise<Pick<Acting, 'staff'> & ListedSecret & { head: CaseHead, keeper: string }> {
  const { secret: { agencyCode } } = await readableSecret(tx, caller, id)
  const keeper = await findKeeper(tx, agencyCode)
  if (caller.kind !== 'staff' || !permission(caller, 'registered_secret', 'keep', { agencyCode: keeper }).allowed) throw doorErrors.notAllowed()
  const head = await lockMatchingCase(tx, id, ifMatch)
  // Read again: who held the lock before may have entered something.
  return { staff: caller, head, keeper, ...await findSecret(tx, id) as ListedSecret }
}

async function mayRead (db: Reader, caller: Caller, agencyCode: string): Promise<boolean> {
  const codes = await registerAgencies(db, caller)
  return codes === 'all' || codes.includes(agencyCode)
}
