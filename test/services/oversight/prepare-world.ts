import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import { keyRing } from '@lightwell/secrets/key-ring'
import { loadSampleWorld } from '../../../services/sample-world.ts'
import { cloneDatabase } from '../../support/database.ts'

/** A database of the test's own with the sample agencies, for queries that need no house around them. */
export async function prepareWorld (t: Pick<Test, 'teardown'>): Promise<{ url: string }> {
  const { url } = await cloneDatabase(t)
  await loadSampleWorld(url, keyRing(randomBytes(32)))
  return { url }
}
