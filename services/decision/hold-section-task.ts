import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { errors as doorErrors } from '@lightwell/http/errors'
import { requestFor, requireToken, type Acting, type Wish } from './authorize-staff.ts'
import { holdOpenRequest } from './open-request.ts'
import { errors } from './section-task-errors.ts'
import { findTask, type SectionTask } from './store/section-tasks.ts'

type Held = { head: CaseHead, task: SectionTask, staff: Acting['staff'] }

/**
 * An open question to a section, the case of which this transaction holds, for who may do this with it. Throws 404 where
 * there is none for him, 403 where he may only read it, 409 where it or its request is closed.
 */
export async function holdOpenTask (
  tx: Transaction, id: string,
  { caller, verb, ifMatch }: Omit<Wish<'section_task'>, 'resource'> & { ifMatch: string | undefined },
): Promise<Held> {
  requireToken(caller)
  const found = await findTask(tx, id)
  if (found === undefined) throw doorErrors.notFound()
  const { staff } = await requestFor(tx, found.caseId, { caller, resource: 'section_task', verb })
  const { head } = await holdOpenRequest(tx, found.caseId, ifMatch)
  const task = await findTask(tx, id)
  if (task?.state !== 'open') throw errors.taskClosed()
  return { head, task, staff }
}
