import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdOpenTask } from '../hold-section-task.ts'
import { saveTask, type SectionTask } from '../store/section-tasks.ts'

export type EndSectionTask = { taskId: string, reason: string, ifMatch: string | undefined }

/** Ends a question that nobody needs an answer to any more. */
export async function endSectionTask (
  deps: Deps, tx: Transaction, caller: Caller, { taskId, reason, ifMatch }: EndSectionTask,
): Promise<SectionTask> {
  const { head, task, staff } = await holdOpenTask(tx, taskId, { caller, verb: 'end', ifMatch })
  const at = deps.clock.now()
  const ended: SectionTask = { ...task, state: 'ended', closedBy: staff.personId, closedAt: at, endReason: reason }
  await saveTask(tx, ended)
  await append(tx, head, {
    type: 'lightwell.section_task.ended.v1', room: 'decision', actor: actorOf(caller), at,
    data: { taskId, endedOn: dayIn(at, task.zone) },
  })
  return ended
}
