/**
 * Which of the media types on offer a reader asks for by Accept (RFC 9110). The first offer where he likes several as
 * much, or none of them.
 */
export function preferredMedia<const Offers extends readonly [string, ...string[]]> (
  accept: string | undefined, offers: Offers,
): Offers[number] {
  const wishes = (accept ?? '').toLowerCase().split(',').map((wish) => {
    const [range = '', ...parameters] = wish.split(';').map((part) => part.trim())
    const quality = parameters.map((parameter) => /^q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { range, quality: quality === undefined ? 1 : Number(quality) }
  })
  const liking = (media: string): number => {
    const ranges = [media, `${media.split('/')[0]}/*`, '*/*']
    const closest = ranges.map((range) => wishes.find((wish) => wish.range === range)).find(Boolean)
    return closest?.quality ?? 0
  }
  return offers.reduce((best, offer) => liking(offer) > liking(best) ? offer : best)
}
