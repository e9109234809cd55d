import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { newCaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { childRequest, type Birth } from './child-request.ts'
import type { HeldCase } from './hold-case.ts'
import { insertClaim, insertParties, insertProof } from './store/parties.ts'
import { insertRequest } from './store/requests.ts'
import { findWholeRequest, type WholeRequest } from './store/routings.ts'
import { tellShortStaff } from './tell-short-staff.ts'

/** A request that was made from another, as it is kept. */
export type BegunChild = WholeRequest

/**
 * Begins a request that comes of one which this transaction holds: numbered, with a history of its own whose first event
 * names the parent. The new case is nobody else's yet, so no further lock is taken.
 */
export async function beginChild (
  deps: Deps, tx: Transaction, { view }: Pick<HeldCase, 'view'>, birth: Birth,
): Promise<BegunChild> {
  const parent = await findWholeRequest(tx, view.request.id)
  const { row, personalHash, parties, proofs } = childRequest(deps.keys, parent, birth)
  const head = newCaseHead({ id: row.id, kind: 'request', agencyCode: row.agencyCode })
  const by = { room: 'intake', actor: birth.actor, at: birth.at } as const
  await append(tx, head, {
    type: 'lightwell.request.registered.v1', ...by,
    data: {
      agency: row.agencyCode, regime: row.regimeId, regimeVersion: row.regimeVersion, calendar: row.calendarId, zone: row.zone,
      kind: row.kind, channel: row.channel, applicantKind: row.applicantKind, receivedOn: row.receivedOn, personalHash,
      parentId: view.request.id,
    },
  })
  await insertRequest(tx, row)
  await insertParties(tx, parties)
  if (view.claim !== undefined) await insertClaim(tx, { ...view.claim, requestId: row.id })
  for (const proof of proofs) {
    await insertProof(tx, proof)
    const { id: proofId, method, assurance } = proof
    await append(tx, head, { type: 'lightwell.request.identity_proved.v1', ...by, data: { proofId, method, assurance } })
  }
  await tellShortStaff(tx, head, birth)
  return row
}
