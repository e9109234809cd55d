import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { connect } from '@lightwell/database/connect'
import { openLine } from '../../support/cuttable-line.ts'
import { cloneDatabase } from '../../support/database.ts'

t.test('a transaction whose line is cut gives its connection back: the room goes on when the line stands, and closes', async (t) => {
  const line = await openLine((await cloneDatabase(t)).url)
  const { db, pool, close } = connect(line.url, 'intake', { max: 2 })
  const counted = async () => await db.transaction(async (tx) => (await tx.execute(sql`select 1`)).rowCount)
  t.same(await Promise.all([counted(), counted()]), [1, 1])

  // Cut while idle, so that `begin` is what fails; more often than there are places in the pool.
  await line.cut()
  for (const once of [1, 2, 3, 4]) await t.rejects(Promise.race([counted(), pause(5_000)]), `fails, ${once}`)
  t.match(pool, { totalCount: 0, waitingCount: 0 }, 'no place is kept by a line that is gone')

  await line.mend()
  t.same(await Promise.all([counted(), counted(), counted()]), [1, 1, 1])

  // Cut in the middle: the work learns of it, and neither the commit nor the way back waits.
  await t.rejects(db.transaction(async (tx) => {
    await tx.execute(sql`select 1`)
    await line.cut()
    await tx.execute(sql`select 1`)
  }))
  await line.mend()
  t.equal(await counted(), 1)

  // What the work itself refuses is what its caller hears, and the connection is kept.
  await t.rejects(db.transaction(async () => { throw new TypeError('refused') }), { message: 'refused' })
  t.match(pool, { totalCount: 1, idleCount: 1 })
  const ended = await Promise.race([close().then(() => 'closed'), pause(5_000, 'open')])
  t.equal(ended, 'closed')
  await line.cut()
})
