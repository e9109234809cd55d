import { citationText } from './article-text.ts'
import type { Language } from './citation.ts'
import type { Ground, GroundFamily } from './ground.ts'

/** A ground in the words of a notice: its name, the article it stands on, and the higher article it falls under. */
export type GroundText = Readonly<{ family: GroundFamily, name: string, article: string, parentArticle?: string }>

/** Writes out a ground in one language. */
export function groundText (ground: Ground, language: Language): GroundText {
  return {
    family: ground.family,
    name: language === 'en' ? ground.name.en : ground.name.zh,
    article: citationText(ground, language),
    ...ground.parent && { parentArticle: citationText(ground.parent, language) },
  }
}
