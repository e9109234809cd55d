/** How much a file may ask for. What asks for more is left unread, with the fault that says so. */
export type ReadingLimits = Readonly<{
  /** The bytes of the file, as it is sent. */
  bytes: number
  /** Pages and pictures of the file and of what lies in it. */
  pages: number
  /** From the first byte read to the last, in a worker. */
  seconds: number
  /** What a worker may hold while it reads one file. */
  memoryBytes: number
  /** All that is unpacked from it. */
  expandedBytes: number
  /** Unpacked bytes for one packed byte, once there are ten megabytes. */
  expansionRatio: number
  /** Files in its archives, and objects in its PDFs. */
  entries: number
  /** A file in a file is 1 deep. */
  depth: number
  /** A picture's width times its height. */
  pixels: number
  pieces: number
  /** The UTF-16 units of all pieces. */
  characters: number
}>

export const defaultLimits: ReadingLimits = {
  bytes: 100 << 20,
  pages: 1000,
  seconds: 900,
  memoryBytes: 1536 << 20,
  expandedBytes: 400 << 20,
  expansionRatio: 300,
  entries: 50_000,
  depth: 4,
  pixels: 100_000_000,
  pieces: 100_000,
  characters: 50_000_000,
}
