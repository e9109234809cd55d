/** The items, but of those that say the same only the first `most`: what heads every page is one thing many times over. */
export function * seldom <Item> (items: Iterable<Item>, most: number, saying: (item: Item) => string): Generator<Item> {
  const seen = new Map<string, number>()
  for (const item of items) {
    const said = saying(item)
    const times = (seen.get(said) ?? 0) + 1
    seen.set(said, times)
    if (times <= most) yield item
  }
}
