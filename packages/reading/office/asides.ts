import type { PartText } from './part-text.ts'
import type { XmlListener } from '../xml.ts'

/** Listens to a part of no special kind: every text and every wordy attribute of it is an aside. */
export function asides (part: PartText): XmlListener {
  return { open: part.attributes, close: () => {}, text: part.aside, aside: part.aside }
}
