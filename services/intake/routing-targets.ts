import type { Transaction } from '@lightwell/database/connect'
import { isAgencyCode } from '@lightwell/http/agency-code'
import type { Leaving } from './rules/target-faults.ts'
import { holdAgency, topOf, type Agency } from './store/agencies.ts'

/** The bodies that a request may go to, by their codes. */
export type Targets = ReadonlyMap<string, Agency & { top: string | undefined }>

/**
 * Holds the bodies that a body names, whatever it names, until the transaction ends: none of them can be merged away
 * while a request begins there. Call it before the case is locked.
 */
export async function holdTargets (tx: Transaction, named: readonly unknown[]): Promise<Targets> {
  const codes = [...new Set(named)].filter((code) => typeof code === 'string' && isAgencyCode(code)) as string[]
  const held = new Map<string, Agency & { top: string | undefined }>()
  for (const code of codes.toSorted()) {
    const agency = await holdAgency(tx, code)
    if (agency !== undefined) held.set(code, { ...agency, top: await topOf(tx, code) })
  }
  return held
}

/** Where a request leaves from. */
export async function leaving (tx: Transaction, code: string, keepsDay: boolean): Promise<Leaving> {
  return { code, top: await topOf(tx, code), keepsDay }
}
