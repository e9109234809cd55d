import type { PdfObject, PdfObjects } from './objects.ts'

const contents = /\/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)/
const reference = /(\d+)\s+\d+\s+R/g
// Saving and restoring, scale, colour and width: nothing of this leaves a mark.
const markless = /^(?:[\s\d.-]|\/\w+|\b(?:q|Q|cm|g|G|rg|RG|w|n|W|re|gs)\b)*$/

/**
 * Whether the content of a page, as it lies in the bytes, would draw something or cannot be read. A page that draws
 * nothing though it should is broken in a way that programs pass over.
 */
export function hasContent ({ objects }: PdfObjects, pageNumber: number | undefined): boolean {
  const versions = (number: number): PdfObject[] => objects.filter((object) => object.number === number)
  const page = versions(pageNumber ?? -1).at(-1)
  // An object of another kind here, or a page whose content goes by another name, is not what the page tree says it is.
  if (page === undefined) return true
  const found = contents.exec(page.text)?.[1]
  if (found === undefined) return false
  const numbers = [...found.matchAll(reference)].map(([, digits]) => Number(digits))
  return numbers.some((number) => {
    const object = versions(number).at(-1)
    // What is no stream is a list of them, and an empty list draws nothing.
    if (object?.stream === undefined) return !/^\s*\[\s*\]/.test(object?.text ?? '')
    const text = object.stream.read?.().toString('latin1')
    return text === undefined || !markless.test(text)
  })
}
