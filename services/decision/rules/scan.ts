import type { Day } from '@lightwell/calendar/day'
import { bareMarks, isSealing, marksIn, secretUntil, type DeclaredMarking, type RecordMark } from './marking.ts'
import { readPlainText } from './plain-text.ts'

/** What there is to look at: the bytes, and the words that came with them. */
export type Scanned = {
  bytes: Buffer
  title: string
  origin: string
  fileName: string
  declaredType: string
  declaredMarking: DeclaredMarking | null
}

/**
 * What a scan found. `mediaType` of what is not plain text is only what it was called; `secretUntil` is the last day of what
 * seals it, where that has one.
 */
export type Scan = {
  mediaType: string, scanState: 'done' | 'unreadable', marks: RecordMark[], seals: boolean, secretUntil: Day | undefined
}

const mediaTypePattern = /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,100}$/

/** Reads an upload for marks: the text, the title, the origin and the name of the file. `today` is the agency's day. */
export function scan ({ bytes, title, origin, fileName, declaredType, declaredMarking }: Scanned, today: Day): Scan {
  const text = readPlainText(bytes)
  const labels = [title, origin, fileName]
  const outside = labels.flatMap((words) => marksIn(words, null, today))
  const marks = [...outside, ...text === undefined ? [] : marksIn(text, 'of_text', today)]
  const seals = isSealing(marks, declaredMarking, today)
  return {
    mediaType: text === undefined ? labelOf(declaredType) : 'text/plain',
    scanState: text === undefined ? 'unreadable' : 'done',
    marks: seals ? bareMarks(marks) : marks,
    seals,
    secretUntil: seals ? secretUntil([...labels, text ?? ''], declaredMarking, today) : undefined,
  }
}

function labelOf (declaredType: string): string {
  const label = declaredType.toLowerCase()
  return mediaTypePattern.test(label) && label !== 'text/plain' ? label : 'application/octet-stream'
}
