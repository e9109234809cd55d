import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { openFilledHouse, type FilledHouse } from './filled-house.ts'
import type { Row } from './row.ts'
import { startBenchDatabase } from './server.ts'
import { median, quantile } from './statistics.ts'

const now = new Date('2026-03-02T01:00:00Z')
const count = 1_000_000
const agency = 'XM'
const rounds = 41
const callsPerRound = 5
const searches = 1_000

/**
 * The register of an agency that has half of a million requests: its first page beside its thousandth, asked in turn, so
 * that a busy machine slows both alike; and the search for likely repeats, beside reading the same requests.
 */
export async function benchRegister (): Promise<Row[]> {
  const server = await startBenchDatabase()
  let house: FilledHouse | undefined
  try {
    house = await openFilledHouse(server.url, { count, now, overdueShare: 0.02 }, 'xm.officer')
    // What was just written is still being written out.
    await pause(5_000)
    const client = new pg.Client({ connectionString: house.url })
    await client.connect()
    const rows = [...await comparePages(house, client), ...await measureRepeats(house, client)]
    await client.end()
    return rows
  } finally {
    await house?.stop()
    await server.stop()
  }
}

async function comparePages (house: FilledHouse, client: pg.Client): Promise<Row[]> {
  const { rows: [last] } = await client.query(
    'select id from requests where agency_code = $1 order by id desc offset 49949 limit 1', [agency])
  const cursor = Buffer.from(JSON.stringify([last.id])).toString('base64url')
  const pages = ['/v1/requests', `/v1/requests?cursor=${cursor}`]
  const figures = pages.map((): number[] => [])
  for (let round = -5; round < rounds; round += 1) {
    for (const [at, page] of pages.entries()) {
      const from = performance.now()
      for (let call = 0; call < callsPerRound; call += 1) await readPage(house, page)
      if (round >= 0) figures[at]?.push((performance.now() - from) / callsPerRound)
    }
  }
  const growth = median((figures[1] ?? []).map((cost, round) => cost / (figures[0]?.[round] as number)))
  return [
    { name: 'first page of the register among 1 million requests, median', value: median(figures[0] ?? []), unit: 'ms' },
    { name: 'its thousandth page, median', value: median(figures[1] ?? []), unit: 'ms' },
    { name: 'thousandth page against the first', value: growth, unit: '×', aim: '≤ 1.2', ok: growth <= 1.2 },
  ]
}

async function readPage (house: FilledHouse, page: string): Promise<void> {
  const { items } = await read(house, page) as { items: unknown[] }
  if (items.length !== 50) throw new Error('The page is not full')
}

// Every fourth of the filled requests is of an applicant who has some 250 of them.
async function measureRepeats (house: FilledHouse, client: pg.Client): Promise<Row[]> {
  const { rows: often } = await client.query(`
    select max(id::text) as id from requests where agency_code = $1
    group by applicant_id_index having count(*) > 100 limit $2`, [agency, searches])
  const costs = { search: [] as number[], read: [] as number[] }
  for (const [at, { id }] of often.entries()) {
    const search = await timed(() => read(house, `/v1/requests/${id}/similar`))
    const plain = await timed(() => read(house, `/v1/requests/${id}`))
    if (at < 20) continue
    costs.search.push(search)
    costs.read.push(plain)
  }
  const ratio = median(costs.search.map((cost, at) => cost / (costs.read[at] as number)))
  return [
    { name: 'search for likely repeats among 1 million requests, median', value: median(costs.search), unit: 'ms' },
    { name: 'search for likely repeats among 1 million requests, p99', value: quantile(costs.search, 0.99), unit: 'ms' },
    { name: 'reading one request, p99', value: quantile(costs.read, 0.99), unit: 'ms' },
    { name: 'search for likely repeats against reading the request', value: ratio, unit: '×' },
  ]
}

async function timed (call: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await call()
  return performance.now() - from
}

async function read ({ address, token }: FilledHouse, path: string): Promise<unknown> {
  const answer = await fetch(address + path, { headers: { authorization: `Bearer ${token}` } })
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}`)
  return await answer.json()
}
