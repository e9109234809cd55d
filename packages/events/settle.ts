import { setTimeout as pause } from 'node:timers/promises'
import type { Appended } from './append.ts'
import { isMoving } from './deliveries.ts'
import type { Deps } from './deps.ts'

const usualMs = 500

/**
 * Waits, at most half a second if not said otherwise, until the other rooms have acted on what was appended, so that a
 * caller who reads after his write finds all of it. When a room is down or behind, the answer goes out all the same.
 */
export async function settle (deps: Deps, appended: Appended): Promise<void> {
  if (appended.consumers.size === 0) return
  const cases = [...appended.cases]
  let waitMs = 4
  for (let waitedMs = 0; waitedMs < (deps.settleMs ?? usualMs); waitedMs += waitMs) {
    await pause(waitMs)
    if (!await isMoving(deps.db, cases)) return
    waitMs = Math.min(waitMs * 2, 64)
  }
}
