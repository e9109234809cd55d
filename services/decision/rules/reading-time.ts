/** Twenty Chinese characters of three bytes a second: faster than anybody reads with understanding. */
const bytesOfTextASecond = 60
const secondsAPage = 10
const secondsAtLeast = 3

/**
 * The least time that it takes to read a record, in seconds, by a generous measure: a text by its length, anything else by
 * its pages. Who passes it in less is asked about, not refused: he may have read it elsewhere before.
 */
export function readingSeconds ({ mediaType, sizeBytes, pages }: { mediaType: string, sizeBytes: number, pages: number | null }): number {
  const whole = mediaType === 'text/plain' ? sizeBytes / bytesOfTextASecond : (pages ?? 1) * secondsAPage
  return Math.max(secondsAtLeast, Math.ceil(whole))
}
