import type { Day } from '@lightwell/calendar/day'
import { findMarks } from '@lightwell/documents/marks'
import type { FileScan } from '@lightwell/documents/scanner'
import { bareMarks, isSealing, type DeclaredMarking, recordMark, type RecordMark, secretUntil } from './marking.ts'

/** What there is to judge: the words that came with a file, and what was read in it; undefined while it is being read. */
export type Scanned = {
  title: string
  origin: string
  fileName: string
  declaredMarking: DeclaredMarking | null
  read: FileScan | undefined
  renditionOf?: string | null
  /** Who classified these very bytes declassified them: their marks hold no longer, and their review begins. */
  declassified?: boolean
}

/** What a scan found. `secretUntil` is the last day of what seals it, where that has one. */
export type Scan = {
  scanState: 'queued' | 'done' | 'unreadable', marks: RecordMark[], seals: boolean, secretUntil: Day | undefined
}

/**
 * Judges an upload by its marks: those of the file, the title, the origin and the name of the file. What was not read whole
 * is unreadable (DESIGN.md 5.4: it fails closed). `today` is the agency's day.
 */
export function judgeScan (
  { title, origin, fileName, declaredMarking, read, renditionOf = null, declassified = false }: Scanned, today: Day,
): Scan {
  const labelled = [title, origin, fileName].flatMap((words) => findMarks(words))
  const inside = read?.marks ?? []
  const found = [
    ...labelled.map((mark) => recordMark({ ...mark, page: null }, today)), ...inside.map((mark) => recordMark(mark, today)),
  ]
  const marks = declassified ? found.map((mark) => ({ ...mark, expired: true })) : found
  const seals = !declassified && isSealing(marks, declaredMarking, today)
  return {
    scanState: scanStateOf(read, renditionOf !== null),
    marks: seals ? bareMarks(marks) : marks,
    seals,
    secretUntil: seals ? secretUntil([...labelled, ...inside], declaredMarking, today) : undefined,
  }
}

// A rendition holds nothing that its original does not, which was read whole or looked through: that text recognition is not
// sure of a page with boxes on it, or finds nothing left, is no doubt.
const hardToRead: ReadonlySet<string> = new Set(['unsure_page', 'blank_page'])

function scanStateOf (read: FileScan | undefined, isRendition: boolean): Scan['scanState'] {
  if (read === undefined) return 'queued'
  return read.faults.every(({ code }) => isRendition && hardToRead.has(code)) ? 'done' : 'unreadable'
}
