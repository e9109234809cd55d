import type { Bilingual, Setting } from './citation.ts'
import type { BodyLevel } from './codes.ts'
import type { Regime } from './regime.ts'

/** A category of what is made public without a request: where it stands, and of which levels it is where not of all. */
export type Category = Readonly<{ code: string, name: Bilingual, levels: readonly BodyLevel[], source: Setting<unknown> }>

/** The categories of a regime: those of every body, then those of a level, then those beside the law. */
export function categoriesOf ({ codes }: Regime): Category[] {
  const { categories, levelCategories, furtherCategories } = codes
  const found = new Map<string, Category>()
  const add = (setting: Setting<unknown>, list: Readonly<Record<string, Bilingual>>, level?: BodyLevel): void => {
    for (const [code, name] of Object.entries(list)) {
      const known = found.get(code)
      if (known === undefined) found.set(code, { code, name, levels: level === undefined ? [] : [level], source: setting })
      else if (level !== undefined && known.levels.length > 0) found.set(code, { ...known, levels: [...known.levels, level] })
    }
  }
  add(categories, categories.value)
  for (const level of ['county', 'town'] as const) if (levelCategories) add(levelCategories, levelCategories.value[level], level)
  if (furtherCategories) add(furtherCategories, furtherCategories.value)
  return [...found.values()]
}
