import { parseDay, type Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { CaseView, RequestRow } from '../case-view.ts'
import { faults } from '../errors.ts'
import { holdCase, moveOn } from '../hold-case.ts'
import { expectedDeadline } from '../rules/current-deadline.ts'
import { futureDayFaults } from '../rules/future-day-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { dayConfirmed } from '../rules/receipt.ts'
import { updateRequest } from '../store/applicants.ts'

/** The day on which a receipt was confirmed with the applicant, and what shows it. */
export type Confirmation = { confirmedOn: Day, evidence?: string }

type Input = SentBody<Confirmation> & { id: string, ifMatch: string | undefined }

/**
 * Confirms the receipt of what came by fax, e-mail or an ordinary letter (条例第三十一条). The day of receipt is the day
 * confirmed, and never later than the day on which it had to be. Throws 409 where nothing waits for it, 422 for a day
 * before the arrival or one to come.
 */
export async function confirmReceipt (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch, body, schemaFaults }: Input,
): Promise<CaseView> {
  const at = deps.clock.now()
  const held = await holdCase(tx, caller, { id, action: 'confirm_receipt', ifMatch, now: at })
  const { head, view } = held
  refuseFaults(toldFaults(schemaFaults, confirmationFaults(body, view.request, todayAt(view, at))))
  const { confirmedOn, evidence = null } = body as Confirmation
  const receivedOn = dayConfirmed(confirmedOn, view.request.confirmBy as Day)
  const changes = { receivedOn, confirmedOn, confirmedBy: actorOf(caller), receiptEvidence: evidence }
  await updateRequest(tx, id, changes)
  const request = { ...await moveOn(tx, held), ...changes }
  await append(tx, head, {
    type: 'lightwell.request.receipt_confirmed.v1', room: 'intake', actor: actorOf(caller), at,
    data: { confirmedOn, receivedOn },
  })
  return { ...view, request, deadline: expected(view, request), version: head.version }
}

function confirmationFaults (body: Partial<Confirmation>, { arrivedOn }: RequestRow, today: Day): FieldFault[] {
  const day = parseDay(body.confirmedOn ?? '')
  const early = day !== undefined && arrivedOn !== null && day < arrivedOn
  return [...futureDayFaults(body, '/confirmedOn', today), ...early ? [faults.confirmedBeforeArrival('/confirmedOn')] : []]
}

// The clock follows in a moment; until then a day that rests on nothing but the receipt is told as it will be.
function expected (view: CaseView, request: RequestRow): CaseView['deadline'] {
  const { deadline, extension, clarification, consultations, fee } = view
  const moved = [extension, clarification, fee, ...consultations].some((step) => step !== undefined)
  return deadline === null || moved ? deadline : { ...deadline, ...expectedDeadline(request) }
}
