// The same job with every room in a process of its own: once with one of each, once with two, one of which dies.
import pg from 'pg'
import t from 'tap'
import { aFiling } from '../support/builders.ts'
import { cloneDatabase } from '../support/database.ts'
import { callThrough, type Contract } from '../support/gateway.ts'
import { roomStarter, type RoomProcess } from '../support/room-process.ts'
import {
  addRecord, approve, disclose, fileRequest, must, propose, readUntil, until, type Filed,
} from '../support/story.ts'

type Incidents = { items: { recordId: string }[] }
type History = { items: { type: string }[] }

const rooms = ['intake', 'deadline', 'decision', 'oversight'] as const
const text = '城南片区征地补偿方案：每亩三万二千元。\n'
const opinions: Record<string, string[]> = {
  CS: ['初审：已逐页核对，未见涉密内容。'],
  XM: ['初审：已逐页核对，未见涉密内容。', '复审：与原件一致，可以公开。'],
  AQ: ['初审：已逐页核对，未见涉密内容。', '复审：与原件一致，可以公开。', '终审：对照定密事项范围，未见国家秘密。'],
}

t.test('each room in a process of its own', async (t) => {
  const { url } = await cloneDatabase(t)
  const { keys, start } = roomStarter(t, url)
  const processes: RoomProcess[] = await Promise.all(rooms.map(start))
  const contracts = await Promise.all(processes.map(contractOf))
  const contract = contracts[0] as Contract
  const call = callThrough({ processes, contract, keys })

  async function work (filed: Filed): Promise<void> {
    await disclose(call, filed, { text, opinions: opinions[filed.agency] as string[] })
    await readUntil(call, `/v1/requests/${filed.id}`, filed.accessToken, { status: 'closed' })
    await readUntil(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { state: 'met' })
  }

  await t.test('every process serves the contract of the whole house', (t) => {
    for (const other of contracts) t.same(other, contract)
    t.ok(Object.keys(contract.paths).length > 20)
    t.end()
  })

  await t.test('the whole job goes through four processes', async (t) => {
    const filed = await fileRequest(call)
    await readUntil(call, `/v1/deadlines/${filed.id}`, filed.accessToken, { state: 'running', dueOn: filed.dueOn })
    const { id } = must<{ id: string }>(201, await call('POST', `/v1/deadlines/${filed.id}/extensions`, {
      as: 'xm.officer', body: { reason: '涉及多个部门的档案，须逐卷查找。' },
    }))
    must(200, await call('POST', `/v1/extensions/${id}/approval`, { as: 'xm.head', body: {} }))
    await work(filed)
    const history = await call('GET', `/v1/requests/${filed.id}/events`, { as: filed.accessToken })
    t.same(must<History>(200, history).items.map(({ type }) => type.replace(/^lightwell\.|\.v1$/g, '')), [
      'request.registered', 'deadline.started', 'extension.approved', 'notice.served', 'decision.issued', 'notice.served', 'deadline.stopped',
    ])
  })

  await t.test('a sealed record opens its incident in another process', async (t) => {
    const filed = await fileRequest(call, { agency: 'CS' })
    const record = await addRecord(call, filed, { text: '机密★20年\n某项布局。' })
    t.equal(record.sealed, true)
    const listed = async () => must<Incidents>(200, await call('GET', '/v1/incidents', { as: 'cs.head' }))
    const incidents = await until(listed, ({ items }) => items.length > 0)
    t.same(incidents.items.map(({ recordId }) => recordId), [record.id])
    const part = { description: '某项布局', outcome: 'refuse', grounds: ['state_secret'], records: [record.id] }
    await approve(call, filed, await propose(call, filed, [part]))
  })

  processes.push(...await Promise.all(rooms.map(start)))

  await t.test('two of each share the work, and one that is killed loses nothing', async (t) => {
    const agencies = ['XM', 'CS', 'AQ', 'XM', 'CS', 'AQ', 'XM', 'CS']
    const filings = agencies.map((agency) => fileRequest(call, { agency }))
    await Promise.any(filings)
    const dying = processes.find(({ room }) => room === 'deadline') as RoomProcess
    t.equal(await dying.end('SIGKILL'), 'SIGKILL')
    const filed = await Promise.all(filings)
    await Promise.all(filed.map(work))
    t.equal(new Set(filed.map(({ receiptNumber }) => receiptNumber)).size, agencies.length)
  })

  await t.test('at the end nothing is open, nothing happened twice, and every history verifies', async (t) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    t.teardown(() => client.end())
    const count = async (what: string): Promise<unknown> => (await client.query(`select ${what}`)).rows[0]
    const open = `(select count(*)::int from deliveries where state <> 'done') as open`
    await until(async () => await count(open) as { open: number }, (row) => row.open === 0)
    t.same(await count(`(select count(*)::int from requests) as requests,
      (select count(*)::int from requests where status = 'closed') as closed,
      (select count(*)::int from deadlines where state = 'met') as met,
      (select count(*)::int from deliveries where attempts > 0) as retried`), {
      requests: 10, closed: 10, met: 10, retried: 0,
    })
    t.same(await count(`(select count(*)::int from clock_entries where kind = 'started') as started,
      (select count(*)::int from clock_entries where kind = 'stopped') as stopped,
      (select count(distinct request_id)::int from clock_entries where kind = 'started') as clocks,
      (select count(distinct request_id)::int from clock_entries where kind = 'stopped') as stopped_clocks,
      (select count(*)::int from events where type like '%deadline.started%') as told_started,
      (select count(*)::int from events where type like '%deadline.stopped%') as told_stopped`), {
      started: 10, stopped: 10, clocks: 10, stopped_clocks: 10, told_started: 10, told_stopped: 10,
    })
    // Each of the two oversight processes in its turn: nothing else need have reached the second of them.
    for (const turn of [1, 2]) {
      const verified = must(200, await call('POST', '/v1/audit/verifications', { as: 'jcj.supervisor', body: {} }))
      t.match(verified, { cases: 10, faults: [] }, `turn ${turn}`)
    }
  })

  await t.test('no process wrote down what was entrusted to it, and each stops when it is told to', async (t) => {
    const codes = await Promise.all(processes.map(({ end }) => end('SIGTERM')))
    t.same(codes.toSorted(), [0, 0, 0, 0, 0, 0, 0, 'SIGKILL'])
    const logged = processes.map(({ output }) => output()).join('\n')
    t.match(logged, '"route":"/v1/requests/:id"', 'the logs do tell which routes were asked')
    for (const { room, output } of processes) t.match(output(), '"msg":"answered"', `each ${room} has had its share`)
    const { applicant: { name, idNumber, phone, address }, description } = aFiling()
    for (const words of [name, idNumber, phone, address, description, text.trim(), 'lwr_', '初审', '机密★']) {
      t.notOk(logged.includes(words), words)
    }
  })
})

async function contractOf ({ address }: RoomProcess): Promise<Contract> {
  return await (await fetch(`${address}/openapi.json`)).json() as Contract
}
