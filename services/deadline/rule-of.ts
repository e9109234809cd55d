import { findRegime } from '@lightwell/regimes/regimes'
import type { Setting } from '@lightwell/regimes/citation'
import type { TermRule } from '@lightwell/regimes/term'
import type { TermRow } from './store/terms.ts'

/** The rule of a term with its source, in the version of the law that it was opened under. Throws where this is not shipped. */
export function settingOf ({ regimeVersion, kind }: Pick<TermRow, 'regimeVersion' | 'kind'>): Setting<TermRule> {
  const setting = findRegime(regimeVersion)?.terms[kind]
  if (setting === undefined) throw new Error(`${regimeVersion} has no term ${kind}`)
  return setting
}

/** The rule of a term. */
export function ruleOf (term: Pick<TermRow, 'regimeVersion' | 'kind'>): TermRule {
  return settingOf(term).value
}
