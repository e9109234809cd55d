import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { transact } from '@lightwell/events/transact'
import { holdTellable, listTellable } from '../store/tellings.ts'
import { tellDue } from '../tell-due.ts'

const batchSize = 500

/** Tells that due days come near, and that they have passed, at the midnight of each agency. */
export const tellDeadlines: Sweep = { name: 'tell_deadlines', run: tellBatch }

/**
 * Tells of one batch. Who is being written to, or has news under way, is left for the next look. What is told, the event
 * of it and the instant of the next telling commit together, under the locks of the cases.
 */
async function tellBatch (deps: Deps): Promise<number> {
  const now = deps.clock.now()
  const { result } = await transact(deps, async (tx) => {
    const heads = new Map((await holdTellable(tx, now, batchSize)).map((head) => [head.id, head]))
    if (heads.size === 0) return 0
    const due = await listTellable(tx, [...heads.keys()], now)
    const held = due.flatMap((deadline) => {
      const head = heads.get(deadline.requestId)
      return head === undefined ? [] : [{ head, deadline }]
    })
    return (await tellDue(deps, tx, held)).length
  })
  return result
}
