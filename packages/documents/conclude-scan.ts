import type { Reading } from '@lightwell/reading/reading'
import { marksOf, type PlacedMark } from './marks-of.ts'
import { findOcrMarks } from './ocr-marks.ts'
import { personalData, type Suggestions } from './personal/personal-data.ts'

/** What stands in a file: its marks, and the personal data that it holds. */
export type FoundInFile = Readonly<{ marks: readonly PlacedMark[] }> & Suggestions

/**
 * Looks through what was read of a file. It runs in the thread that read it. The ground of a suggestion is still to be named;
 * its piece is counted among those of the file, before which those of its name stand, where it had one.
 */
export function conclude (reading: Pick<Reading, 'pieces'>): FoundInFile {
  const { suggestions, complete } = personalData(reading, '')
  const ofName = Math.max(0, reading.pieces.findIndex(({ place }) => place.name !== 'file name'))
  return {
    marks: marksOf(reading, findOcrMarks), complete,
    suggestions: suggestions.map((suggestion) => ({ ...suggestion, piece: suggestion.piece - ofName })),
  }
}
