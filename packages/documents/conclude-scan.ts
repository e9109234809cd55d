import type { Reading } from '@lightwell/reading/reading'
import { marksOf, type PlacedMark } from './marks-of.ts'
import { findOcrMarks } from './ocr-marks.ts'
import { personalData, type Suggestions } from './personal/personal-data.ts'

/** What stands in a file: its marks, and the personal data that it holds. */
export type FoundInFile = Readonly<{ marks: readonly PlacedMark[] }> & Suggestions

/** Looks through what was read of a file. It runs in the thread that read it. The ground of a suggestion is still to be named. */
export function conclude (reading: Pick<Reading, 'pieces'>): FoundInFile {
  return { marks: marksOf(reading, findOcrMarks), ...personalData(reading, '') }
}
