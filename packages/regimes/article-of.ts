import { citationText } from './article-text.ts'
import type { Language, Setting } from './citation.ts'

/** The article that a setting stands on, written out; undefined where no text speaks and the setting is our choice. */
export function articleOf (setting: Setting<unknown>, language: Language): string | undefined {
  return 'article' in setting ? citationText(setting, language) : undefined
}
