import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { lawOf } from '@lightwell/regimes/law-of'
import { feeByItem, feeByVolume } from '@lightwell/regimes/processing-fee'
import { actingPerson } from '../acting-person.ts'
import type { Fee, RequestRow } from '../case-view.ts'
import { errors } from '../errors.ts'
import { holdCase, moveOn } from '../hold-case.ts'
import { feeFaults } from '../rules/fee-faults.ts'
import { insertFee, numberInMonth } from '../store/fees.ts'

/** A fee for an excessive request: by which scale, and why. The amount follows from the scale. */
export const FeeProposal = Type.Object({
  scale: listed(['by_item', 'by_volume']),
  pages: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Of a fee by volume.' })),
  reason: Line(2_000),
}, { additionalProperties: false })
export type FeeProposal = Static<typeof FeeProposal>

export type ProposeFee = { id: string, sent: SentBody<FeeProposal>, ifMatch: string | undefined }

/** Proposes to charge for an excessive request. Throws 409 where the scale asks for nothing. */
export async function proposeFee (deps: Deps, tx: Transaction, caller: Caller, { id, sent, ifMatch }: ProposeFee): Promise<Fee> {
  const now = deps.clock.now()
  const held = await holdCase(tx, caller, { id, action: 'propose_fee', ifMatch, now })
  refuseFaults(toldFaults(sent.schemaFaults, feeFaults(sent.body)))
  const { reason, ...measure } = sent.body as FeeProposal
  const worked = await workOut(tx, held.view.request, measure)
  if (worked.amountYuan === 0) throw errors.noFeeDue()
  const fee = await insertFee(tx, {
    id: uuidv7(), requestId: id, state: 'proposed', ...worked, reason, proposedBy: actingPerson(caller), proposedAt: now,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.fee.proposed.v1', room: 'intake', actor: actorOf(caller), at: now, data: { feeId: fee.id },
  })
  return fee
}

async function workOut (
  tx: Transaction, request: RequestRow, { scale, pages = 0 }: Pick<FeeProposal, 'scale' | 'pages'>,
): Promise<Pick<Fee, 'scale' | 'quantity' | 'amountYuan'>> {
  const { fee } = lawOf(request).regime
  if (scale === 'by_volume') return { scale, quantity: pages, amountYuan: feeByVolume(fee, pages) }
  const quantity = await numberInMonth(tx, request.id)
  return { scale, quantity, amountYuan: feeByItem(fee, quantity) }
}
