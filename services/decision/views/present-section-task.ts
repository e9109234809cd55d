import { Type, type Static } from '@sinclair/typebox'
import { endOfDay } from '@lightwell/calendar/zoned'
import type { Day } from '@lightwell/calendar/day'
import { nullable } from '@lightwell/http/nullable'
import type { SectionTask } from '../store/section-tasks.ts'

/** A question to a business section, and what became of it. */
export const SectionTaskView = Type.Object({
  id: Type.String(),
  requestId: Type.String(),
  agency: Type.String(),
  section: Type.String(),
  question: Type.String(),
  dueOn: Type.String({ format: 'date' }),
  state: Type.String({ description: 'open, answered, or ended: by an officer, or with its request' }),
  overdue: Type.Boolean(),
  openedBy: Type.String(),
  openedAt: Type.String(),
  found: nullable(Type.String({ description: 'found, not_found or not_ours' })),
  words: nullable(Type.String()),
  closedBy: nullable(Type.String()),
  closedAt: nullable(Type.String()),
  endReason: nullable(Type.String()),
})
export type SectionTaskView = Static<typeof SectionTaskView>

export function presentSectionTask (
  { caseId, agencyCode, answer, zone, ...task }: SectionTask, now: Date,
): SectionTaskView {
  return {
    ...task, requestId: caseId, agency: agencyCode, words: answer,
    overdue: task.state === 'open' && now >= endOfDay(task.dueOn as Day, zone),
    openedAt: task.openedAt.toISOString(), closedAt: task.closedAt?.toISOString() ?? null,
  }
}
