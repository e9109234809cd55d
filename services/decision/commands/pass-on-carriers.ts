import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockFreeCases } from '@lightwell/events/append-many'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { findCarrier, insertAct, moveCarrierTo, takeCarrierNumber } from '../store/carriers.ts'
import { findCarriersLeftBehind, listCarriersLeftBehind, type CarrierLeftBehind } from '../store/successions.ts'

const batchSize = 100

/**
 * Passes the carriers of a body that has ended on to its last successor, each with an entry in its register, which says by which
 * act (B-15). What is destroyed stays where it was.
 */
export const passOnCarriers: Sweep = { name: 'pass_on_carriers', run: passBatch }

async function passBatch (deps: Deps): Promise<number> {
  const ids = await listCarriersLeftBehind(deps.db, batchSize)
  if (ids.length === 0) return 0
  const at = deps.clock.now()
  return await deps.db.transaction(async (tx) => {
    const heads = await lockFreeCases(tx, ids)
    const left = await findCarriersLeftBehind(tx, [...heads.keys()])
    for (const carrier of left) await passOn(tx, heads.get(carrier.id)!, carrier, at)
    return left.length
  })
}

/** It gets a number of its successor's series; the one that it had stands in its register. */
async function passOn (
  tx: Transaction, head: CaseHead, { id, fromAgency, toAgency, zone, act, recordedBy }: CarrierLeftBehind, at: Date,
): Promise<void> {
  const { number: before, level } = (await findCarrier(tx, id))!
  const number = await takeCarrierNumber(tx, { agencyCode: toAgency, year: Number(dayIn(at, zone).slice(0, 4)) })
  await moveCarrierTo(tx, id, { agencyCode: toAgency, number })
  const seq = await insertAct(tx, {
    id: uuidv7(), carrierId: id, act: 'passed_on', by: recordedBy.slice('staff:'.length), requestId: null, approvedBy: null,
    witnessOf: null, level, abroad: false, toHolder: null, until: null, words: `随机关合并移交（${act}）；原编号：${fromAgency} ${before}`, at,
  })
  await append(tx, head, {
    type: 'lightwell.carrier.passed_on.v1', room: 'decision', actor: 'system', at, data: { carrierId: id, fromAgency, toAgency, seq },
  })
}
