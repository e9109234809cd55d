import type { KeyRing } from '@lightwell/secrets/key-ring'
import { namedHash } from '@lightwell/secrets/hashes'
import { samplePortalKey } from '@lightwell/secrets/tokens'
import { systemClock } from './clock.ts'
import { foundWorld } from './found-world.ts'
import sample from './sample-world.json' with { type: 'json' }
import type { World } from './world.ts'

/** Loads the sample agencies, people, posts and portal into an empty house. A house that has an agency is left alone. */
export async function loadSampleWorld (databaseUrl: string, keys: KeyRing): Promise<void> {
  const token = samplePortalKey(keys)
  await foundWorld(databaseUrl, sample as World, {
    now: systemClock.now(), newKey: () => ({ token, hash: namedHash(token) }),
  })
}
