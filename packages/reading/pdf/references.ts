import type { PdfObject, PdfObjects } from './objects.ts'

const reference = /(?<!\d)(\d{1,10})\s+\d{1,5}\s+R(?![a-z])/g

/** The numbers of the objects that a text of a PDF refers to. */
export function referencesIn (text: string): number[] {
  return [...text.matchAll(reference)].map(([, digits]) => Number(digits))
}

/** The version of each object that programs show: the one that stands last. */
export function latestOf (objects: readonly PdfObject[]): PdfObject[] {
  return [...new Map(objects.map((object) => [object.number, object])).values()]
}

/** The objects that something leads to from where programs begin, through every version of each object that is given. */
export function reachedNumbers ({ objects, roots }: Pick<PdfObjects, 'objects' | 'roots'>): Set<number> {
  const byNumber = Map.groupBy(objects, ({ number }) => number)
  const reached = new Set<number>()
  const waiting = [...roots]
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const number of referencesIn(text)) {
      if (reached.has(number)) continue
      reached.add(number)
      for (const object of byNumber.get(number) ?? []) waiting.push(object.text)
    }
  }
  return reached
}
