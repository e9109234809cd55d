import type { Room } from '@lightwell/schema/rooms'
import type { Deps } from './deps.ts'
import { describeError } from './describe-error.ts'

/**
 * What a room does because time has passed, such as to tell that a due day is over. `run` does one batch in transactions
 * of its own and says how much it did; 0 is that nothing is left. It finds its work in rows, claims them while it works and
 * marks what is done in the same transaction: so it may be killed, run in many processes, or not run for a week.
 */
export type Sweep = Readonly<{ name: string, run (deps: Deps): Promise<number> }>

/** The sweeps of a room, running until they are stopped. */
export type Sweeping = { stop (): Promise<void> }

const pollMs = 1_000

/** Runs the sweeps of a room one after the other, again and again; what is done in one go is a batch. */
export function startSweeps (deps: Deps, room: Room, sweeps: readonly Sweep[]): Sweeping {
  let stopped = false
  let wake: (() => void) | undefined
  async function pause (): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs)
      wake = () => { clearTimeout(timer); resolve() }
    })
  }
  async function loop (): Promise<void> {
    while (!stopped) {
      if (await sweepOnce(deps, room, sweeps) === 0 && !stopped) await pause()
    }
  }
  const running = loop()
  return {
    async stop () {
      stopped = true
      wake?.()
      await running
    },
  }
}

/** One batch of each sweep. One that fails is tried again at the next turn, and does not hold the others. */
async function sweepOnce (deps: Deps, room: Room, sweeps: readonly Sweep[]): Promise<number> {
  let done = 0
  for (const { name, run } of sweeps) {
    done += await run(deps).catch((error: unknown) => {
      deps.log.error({ room, sweep: name, error: describeError(error) }, 'A sweep failed and will be tried again')
      return 0
    })
  }
  return done
}
