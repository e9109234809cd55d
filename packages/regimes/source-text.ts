import { citationText } from './article-text.ts'
import type { Language, Setting } from './citation.ts'

/** Where a setting stands, as a paper writes it: its article; in our own words where every text is silent. */
export function sourceText (setting: Setting<unknown>, language: Language): string {
  return 'article' in setting ? citationText(setting, language) : setting.ourChoice
}
