import type { Reader } from '@lightwell/database/connect'
import type { Regime } from '@lightwell/regimes/regime'
import { unitGaps } from './rules/unit-gaps.ts'
import { findUnit } from './store/units.ts'
import { unitNotReady } from './unit-errors.ts'

/** The agency that is to release something, the law of the case, and the day there. */
export type Releasing = { agencyCode: string, regime: Regime, on: string }

/** Lets nothing out of a unit that does not keep its secrets as the law says. Throws 409 with all that it lacks. */
export async function requireUnitReady (db: Reader, { agencyCode, regime, on }: Releasing): Promise<void> {
  const gaps = unitGaps(regime, await findUnit(db, agencyCode, on))
  if (gaps.length > 0) throw unitNotReady(gaps)
}
