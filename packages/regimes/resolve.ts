import type { Setting } from './citation.ts'
import type { Ground, LocalGround } from './ground.ts'
import type { LocalRegime, Regime, RootRegime, Settings } from './regime.ts'

/** A regime that stands alone, whole and frozen. */
export function wholeRegime (root: RootRegime): Regime {
  return deepFreeze({ ...root, version: `${root.id}@${root.version}`, parent: null })
}

/**
 * A local rule with what it takes from its parent, whole and frozen. A setting that replaces another keeps it as
 * `overrides`; a ground keeps the parent's as `parent`.
 */
export function inherit (local: LocalRegime, parent: Regime): Regime {
  const { id, version, name, grounds, parent: _, ...settings } = local
  return deepFreeze({
    ...override(parent as Settings, settings) as Settings,
    id,
    version: `${id}@${version}`,
    parent: parent.version,
    name,
    grounds: { ...parent.grounds, ...localGrounds(grounds, parent) },
  })
}

function override (inherited: unknown, own: unknown): unknown {
  if (own === undefined) return inherited
  if (inherited === undefined) return own
  if (isSetting(own)) return { ...own, overrides: inherited }
  const keys = new Set([...Object.keys(inherited as object), ...Object.keys(own as object)])
  return Object.fromEntries([...keys].map((key) =>
    [key, override((inherited as Record<string, unknown>)[key], (own as Record<string, unknown>)[key])]))
}

function isSetting (part: unknown): part is Setting<unknown> {
  return typeof part === 'object' && part !== null && 'tier' in part && 'value' in part
}

function localGrounds (grounds: Readonly<Record<string, LocalGround>>, higherText: Regime): Record<string, Ground> {
  return Object.fromEntries(Object.entries(grounds).map(([code, { parentGround = code, ...own }]) => {
    const higher = higherText.grounds[parentGround]
    if (higher === undefined) throw new Error(`${code} falls under ${parentGround}, which ${higherText.version} has not.`)
    // Our reading of the higher article is not a reading of the local one.
    const { ourChoice: _, ...rule } = higher
    const { act, article, tier, verbatim } = higher
    const parent = { code: parentGround, act, article, tier, ...verbatim && { verbatim } }
    return [code, { ...rule, ...own, code, parent }]
  }))
}

function deepFreeze <T> (value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
