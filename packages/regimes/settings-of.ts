import type { Setting } from './citation.ts'
import type { Regime } from './regime.ts'

/** A setting of a regime and the way to it: `limit.base`. */
export type PlacedSetting = Readonly<{ path: string, setting: Setting<unknown> }>

/** Every setting of a regime, in the order in which it is written. Its grounds are no settings. */
export function settingsOf (regime: Regime): PlacedSetting[] {
  return settingsIn({ ...regime, grounds: null }, '')
}

function settingsIn (part: unknown, path: string): PlacedSetting[] {
  if (typeof part !== 'object' || part === null) return []
  if (isSetting(part)) return [{ path, setting: part }]
  return Object.entries(part).flatMap(([key, inner]) => settingsIn(inner, path === '' ? key : `${path}.${key}`))
}

/** Whether a part of a regime is a value with its source. */
export function isSetting (part: unknown): part is Setting<unknown> {
  return typeof part === 'object' && part !== null && 'tier' in part && 'value' in part
}
