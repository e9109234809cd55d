import { ReadingStop } from './findings.ts'
import type { ReadingLimits } from './limits.ts'

/** What one file and all that lies in it has unpacked so far. Each throws a `ReadingStop` when it is too much. */
export type Expansion = {
  unpack (size: number, packed: number): void
  entry (): void
  page (): void
}

const smallBytes = 10 << 20

/** Begins to count what a file unpacks. */
export function openExpansion (limits: ReadingLimits): Expansion {
  let expanded = 0
  let entries = 0
  let pages = 0
  return {
    unpack (size, packed) {
      expanded += size
      if (expanded > limits.expandedBytes) throw new ReadingStop('explodes')
      if (size > smallBytes && size > packed * limits.expansionRatio) throw new ReadingStop('explodes')
    },
    entry () {
      entries += 1
      if (entries > limits.entries) throw new ReadingStop('explodes')
    },
    page () {
      pages += 1
      if (pages > limits.pages) throw new ReadingStop('too_many_pages')
    },
  }
}
