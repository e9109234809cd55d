import t from 'tap'
import { sql } from 'drizzle-orm'
import { appendMany, lockFreeCases } from '@lightwell/events/append-many'
import { startSweeps, type Sweep } from '@lightwell/events/sweep'
import { readChain } from '@lightwell/events/verify-chain'
import { v7 as uuidv7 } from 'uuid'
import { openCase, openDeps } from '../../support/events.ts'
import { until } from '../../support/story.ts'

t.test('each sweep goes on while it has work and rests when it has none, whatever the others do', async (t) => {
  const { deps, log } = await openDeps(t, 'oversight')
  const runs = { busy: 0, idle: 0, failing: 0 }
  const sweeps: Sweep[] = [
    { name: 'busy', run: async () => (runs.busy += 1) < 300 ? 5 : 0 },
    { name: 'idle', run: async () => { runs.idle += 1; return 0 } },
    {
      name: 'failing',
      async run ({ db }) {
        runs.failing += 1
        await db.execute(sql`select ${'秘密的内容 11010519491231002X'}::int`)
        return 1
      },
    },
  ]
  const sweeping = startSweeps(deps, 'oversight', sweeps)
  await until(async () => runs.busy, (n) => n >= 300)
  await until(async () => log.length, (n) => n > 0)
  await sweeping.stop()
  t.ok(runs.idle < runs.busy / 10 && runs.failing < runs.busy / 10, `idle ${runs.idle}, failing ${runs.failing}: they rest`)
  t.match(log[0], { room: 'oversight', sweep: 'failing', error: 'database 22P02' })
  t.notMatch(JSON.stringify(log), /1101/)
  const { busy, idle } = runs
  await new Promise((resolve) => setTimeout(resolve, 30))
  t.same([runs.busy, runs.idle], [busy, idle], 'after the stop nothing runs')
})

t.test('a stop waits for the batch that is running', async (t) => {
  const { deps } = await openDeps(t, 'oversight')
  const began = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  const steps: string[] = []
  const sweeping = startSweeps(deps, 'oversight', [{
    name: 'slow',
    async run () {
      began.resolve()
      await end.promise
      steps.push('done')
      return 1
    },
  }])
  await began.promise
  const stopped = sweeping.stop().then(() => steps.push('stopped'))
  setTimeout(() => end.resolve(), 20)
  await stopped
  t.same(steps, ['done', 'stopped'])
})

t.test('many cases get an event each in one statement, and their chains verify; those that others hold are left', async (t) => {
  const { deps } = await openDeps(t, 'deadline')
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.push(await openCase(deps))
  const fact = (dueOn: string) =>
    ({ type: 'lightwell.deadline.passed.v1', room: 'deadline', actor: 'system', at: deps.clock.now(), data: { dueOn } }) as const
  await deps.db.transaction(async (held) => {
    await lockFreeCases(held, ids.slice(0, 2))
    await deps.db.transaction(async (tx) => {
      const heads = await lockFreeCases(tx, [...ids, uuidv7()])
      t.same(new Set(heads.keys()), new Set(ids.slice(2)))
      await appendMany(tx, [...heads.values()].map((head) => ({ head, fact: fact('2026-03-09') })))
      await appendMany(tx, [...heads.values()].map((head) => ({ head, fact: fact('2026-03-10') })))
      await appendMany(tx, [])
    })
  })
  const { rows } = await deps.db.execute<{ n: number }>(sql`select count(*)::int as n from events group by case_id order by 1`)
  t.same(rows.map(({ n }) => n), [1, 1, 3, 3, 3])
  for (const id of ids) t.same((await readChain(deps.db, id)).faults, [])
})

t.test('what a room consumes, and what breaks its contract, is never appended in a batch', async (t) => {
  const { deps } = await openDeps(t, 'deadline')
  const id = await openCase(deps)
  const by = { room: 'deadline', actor: 'system', at: deps.clock.now() } as const
  const appending = async (fact: object) => await deps.db.transaction(async (tx) => {
    const head = (await lockFreeCases(tx, [id])).get(id)!
    await appendMany(tx, [{ head, fact: fact as never }])
  })
  await t.rejects(appending({ ...by, type: 'lightwell.request.withdrawn.v1', data: { withdrawnOn: '2026-03-09' } }), /owed to a room/)
  await t.rejects(appending({ ...by, type: 'lightwell.deadline.passed.v1', data: { dueOn: 'soon' } }), /breaks its contract/)
  const { rows } = await deps.db.execute(sql`select 1 from events`)
  t.equal(rows.length, 1)
})
