const inks: readonly (readonly [RegExp, number])[] = [
  [/\/ImageMask\s+true|\/DeviceGray\b|\/CalGray\b|\/Indexed\b/, 1], [/\/DeviceRGB\b|\/CalRGB\b|\/Lab\b/, 3], [/\/DeviceN\b/, 32],
]
const inksOfOthers = 4

/** The most bytes that the pixels of an image of a PDF take up, by what its dictionary says of them. */
export function expectedBytes (dictionary: string): number {
  const numberOf = (key: string, otherwise: number): number =>
    Number(new RegExp(`/${key}\\s+(\\d+)`).exec(dictionary)?.[1] ?? otherwise)
  const colours = inks.find(([space]) => space.test(dictionary))?.[1] ?? inksOfOthers
  const row = Math.ceil(numberOf('Width', 0) * colours * numberOf('BitsPerComponent', 8) / 8)
  // A row may begin with the way in which it is foretold from the one before; and a program may end with a line of its own.
  return numberOf('Height', 0) * (row + 1) + 16
}
