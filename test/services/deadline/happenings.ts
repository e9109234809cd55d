import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Test } from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { EventData } from '@lightwell/events/contracts'
import { startWaker } from '@lightwell/events/wake'
import type { TestHouse } from '../../support/house.ts'

type Served = EventData<'lightwell.notice.served.v1'>

/** Gives what the decision room does when a notice has reached its reader: it says so, and the clock hears of it. */
export function servesNotices (t: Pick<Test, 'teardown'>, house: TestHouse) {
  const { db } = house.connection('decision')
  const waker = startWaker(house.url)
  t.teardown(() => waker.close())
  return async (requestId: string, servedOn: string, changes: Partial<Served> = {}) => {
    await db.transaction(async (tx) => {
      const head = await lockCase(tx, requestId)
      await append(tx, head!, {
        type: 'lightwell.notice.served.v1', room: 'decision', actor: 'system', at: house.clock.now(),
        data: { noticeId: uuidv7(), kind: 'decision', method: 'online', servedOn, answers: true, ...changes },
      })
    })
    waker.wake(['deadline', 'intake'])
    await until(async () => {
      const { rows } = await db.execute(sql`select 1 from deliveries where case_id = ${requestId} and state <> 'done'`)
      return rows.length === 0
    })
  }
}

/** Waits, at most a minute, until something has happened. */
export async function until (happened: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 3_000; tries++) {
    if (await happened()) return
    await pause(20)
  }
  throw new Error('It did not happen within a minute')
}
