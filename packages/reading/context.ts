import type { Expansion } from './expansion.ts'
import type { Findings } from './findings.ts'
import type { ReadingLimits } from './limits.ts'
import type { PageReader } from './page/page-reader.ts'
import type { Place } from './reading.ts'

/** How far a reading has come: `pages` is undefined until it is known. */
export type Progress = Readonly<{ page: number, pages?: number }>

/** What the reading of one file works with, and passes on to the files in it. */
export type ReadingContext = {
  findings: Findings
  expansion: Expansion
  limits: ReadingLimits
  pageReader: PageReader | undefined
  onProgress: (progress: Progress) => void
  /**
   * Reads a file that lies in this one. A picture says what it says at `place`; anything else is an attachment of
   * that name.
   */
  readInner (bytes: Uint8Array, place: Place & { name: string }): Promise<void>
}
