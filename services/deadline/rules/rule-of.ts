import { findRegime } from '@lightwell/regimes/regimes'
import type { Setting } from '@lightwell/regimes/citation'
import type { TermKind, TermRule } from '@lightwell/regimes/term'

type Ruled = Readonly<{ regimeVersion: string, kind: TermKind }>

/** The rule of a term with its source, in the version of the law that it was opened under. Throws where this is not shipped. */
export function settingOf ({ regimeVersion, kind }: Ruled): Setting<TermRule> {
  const setting = findRegime(regimeVersion)?.terms[kind]
  if (setting === undefined) throw new Error(`${regimeVersion} has no term ${kind}`)
  return setting
}

/** The rule of a term. */
export function ruleOf (term: Ruled): TermRule {
  return settingOf(term).value
}
