import type { Room } from '@lightwell/schema/rooms'
import type { Deps } from './deps.ts'
import { describeError } from './describe-error.ts'

/**
 * What a room does because time has passed, such as to tell that a due day is over. `run` does one batch in transactions
 * of its own and says how much it did: 0 is that nothing is left, or nothing that can be done now. It finds its work in
 * rows, locks them while it works and marks what is done in the same transaction: so it may be killed, run in many
 * processes, or not run for a week. `restMs` is how long it rests where nothing is left; a second when left out.
 */
export type Sweep = Readonly<{ name: string, run (deps: Deps): Promise<number>, restMs?: number }>

/** The sweeps of a room, running until they are stopped. */
export type Sweeping = { stop (): Promise<void> }

const usualRestMs = 1_000

/** Runs the sweeps of a room again and again, each in a loop of its own, so that none waits for what another has to do. */
export function startSweeps (deps: Deps, room: Room, sweeps: readonly Sweep[]): Sweeping {
  const loops = sweeps.map((sweep) => startLoop(deps, room, sweep))
  return {
    async stop () {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

// While there is work the next batch follows at once; a look that found none, or failed, is followed by a rest.
function startLoop (deps: Deps, room: Room, sweep: Sweep): Sweeping {
  let stopped = false
  let wake = (): void => {}
  async function rest (): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, sweep.restMs ?? usualRestMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  async function loop (): Promise<void> {
    while (!stopped) {
      if (await sweepOnce(deps, room, sweep) === 0 && !stopped) await rest()
    }
  }
  const running = loop()
  return {
    async stop () {
      stopped = true
      wake()
      await running
    },
  }
}

async function sweepOnce (deps: Deps, room: Room, { name, run }: Sweep): Promise<number> {
  try {
    return await run(deps)
  } catch (error) {
    deps.log.error({ room, sweep: name, error: describeError(error) }, 'A sweep failed and will be tried again')
    return 0
  }
}
