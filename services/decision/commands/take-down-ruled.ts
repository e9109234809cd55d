import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { transact } from '@lightwell/events/transact'
import { holdDisclosure } from '../hold-disclosure.ts'
import { isRuled, listPublicSecrets, type PublicSecret } from '../store/referrals.ts'
import { takeDown } from '../take-down.ts'

/**
 * Takes down what is public and whose bytes were ruled to be a state secret since, wherever the ruling was asked for: its entry
 * goes from the catalogue, portals remove their copies, and it is an incident (升密, B-31).
 */
export const takeDownRuled: Sweep = { name: 'take_down_ruled', run: takeDownSome }

async function takeDownSome (deps: Deps): Promise<number> {
  let down = 0
  for (const found of await listPublicSecrets(deps.db, 25)) down += await takeDownOne(deps, found)
  return down
}

async function takeDownOne (deps: Deps, { id, ruledBy, paper }: PublicSecret): Promise<number> {
  const { result } = await transact(deps, async (tx) => {
    const held = await holdDisclosure(tx, id, undefined)
    const { takenDownAt, sha256 } = held.disclosure
    if (takenDownAt !== null || !await isRuled(tx, sha256, 'secret')) return 0
    await takeDown(tx, held, { cause: 'level_raised', reason: `${ruledBy} ${paper}`, actor: 'system', at: deps.clock.now() })
    return 1
  })
  return result
}
