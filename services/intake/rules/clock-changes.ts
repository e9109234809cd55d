import type { ClockChange } from '@lightwell/documents/clock-changes'
import { articleOf } from '@lightwell/regimes/article-of'
import type { Language, Setting } from '@lightwell/regimes/citation'
import type { Regime } from '@lightwell/regimes/regime'

/** What may still change the time to answer a request under a regime: what lets it run on is left out. */
export function clockChangesOf (regime: Regime, language: Language): ClockChange[] {
  const { fee, clarification, consultation } = regime
  return [
    ...lengthsOf(regime, language),
    ...changeBy('clarification', clarification.clock, language),
    ...changeBy('consultation', consultation.thirdParty.clock, language),
    ...fee.charged.value ? changeBy('fee', fee.clock, language) : [],
  ]
}

function lengthsOf ({ limit }: Regime, language: Language): ClockChange[] {
  const unit = limit.unit.value
  const { afterAcknowledgement: later, extendedTotal: most } = limit
  return [
    ...later.value === null ? []
      : [{ cause: 'acknowledgement' as const, length: { n: later.value, unit }, article: articleOf(later, language) }],
    ...most.value === limit.base.value ? []
      : [{ cause: 'extension' as const, length: { n: most.value, unit }, article: articleOf(most, language) }],
  ]
}

type Effect = 'restart' | 'restart_on_payment' | 'pause' | 'runs_on'

function changeBy (cause: 'clarification' | 'consultation' | 'fee', setting: Setting<Effect>, language: Language): ClockChange[] {
  if (setting.value === 'runs_on') return []
  return [{ cause, effect: setting.value === 'pause' ? 'pause' : 'restart', article: articleOf(setting, language) }]
}
