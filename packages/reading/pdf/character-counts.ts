/** How many times each character stands in some texts, blanks left out and compatible forms made one. */
export type CharacterCounts = Map<string, number>

/** Counts the characters of texts. */
export function characterCounts (texts: readonly string[]): CharacterCounts {
  const counts: CharacterCounts = new Map()
  for (const text of texts) {
    for (const character of charactersOf(text)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return counts
}

/** Takes the characters of a text out of the counts, if they are all there; answers whether they were. */
export function takeFrom (counts: CharacterCounts, text: string): boolean {
  const wanted = characterCounts([text])
  for (const [character, times] of wanted) if ((counts.get(character) ?? 0) < times) return false
  for (const [character, times] of wanted) counts.set(character, counts.get(character)! - times)
  return true
}

/** Which part of the characters of a text, 0 to 1, is found in others. */
export function seenShare (text: string, others: readonly string[]): number {
  const counts = characterCounts(others)
  const characters = charactersOf(text)
  const found = characters.filter((character) => takeFrom(counts, character))
  return characters.length === 0 ? 1 : found.length / characters.length
}

function charactersOf (text: string): string[] {
  return [...text.normalize('NFKC').replace(/\s/g, '')]
}
