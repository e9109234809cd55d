import { citationText } from './article-text.ts'
import type { Language, Setting } from './citation.ts'

/** Where a setting stands, as a paper writes it: its article; in our own words where every text is silent. */
export function sourceText (setting: Setting<unknown>, language: Language): string {
  if ('article' in setting) return citationText(setting, language)
  return language === 'en' ? setting.ourChoice.en : setting.ourChoice.zh
}
