import type { DeclaredMarking, RecordMark } from './marking.ts'

/**
 * Why an open paper is called in before a holiday: it bears or is said to bear a mark such as 内部 or 工作秘密, it bears what
 * may be a mark, or its secrecy review is not done.
 */
export const recallReasons = ['internal', 'possible', 'under_review'] as const
export type RecallReason = typeof recallReasons[number]

/** What is known of a paper that is not sealed; a sealed one is open to nobody, and is with no reader. */
export type OpenPaper = {
  marks: readonly RecordMark[], declaredMarking: DeclaredMarking | null, reviewLevels: number, reviewedLevels: number
}

/** For what a paper is called in; undefined where it is not. A mark that has expired binds nobody. */
export function recallReason (
  { marks, declaredMarking, reviewLevels, reviewedLevels }: OpenPaper,
): RecallReason | undefined {
  const bears = (kind: RecordMark['kind']): boolean => marks.some((mark) => mark.kind === kind && !mark.expired)
  if (declaredMarking?.level === 'internal' || bears('internal')) return 'internal'
  if (bears('possible')) return 'possible'
  return reviewedLevels < reviewLevels ? 'under_review' : undefined
}
