import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import t from 'tap'
import { eq, sql } from 'drizzle-orm'
import { deliverDue, retryAt, startDelivery } from '@lightwell/events/deliver'
import { countOpen, replayParked } from '@lightwell/events/deliveries'
import type { Envelope } from '@lightwell/events/envelope'
import type { Subscriptions } from '@lightwell/events/subscriptions'
import { deliveries } from '@lightwell/schema/tables/common'
import { incidents } from '@lightwell/schema/tables/oversight'
import { v7 as uuidv7 } from 'uuid'
import { appendTo, openCase, openDeps } from '../../support/events.ts'

const scanned = 'lightwell.record.scanned.v1'
const scan = () => ({ recordId: uuidv7(), state: 'done', marks: 0, sealed: false })

t.test('an event takes effect exactly once, in the order of its case, whatever number of loops run', async (t) => {
  const { deps } = await openDeps(t, 'oversight')
  const cases = await Promise.all(Array.from({ length: 8 }, () => openCase(deps)))
  await Promise.all(cases.map(async (id) => {
    for (let n = 0; n < 12; n += 1) await appendTo(deps, id, scanned, scan())
  }))
  const seen = new Map<string, string[]>()
  const subscriptions: Subscriptions = {
    async [scanned] (_deps, _tx, event) {
      seen.set(event.subject, [...seen.get(event.subject) ?? [], event.sequence])
    },
  }
  await Promise.all(Array.from({ length: 5 }, async () => {
    while (await deliverDue(deps, 'oversight', subscriptions) > 0);
  }))
  while (await deliverDue(deps, 'oversight', subscriptions) > 0);
  t.equal(seen.size, 8)
  for (const sequences of seen.values()) t.same(sequences, Array.from({ length: 12 }, (_, n) => String(n + 2)))
})

t.test('the effect and the mark that it is done commit together, or neither does', async (t) => {
  const { deps, clock } = await openDeps(t, 'oversight')
  const id = await openCase(deps)
  await appendTo(deps, id, scanned, scan())
  let failing = true
  const subscriptions: Subscriptions = {
    async [scanned] (handlerDeps, tx, event) {
      const now = handlerDeps.clock.now()
      await tx.insert(incidents).values({
        id: uuidv7(), kind: 'secret_mark_found', caseId: event.subject, recordId: event.data.recordId, agencyCode: 'XM',
        openedAt: now, reportBy: new Date(now.getTime() + 86_400_000),
      })
      if (failing) throw new Error('after the effect, before the end')
    },
  }
  t.equal(await deliverDue(deps, 'oversight', subscriptions), 0)
  t.equal((await deps.db.select().from(incidents)).length, 0, 'the effect is gone with the failure')
  failing = false
  clock.at = new Date(clock.at.getTime() + 60_000)
  t.equal(await deliverDue(deps, 'oversight', subscriptions), 1)
  t.equal((await deps.db.select().from(incidents)).length, 1)
  t.equal(await deliverDue(deps, 'oversight', subscriptions), 0, 'nothing is left')
})

t.test('a failing delivery is retried with back-off, parked with its first error, holds its case, and can be replayed', async (t) => {
  const { deps, clock, log } = await openDeps(t, 'oversight')
  const [bad, good] = [await openCase(deps), await openCase(deps)]
  await appendTo(deps, bad, scanned, scan())
  await appendTo(deps, bad, scanned, scan())
  await appendTo(deps, good, scanned, scan())
  let healed = false
  let tries = 0
  const handled: string[] = []
  const subscriptions: Subscriptions = {
    async [scanned] (_deps, _tx, event) {
      if (event.subject === bad && event.sequence === '2' && !healed) throw new Error(`try ${tries += 1}`)
      handled.push(`${event.subject === bad ? 'bad' : 'good'} ${event.sequence}`)
    },
  }
  await deliverDue(deps, 'oversight', subscriptions)
  t.ok(handled.includes('good 2'), 'the case beside it is not held')
  await deliverDue(deps, 'oversight', subscriptions)
  const triesAtOnce = tries
  await deliverDue(deps, 'oversight', subscriptions)
  t.equal(tries, triesAtOnce, 'it is not tried again before its time')
  for (let n = 0; n < 20; n += 1) {
    clock.at = new Date(clock.at.getTime() + 60_000)
    await deliverDue(deps, 'oversight', subscriptions)
  }
  const parked = await deps.db.select().from(deliveries).where(eq(deliveries.state, 'parked'))
  t.match(parked, [{ caseId: bad, consumer: 'oversight', version: 2, attempts: 8 }])
  t.match(parked[0]?.firstError, /^Error: try \d /)
  t.ok(JSON.stringify(log).includes('try'), 'operators are told')
  t.notOk(handled.includes('bad 3'), 'the later event of the case waits')
  const open = await countOpen(deps.db)
  t.same(new Set(open.map((row) => `${row.consumer} ${row.state} ${row.open}`)),
    new Set(['deadline pending 5', 'oversight parked 1', 'oversight pending 1']))

  healed = true
  const eventId = parked[0]?.eventId as string
  t.equal(await deps.db.transaction((tx) => replayParked(tx, eventId, 'oversight', clock.at)), true)
  t.equal(await deps.db.transaction((tx) => replayParked(tx, eventId, 'oversight', clock.at)), false, 'once is enough')
  while (await deliverDue(deps, 'oversight', subscriptions) > 0);
  t.same(handled.filter((name) => name.startsWith('bad')), ['bad 2', 'bad 3'])
})

t.test('what was not tried yet is due at once, also for a process whose clock is behind', async (t) => {
  const { deps, clock } = await openDeps(t, 'oversight')
  const id = await openCase(deps)
  await appendTo(deps, id, scanned, scan())
  clock.at = new Date(clock.at.getTime() - 3_600_000)
  t.equal(await deliverDue(deps, 'oversight', { async [scanned] () {} }), 1)
})

t.test('many events held behind a parked one do not keep the others waiting when a batch is taken apart', async (t) => {
  const { deps, clock } = await openDeps(t, 'oversight')
  const held = await openCase(deps)
  for (let n = 0; n < 30; n += 1) await appendTo(deps, held, scanned, scan())
  const alsoBad = await openCase(deps)
  await appendTo(deps, alsoBad, scanned, scan())
  clock.at = new Date(clock.at.getTime() + 1)
  const good = await openCase(deps)
  await appendTo(deps, good, scanned, scan())
  const handled = new Set<string>()
  const subscriptions: Subscriptions = {
    async [scanned] (_deps, _tx, event) {
      if (event.subject !== good) throw new Error('never')
      handled.add(event.subject)
    },
  }
  await deliverDue(deps, 'oversight', subscriptions)
  t.same([...handled], [good])
})

t.test('the waiting time doubles, and ends', (t) => {
  const now = new Date('2026-03-02T01:00:00Z')
  const waits = [1, 2, 3, 7].map((attempts) => (retryAt(now, attempts)?.getTime() ?? 0) - now.getTime())
  t.same(waits, [200, 400, 800, 12_800])
  t.equal(retryAt(now, 8), undefined)
  t.end()
})

t.test('what a handler was given never stands in the error that is kept', async (t) => {
  const { deps, clock } = await openDeps(t, 'oversight')
  const id = await openCase(deps)
  await appendTo(deps, id, scanned, scan())
  const subscriptions: Subscriptions = {
    async [scanned] (_deps, tx) {
      await tx.execute(sql`select ${'秘密的内容 11010519491231002X'}::int`)
    },
  }
  for (let n = 0; n < 12; n += 1) {
    clock.at = new Date(clock.at.getTime() + 60_000)
    await deliverDue(deps, 'oversight', subscriptions)
  }
  const [row] = await deps.db.select().from(deliveries).where(eq(deliveries.state, 'parked'))
  t.equal(row?.firstError, 'database 22P02')
})

t.test('a running delivery hears of new work from another connection without waiting for the poll', async (t) => {
  const { deps, url } = await openDeps(t, 'oversight')
  const other = await openDeps(t, 'intake', url)
  const handled: Envelope[] = []
  const arrived = new Promise<void>((resolve) => {
    const delivery = startDelivery(deps, 'oversight', {
      async [scanned] (_deps, _tx, event) {
        handled.push(event)
        resolve()
      },
    })
    t.teardown(() => delivery.stop())
  })
  const id = await openCase(other.deps)
  await appendTo(other.deps, id, scanned, scan())
  await arrived
  t.equal(handled.length, 1)
})

t.test('a killed process gives its claim back at once, and nothing of its effect stays', async (t) => {
  const { deps, url } = await openDeps(t, 'oversight')
  const id = await openCase(deps)
  await appendTo(deps, id, scanned, scan())
  const child = spawn(process.execPath, [new URL('../../support/hanging-consumer.ts', import.meta.url).pathname, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  t.equal(line, 'handling')
  const handled: string[] = []
  const subscriptions: Subscriptions = {
    async [scanned] (_deps, _tx, event) {
      handled.push(event.sequence)
    },
  }
  t.equal(await deliverDue(deps, 'oversight', subscriptions), 0, 'while it lives, the claim is its own')
  const killedAt = performance.now()
  child.kill('SIGKILL')
  await once(child, 'exit')
  while (handled.length === 0) await deliverDue(deps, 'oversight', subscriptions)
  t.comment(`redelivered ${Math.round(performance.now() - killedAt)} ms after the kill`)
  t.same(handled, ['2'])
  t.equal((await deps.db.select().from(incidents)).length, 0, 'the effect of the killed process is gone')
})
