import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { lawOf } from '@lightwell/regimes/law-of'
import type { CaseView } from '../case-view.ts'
import { holdCase } from '../hold-case.ts'
import type { ClassificationView } from '../views/present-classification.ts'
import { codeFaults } from '../rules/code-faults.ts'
import { updateRequest } from '../store/applicants.ts'

type Input = SentBody<Partial<ClassificationView>> & { id: string, ifMatch: string | undefined }

/** Sorts a request by the codes of its regime; what is left out stays as it is. Throws 422 for a code it does not list. */
export async function classifyRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch, body, schemaFaults }: Input,
): Promise<CaseView> {
  const at = deps.clock.now()
  const { head, view } = await holdCase(tx, caller, { id, action: 'classify', ifMatch, now: at })
  refuseFaults(toldFaults(schemaFaults, codeFaults(body, lawOf(view.request).regime)))
  const { subject, contexts, nature } = { ...view.request, ...body }
  const data = { subject, contexts, nature }
  await updateRequest(tx, id, data)
  await append(tx, head, {
    type: 'lightwell.request.classified.v1', room: 'intake', actor: actorOf(caller), at, data,
  })
  return { ...view, request: { ...view.request, ...data }, version: head.version }
}
