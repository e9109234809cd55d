import type { MarkLevel } from '@lightwell/documents/mark'
import type { RecordMark } from './marking.ts'

/** The levels of state secrets, the lowest first. */
export const lowestFirst: readonly MarkLevel[] = ['secret', 'confidential', 'top_secret']

/** Whether authorities up to these levels reach a level (保密法第十七条). */
export function mayClassify (authorities: readonly MarkLevel[], level: MarkLevel): boolean {
  return authorities.some((most) => lowestFirst.indexOf(most) >= lowestFirst.indexOf(level))
}

/** The highest level that marks claim; where they name none, the lowest that a state secret can have. */
export function claimedLevel (marks: readonly Pick<RecordMark, 'level'>[]): MarkLevel {
  return lowestFirst.findLast((level) => marks.some((mark) => mark.level === level)) ?? 'secret'
}
