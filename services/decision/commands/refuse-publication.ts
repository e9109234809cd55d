import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdProposedPublication, type DecideOn } from '../hold-proposed-publication.ts'
import { savePublication, type Publication } from '../store/publications.ts'

/** Decides that something proposed is not made public, with the reason. That is its end. */
export async function refusePublication (
  deps: Deps, tx: Transaction, caller: Caller, wish: DecideOn,
): Promise<Publication> {
  const { head, publication, by } = await holdProposedPublication(deps, tx, caller, wish)
  const refused: Publication = { ...publication, state: 'refused', ...by }
  await savePublication(tx, refused)
  await append(tx, head, {
    type: 'lightwell.publication.refused.v1', room: 'decision', actor: actorOf(caller), at: by.decidedAt,
    data: { publicationId: publication.id, decidedOn: dayIn(by.decidedAt, publication.zone) },
  })
  return refused
}
