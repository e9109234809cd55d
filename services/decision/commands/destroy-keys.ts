import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { listKeysToDestroy, noteKeyGone } from '../store/seals.ts'

/**
 * Destroys the half keys of records whose destruction is committed, and only then says that they are gone: what cannot be
 * taken back follows what can, and a process that was killed in between does it again.
 */
export const destroyKeys: Sweep = { name: 'destroy_keys', run: destroySome }

async function destroySome (deps: Deps): Promise<number> {
  const ids = await listKeysToDestroy(deps.db, 100)
  for (const id of ids) {
    await deps.halfKeys.remove(id)
    await noteKeyGone(deps.db, id, deps.clock.now())
  }
  return ids.length
}
