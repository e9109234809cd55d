import type { Transaction } from '@lightwell/database/connect'
import { isBelow, type Registered } from '@lightwell/http/register/agency-faults'
import { listBelow, updateAgency, type Agency } from './store/agencies.ts'
import { findProfile, insertProfile } from './store/agency-profiles.ts'
import type { Succession } from './store/successions.ts'

/** A body that goes into another, and the register as it was before. */
export type Ending = { agency: Agency, succession: Succession, register: ReadonlyMap<string, Registered> }

/**
 * Puts the bodies below one that ends below its successor, so that they stay of the same government. A successor that
 * stood below it itself takes its place.
 */
export async function moveBelow (tx: Transaction, ending: Ending): Promise<void> {
  const { agency, succession: { successorCode }, register } = ending
  if (isBelow(successorCode, agency.code, register)) await setParent(tx, successorCode, agency.parentCode, ending)
  for (const { code } of await listBelow(tx, agency.code)) await setParent(tx, code, successorCode, ending)
}

async function setParent (tx: Transaction, code: string, parentCode: string | null, { succession }: Ending): Promise<void> {
  await updateAgency(tx, code, { parentCode })
  const last = await findProfile(tx, code)
  if (last === undefined) return
  const { endedOn, recordedBy, recordedAt } = succession
  await insertProfile(tx, {
    ...last, version: last.version + 1, fromOn: endedOn < last.fromOn ? last.fromOn : endedOn, parentCode, recordedBy, recordedAt,
  })
}
