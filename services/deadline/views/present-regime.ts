import { Type, type Static } from '@sinclair/typebox'
import { nameOf } from '@lightwell/documents/regime-sheet'
import { settingText } from '@lightwell/documents/setting-text'
import { inLanguage, type Language } from '@lightwell/http/language'
import { citationText } from '@lightwell/regimes/article-text'
import type { Setting } from '@lightwell/regimes/citation'
import type { Ground } from '@lightwell/regimes/ground'
import type { Regime } from '@lightwell/regimes/regime'
import { regimeHash } from '@lightwell/regimes/regime-hash'
import { regimes } from '@lightwell/regimes/regimes'
import { settingsOf } from '@lightwell/regimes/settings-of'
import { versionsOf } from '@lightwell/regimes/versions'

const TextOrNull = Type.Union([Type.String(), Type.Null()])

const Source = {
  value: Type.Unsafe<unknown>({ description: 'The value as programs read it' }),
  text: Type.String({ description: 'The same in words' }),
  tier: Type.String({ description: 'Rank of the text that says so; our_choice where every text is silent' }),
  article: TextOrNull,
  source: TextOrNull,
  ourChoice: TextOrNull,
}

export const RegimeSummary = Type.Object({
  id: Type.String(),
  version: Type.String({ description: 'The newest version' }),
  versions: Type.Array(Type.String(), { description: 'Every version, the oldest first; a request keeps its own' }),
  name: Type.String(),
  parent: TextOrNull,
  unread: Type.Union([Type.String(), Type.Null()], {
    description: 'What of it was not seen in the original, and must be checked before anyone answers under it',
  }),
})

/** One regime, whole: every setting with its source. */
export const RegimeDetail = Type.Object({
  ...RegimeSummary.properties,
  sha256: Type.String({ description: 'Of all that the regime says, over its canonical JSON' }),
  settings: Type.Array(Type.Object({
    path: Type.String(), name: Type.String(), ...Source, overrides: Type.Union([Type.Object(Source), Type.Null()]),
  })),
  grounds: Type.Array(Type.Object({
    code: Type.String(), name: Type.String(), family: Type.String(), reportRow: TextOrNull, remedy: Type.String(),
    tier: Type.String(), article: Type.String(), source: Type.String(), ourChoice: TextOrNull, parent: TextOrNull,
  })),
})
export type RegimeDetail = Static<typeof RegimeDetail>

/** A line of the list of regimes. */
export function presentRegime (
  { id, name, version, parent, unread }: Regime, language: Language,
): Static<typeof RegimeSummary> {
  return {
    id, version, versions: versionsOf(regimes, id).map((one) => one.version), name: inLanguage(name, language), parent,
    unread: unread === undefined ? null : inLanguage(unread, language),
  }
}

/** A regime as data, with the words that its sheet has. */
export function presentWholeRegime (regime: Regime, language: Language): RegimeDetail {
  return {
    ...presentRegime(regime, language),
    sha256: regimeHash(regime),
    settings: settingsOf(regime).map(({ path, setting }) => ({
      path, name: nameOf(path, language), ...presentSetting(regime, path, setting, language),
      overrides: setting.overrides === undefined ? null : presentSetting(regime, path, setting.overrides, language),
    })),
    grounds: Object.values(regime.grounds).map((ground) => presentGround(ground, language)),
  }
}

function presentSetting (regime: Regime, path: string, setting: Setting<unknown>, language: Language) {
  return {
    value: setting.value, text: settingText(regime, path, setting, language), tier: setting.tier,
    article: 'article' in setting ? setting.article : null,
    source: 'article' in setting ? citationText(setting, language) : null,
    ourChoice: setting.ourChoice === undefined ? null : inLanguage(setting.ourChoice, language),
  }
}

function presentGround (ground: Ground, language: Language): RegimeDetail['grounds'][number] {
  const { code, name, family, reportRow = null, remedy, tier, article, ourChoice, parent } = ground
  return {
    code, name: inLanguage(name, language), family, reportRow, remedy, tier, article, source: citationText(ground, language),
    ourChoice: ourChoice === undefined ? null : inLanguage(ourChoice, language),
    parent: parent === undefined ? null : citationText(parent, language),
  }
}
