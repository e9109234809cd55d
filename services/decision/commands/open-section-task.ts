import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { requestFor } from '../authorize-staff.ts'
import { holdOpenRequest } from '../open-request.ts'
import { taskDue, taskFaults, type SectionTaskBody } from '../rules/section-task.ts'
import { findTaskTime, insertTask, type SectionTask } from '../store/section-tasks.ts'

export type OpenSectionTask = SentBody<SectionTaskBody> & { requestId: string, ifMatch: string | undefined }

/** Asks a business section to look for something until a day. The clock of the request runs on. */
export async function openSectionTask (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: OpenSectionTask,
): Promise<SectionTask> {
  const { staff, request } = await requestFor(tx, requestId, { caller, resource: 'section_task', verb: 'open' })
  const { head } = await holdOpenRequest(tx, requestId, ifMatch)
  const at = deps.clock.now()
  const today = dayIn(at, request.zone)
  const { atMost, byDefault } = taskDue({ today, ...await findTaskTime(tx, request) })
  refuseFaults(toldFaults(schemaFaults, taskFaults(body, { today, atMost })))
  const { section, question, dueOn = byDefault } = body as SectionTaskBody
  const task = {
    id: uuidv7(), caseId: requestId, agencyCode: request.agencyCode, section, question, dueOn, state: 'open' as const,
    openedBy: staff.personId, openedAt: at, found: null, answer: null, closedBy: null, closedAt: null, endReason: null,
  }
  await insertTask(tx, task)
  await append(tx, head, {
    type: 'lightwell.section_task.opened.v1', room: 'decision', actor: actorOf(caller), at,
    data: { taskId: task.id, dueOn, openedOn: today },
  })
  return { ...task, zone: request.zone }
}
