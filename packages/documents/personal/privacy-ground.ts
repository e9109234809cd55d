import type { Regime } from '@lightwell/regimes/regime'

// Every law has one, each by its own name.
const codes = ['privacy', 'personal_data', 'personal_information', 'personal_privacy']

/** The code of the ground on which a regime withholds what is private (条例第十五条; county rule art. 6(3); FOIA (b)(6)). */
export function privacyGround ({ grounds, version }: Pick<Regime, 'grounds' | 'version'>): string {
  const code = codes.find((one) => Object.hasOwn(grounds, one))
  if (code === undefined) throw new Error(`${version} has no ground for what is private.`)
  return code
}
