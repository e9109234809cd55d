import type { Day } from '@lightwell/calendar/day'
import type { LocalRegime, Regime, RootRegime } from './regime.ts'
import { inherit, wholeRegime } from './resolve.ts'

/**
 * Every version of some regimes, whole. A version of a local rule inherits from the version of its parent that is in force
 * on the day on which it comes into force itself. Since a version says the same for good, a parent's new version calls for
 * a new version of each rule below it, from the same day: throws where there is none, and where a parent is not known.
 */
export function wholeVersions (roots: readonly RootRegime[], locals: readonly LocalRegime[]): readonly Regime[] {
  const whole: Regime[] = roots.map(wholeRegime)
  for (const local of locals) {
    const parent = versionInForce(whole, local.parent, local.inForceFrom?.value ?? null)
    if (parent === undefined) throw new Error(`${local.id}@${local.version} falls under ${local.parent}, which is not known.`)
    whole.push(inherit(local, parent))
  }
  for (const local of new Map(locals.map((one) => [one.id, one])).values()) requireEachVersion(whole, local)
  return Object.freeze(whole)
}

/**
 * The version of a regime that is in force on a day, undefined where there is no such regime. One without a first day always
 * was; so was the oldest (our choice: no older text ships, and a request must have a law). A day of null is before all.
 */
export function versionInForce (versions: readonly Regime[], id: string, day: Day | null): Regime | undefined {
  const [oldest, ...newer] = versionsOf(versions, id)
  return newer.findLast(({ inForceFrom: { value } }) => value === null || (day !== null && value <= day)) ?? oldest
}

/**
 * Whether a version had come into force by a day, and with it the version that it falls under: where a local rule leaves its
 * own day blank, that of its parent tells.
 */
export function wasInForce (versions: readonly Regime[], { inForceFrom, parent }: Regime, day: Day): boolean {
  const above = versions.find(({ version }) => version === parent)
  return (inForceFrom.value ?? day) <= day && (above === undefined || wasInForce(versions, above, day))
}

/** The version in force on a day of the regime that a version is one of: what begins anew then begins under it. */
export function versionAnew (versions: readonly Regime[], version: string, day: Day): string {
  const known = versions.find((regime) => regime.version === version)
  return known === undefined ? version : versionInForce(versions, known.id, day)?.version ?? version
}

/** The versions of a regime, the oldest first. */
export function versionsOf (versions: readonly Regime[], id: string): readonly Regime[] {
  return versions.filter((regime) => regime.id === id).toSorted((a, b) => numberOf(a) - numberOf(b))
}

function numberOf ({ version }: Regime): number {
  return Number(version.slice(version.indexOf('@') + 1))
}

function requireEachVersion (versions: readonly Regime[], { id, parent }: LocalRegime): void {
  for (const { version, inForceFrom: { value } } of versionsOf(versions, parent).slice(1)) {
    if (versionInForce(versions, id, value)?.parent === version) continue
    throw new Error(`${id} has no version under ${version} from ${value} on.`)
  }
}
