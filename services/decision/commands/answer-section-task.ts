import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { holdOpenTask } from '../hold-section-task.ts'
import { answerFaults, type SectionAnswerBody } from '../rules/section-task.ts'
import { saveTask, type SectionTask } from '../store/section-tasks.ts'
import { keepSearch } from './record-search.ts'

export type AnswerSectionTask = SentBody<SectionAnswerBody> & { taskId: string, ifMatch: string | undefined }

/** Takes the answer of a section, from itself or from the officer who was told it, with the search that it tells of. */
export async function answerSectionTask (
  deps: Deps, tx: Transaction, caller: Caller, { taskId, body, schemaFaults, ifMatch }: AnswerSectionTask,
): Promise<SectionTask> {
  const { head, task, staff } = await holdOpenTask(tx, taskId, { caller, verb: 'answer', ifMatch })
  const at = deps.clock.now()
  const answeredOn = dayIn(at, task.zone)
  refuseFaults(toldFaults(schemaFaults, answerFaults(body, answeredOn)))
  const { found, words, search } = body as SectionAnswerBody
  const answered: SectionTask = {
    ...task, state: 'answered', found, answer: words, closedBy: staff.personId, closedAt: at,
  }
  await saveTask(tx, answered)
  if (search !== undefined) await keepSearch(tx, head, { staff, at, taskId }, search)
  await append(tx, head, {
    type: 'lightwell.section_task.answered.v1', room: 'decision', actor: actorOf(caller), at,
    data: { taskId, found, answeredOn },
  })
  return answered
}
