import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { actsAsDeputy, publicationFor } from './authorize-staff.ts'
import { errors } from './errors.ts'
import { holdPublication, type HeldPublication } from './hold-publication.ts'

/** A decision on a proposed publication: which one, as its reader has read it, and the words that go with it. */
export type DecideOn = { publicationId: string, reason: string | null, ifMatch: string | undefined }

/** Who decides, as it will stand with the publication. */
export type DecidedBy = { decidedBy: string, decidedAt: Date, decidedAsDeputy: boolean, decisionReason: string | null }

/**
 * Locks a proposed publication for one who may decide on it: neither who opened nor who proposed it. Throws 403 to them,
 * 409 where it is not proposed.
 */
export async function holdProposedPublication (
  deps: Deps, tx: Transaction, caller: Caller, { publicationId, reason, ifMatch }: DecideOn,
): Promise<HeldPublication & { by: DecidedBy }> {
  const { staff, posts } = await publicationFor(tx, publicationId, { caller, resource: 'publication', verb: 'decide' })
  const held = await holdPublication(tx, publicationId, ifMatch)
  if ([held.publication.openedBy, held.publication.proposedBy].includes(staff.personId)) throw errors.ownPublication()
  if (held.publication.state !== 'proposed') throw errors.publicationNotProposed()
  const by = {
    decidedBy: staff.personId, decidedAt: deps.clock.now(), decidedAsDeputy: actsAsDeputy(posts), decisionReason: reason,
  }
  return { ...held, by }
}
