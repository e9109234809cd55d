import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { deliverDue } from '@lightwell/events/deliver'
import type { Deps } from '@lightwell/events/deps'
import type { Room } from '@lightwell/http/room'

/**
 * Runs the sweeps of rooms until nothing is left for them: what is still to be delivered is waited for, and so is what
 * other processes, or the loops of the house itself, have begun. Throws after a minute.
 */
export async function runSweeps (url: string, rooms: readonly { room: Room, deps: Deps }[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (let attempt = 0; attempt < 12_000; attempt += 1) {
      let done = 0
      for (const { room, deps } of rooms) {
        done += await deliverDue(deps, room.name, room.subscriptions)
        for (const { run } of room.sweeps ?? []) done += await run(deps)
      }
      if (done === 0 && !await isMoving(client)) return
      if (done === 0) await pause(5)
    }
    throw new Error('The sweeps did not come to an end')
  } finally {
    await client.end()
  }
}

// A transaction of another connection may hold what a sweep passes over, and a delivery what it must not run ahead of.
async function isMoving (client: pg.Client): Promise<boolean> {
  const { rows: [row] } = await client.query<{ moving: boolean }>(`
    select exists (select 1 from deliveries d where state = 'pending' and not exists (select 1 from deliveries p
        where p.case_id = d.case_id and p.consumer = d.consumer and p.state = 'parked'))
      or exists (select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and backend_type = 'client backend' and xact_start is not null) as moving`)
  return row?.moving === true
}
