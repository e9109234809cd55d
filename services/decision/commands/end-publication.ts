import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { publicationFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { holdPublication } from '../hold-publication.ts'
import { savePublication, type Publication } from '../store/publications.ts'

export type EndPublication = { publicationId: string, reason: string, ifMatch: string | undefined }

/** Ends a publication that is neither published nor refused, with the reason; nobody has decided on it then. */
export async function endPublication (
  deps: Deps, tx: Transaction, caller: Caller, { publicationId, reason, ifMatch }: EndPublication,
): Promise<Publication> {
  await publicationFor(tx, publicationId, { caller, resource: 'publication', verb: 'end' })
  const { head, publication } = await holdPublication(tx, publicationId, ifMatch)
  if (publication.state !== 'open' && publication.state !== 'proposed') throw errors.publicationNotOpen()
  const at = deps.clock.now()
  const ended: Publication = {
    ...publication, state: 'ended', decidedBy: null, decidedAt: at, decidedAsDeputy: null, decisionReason: reason,
  }
  await savePublication(tx, ended)
  await append(tx, head, {
    type: 'lightwell.publication.ended.v1', room: 'decision', actor: actorOf(caller), at,
    data: { publicationId, endedOn: dayIn(at, publication.zone) },
  })
  return ended
}
