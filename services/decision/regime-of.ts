import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'

/** The version of the regime that a request or a publication keeps for good. */
export function regimeOf ({ regimeVersion }: { regimeVersion: string }): Regime {
  const regime = findRegime(regimeVersion)
  if (regime === undefined) throw new Error(`There is no regime ${regimeVersion}`)
  return regime
}
