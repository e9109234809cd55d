/** A text in the two languages of the house. */
export type Bilingual = Readonly<{ zh: string, en: string }>

export type Language = 'zh-CN' | 'en'

/** Rank of the body that made a text, highest first; `our_choice` is a setting on which the law is silent. */
export type Tier = 'law' | 'administrative_regulation' | 'judicial_interpretation' | 'normative_document' | 'our_choice'

/** A legal text that settings cite; `verbatim` if its articles are written as its own country cites them. */
export type Act = Readonly<{ name: Bilingual, tier: Exclude<Tier, 'our_choice'>, verbatim?: true }>

/**
 * Where in the law a setting stands. Articles are written short: `33.2` is article 33 paragraph 2, `36(4)` article 36
 * item (4), `20, 44.1` two articles; those of a `verbatim` act as they are cited there (`s. 10(2)`, `§ 7 Abs. 5`).
 * `ourChoice` says what we decided where the article leaves room.
 */
export type Cited = Readonly<{ act: Bilingual, article: string, tier: Act['tier'], verbatim?: true, ourChoice?: Bilingual }>

/** No article speaks: the setting is ours, and says why. */
export type Chosen = Readonly<{ tier: 'our_choice', ourChoice: Bilingual }>

/** One value of a regime with its source; `overrides` keeps what the higher text says in its place. */
export type Setting<T> = Readonly<{ value: T, overrides?: Setting<T> }> & (Cited | Chosen)

/** An article of an act, as settings and grounds cite it. */
export function placeIn ({ name, tier, verbatim }: Act, article: string): Omit<Cited, 'ourChoice'> {
  return { act: name, article, tier, ...verbatim && { verbatim } }
}

/** A setting maker for one act, so that its data reads `base: article('33.2', 20)`. */
export function citing (act: Act) {
  return function article <const T> (number: string, value: T, ourChoice?: Bilingual): Setting<T> {
    const cited = { value, ...placeIn(act, number) }
    return ourChoice === undefined ? cited : { ...cited, ourChoice }
  }
}

/** A setting on which every cited text is silent. */
export function silent <const T> (value: T, why: Bilingual): Setting<T> {
  return { value, tier: 'our_choice', ourChoice: why }
}
