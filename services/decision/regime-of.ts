import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import type { RequestCase } from './store/cases.ts'

/** The version of the regime that a request keeps for good. */
export function regimeOf ({ regimeVersion }: Pick<RequestCase, 'regimeVersion'>): Regime {
  const regime = findRegime(regimeVersion)
  if (regime === undefined) throw new Error(`There is no regime ${regimeVersion}`)
  return regime
}
