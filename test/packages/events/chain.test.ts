import t from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { asc, eq, getTableColumns } from 'drizzle-orm'
import { append } from '@lightwell/events/append'
import { lockCase, newCaseHead } from '@lightwell/events/case-head'
import { consumers } from '@lightwell/events/consumers'
import { contracts } from '@lightwell/events/contracts'
import { readEnvelope } from '@lightwell/events/envelope'
import { transact } from '@lightwell/events/transact'
import { chainFaults, readChain } from '@lightwell/events/verify-chain'
import { caseHeads, events } from '@lightwell/schema/tables/common'
import { allRooms } from '../../../services/run.ts'
import { appendTo, openCase, openDeps } from '../../support/events.ts'

const { deps } = await openDeps(t, 'intake')
const proposed = 'lightwell.decision.proposed.v1'
const proposal = () => ({ decisionId: '01932b5e-0000-7000-8000-000000000000', outcome: 'refuse' })

async function aChain (length: number) {
  const id = await openCase(deps)
  for (let n = 1; n < length; n += 1) await appendTo(deps, id, proposed, proposal())
  const stored = await deps.db.select().from(events).where(eq(events.caseId, id)).orderBy(asc(events.version))
  const [head] = await deps.db.select().from(caseHeads).where(eq(caseHeads.id, id))
  return { id, stored, head }
}

t.test('appended events make one chain, and it verifies', async (t) => {
  const { id, stored } = await aChain(5)
  const { chain, faults } = await readChain(deps.db, id)
  t.equal(chain.length, 5)
  t.same(faults, [])
  const first = readEnvelope(stored[0]?.bytes as Buffer)
  t.match(first, { specversion: '1.0', source: '/lightwell/intake', subject: id, sequence: '1', prevhash: 'none' })
})

t.test('two writers of one case take turns: versions have no gap and no fork', async (t) => {
  const id = await openCase(deps)
  await Promise.all(Array.from({ length: 20 }, () => appendTo(deps, id, proposed, proposal())))
  const { chain, faults } = await readChain(deps.db, id)
  t.equal(chain.length, 21)
  t.same(faults, [])
})

t.test('every kind of tampering is found', async (t) => {
  const { stored, head } = await aChain(6)
  const changed = stored.map((event) => ({ ...event }))
  const third = changed[2] as (typeof stored)[number]
  const text = third.bytes.toString('utf8')
  changed[2] = { ...third, bytes: Buffer.from(text.replace('"refuse"', '"disclose"')) }
  t.match(chainFaults(changed, head), [{ version: 3, code: 'hash_differs' }], 'edited bytes')
  t.match(chainFaults(stored.filter((event) => event.version !== 3), head),
    [{ code: 'version_missing' }, { code: 'previous_differs' }], 'a row taken out')
  t.match(chainFaults(stored.slice(0, -1), head), [{ code: 'head_differs' }], 'the tail cut off')
  t.match(chainFaults([stored[0], stored[2], stored[1], ...stored.slice(3)] as typeof stored, head),
    [{ code: 'version_missing' }], 'rows swapped')
  t.match(chainFaults(stored.map((event) => event.version === 2 ? { ...event, type: 'lightwell.decision.issued.v1' } : event), head),
    [{ version: 2, code: 'row_differs' }], 'a column that tells another story than the bytes')
  t.match(chainFaults(stored.map((event) => event.version === 2 ? { ...event, bytes: Buffer.from('x') } : event), head),
    [{ version: 2, code: 'hash_differs' }], 'bytes that are not even an event')
})

t.test('an event rolls back with its state', async (t) => {
  const id = await openCase(deps)
  await t.rejects(transact(deps, async (tx) => {
    const head = await lockCase(tx, id)
    await append(tx, head as NonNullable<typeof head>, {
      type: proposed, room: 'decision', actor: 'system', at: deps.clock.now(), data: proposal(),
    })
    throw new Error('the state was refused')
  }))
  const { chain, faults } = await readChain(deps.db, id)
  t.equal(chain.length, 1)
  t.same(faults, [])
})

t.test('data outside its contract is a bug, and the error does not repeat it', async (t) => {
  const secret = '11010519491231002X'
  const appending = transact(deps, (tx) => append(tx, newCaseHead({ id: uuidv7(), kind: 'request', agencyCode: 'XM' }), {
    type: proposed, room: 'intake', actor: 'system', at: deps.clock.now(), data: { ...proposal(), idNumber: secret } as never,
  }))
  const error = await appending.then(() => undefined, (reason: Error) => reason)
  t.match(error?.message, /breaks its contract/)
  t.notMatch(error?.message, secret)
})

t.test('the table of consumers is what the rooms subscribe to', (t) => {
  for (const type of Object.keys(contracts) as (keyof typeof contracts)[]) {
    const subscribed = allRooms.filter((room) => room.subscriptions[type] !== undefined).map((room) => room.name)
    t.same([...consumers[type]].toSorted(), subscribed.toSorted(), type)
  }
  t.end()
})

t.test('no event column is open text', (t) => {
  t.same(Object.keys(getTableColumns(events)).toSorted(), ['bytes', 'caseId', 'hash', 'id', 'occurredAt', 'type', 'version'])
  t.end()
})
