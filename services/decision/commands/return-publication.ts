import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdProposedPublication, type DecideOn } from '../hold-proposed-publication.ts'
import { savePublication, type Publication } from '../store/publications.ts'

/** Sends a proposed publication back to the officer, with the reason. It can be worked on and proposed again. */
export async function returnPublication (
  deps: Deps, tx: Transaction, caller: Caller, wish: DecideOn,
): Promise<Publication> {
  const { head, publication, by } = await holdProposedPublication(deps, tx, caller, wish)
  const returned: Publication = { ...publication, state: 'open', ...by }
  await savePublication(tx, returned)
  await append(tx, head, {
    type: 'lightwell.publication.returned.v1', room: 'decision', actor: actorOf(caller), at: by.decidedAt,
    data: { publicationId: publication.id },
  })
  return returned
}
