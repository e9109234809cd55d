import type { Regime } from '@lightwell/regimes/regime'

/** What a unit has on a day: someone with the secrecy duty, a head, and the version of its list of secret matters. */
export type UnitFacts = { hasSecrecy: boolean, hasHead: boolean, listVersion: number | undefined }

/** What a unit lacks that must not release anything without it. */
export type UnitGap = 'secrecy_holder_missing' | 'head_missing' | 'secret_list_missing'

const chineseLaw = 'order_711'

/**
 * What keeps a unit from releasing anything: each names who manages secrecy and who keeps it (S-04), and has a list of its
 * secret matters (E-57; 保密法实施条例第十三条). That is the law of one country, and asks nothing of the bodies of others.
 */
export function unitGaps ({ id, parent }: Pick<Regime, 'id' | 'parent'>, { hasSecrecy, hasHead, listVersion }: UnitFacts): UnitGap[] {
  if (id !== chineseLaw && parent?.startsWith(`${chineseLaw}@`) !== true) return []
  return [
    ...hasSecrecy ? [] : ['secrecy_holder_missing' as const],
    ...hasHead ? [] : ['head_missing' as const],
    ...listVersion === undefined ? ['secret_list_missing' as const] : [],
  ]
}
