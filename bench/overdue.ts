import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { prepareDatabase } from '@lightwell/database/prepare'
import { developmentVerifier, issueDevelopmentToken } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { openHouse } from '../services/house.ts'
import { allRooms } from '../services/run.ts'
import { loadSampleWorld } from '../services/sample-world.ts'
import { fillRequests } from '../test/support/many-requests.ts'
import { noStore } from '../test/support/no-store.ts'
import type { Row } from './row.ts'
import { startBenchDatabase } from './server.ts'
import { median, quantile } from './statistics.ts'

const now = new Date('2026-03-02T01:00:00Z')
const sizes = [1_000, 100_000] as const
const rounds = 41
const callsPerRound = 10

const query = `{ overdue(first: 50) { pageInfo { hasNextPage endCursor } edges { cursor node {
  requestId dueOn dueAt workingDaysLate heldBy agency { code nameZh } request { receiptNumber status receivedOn }
  extension { state newDueOn } } } } }`

type Contestant = { address: string, token: string, stop (): Promise<void> }

/**
 * The first page of what is overdue, over HTTP and GraphQL, among a thousand requests and among a hundred thousand: two
 * houses on two databases of one server, asked in turn in every round, so that a busy machine slows both alike.
 */
export async function benchOverdue (): Promise<Row[]> {
  const server = await startBenchDatabase()
  const contestants: Contestant[] = []
  try {
    for (const size of sizes) contestants.push(await openFilledHouse(server.url, size))
    const figures = await measure(contestants)
    const growth = median((figures[1] ?? []).map((cost, round) => cost / (figures[0]?.[round] as number)))
    return [
      ...sizes.flatMap((size, at) => rowsOf(size, figures[at] ?? [])),
      { name: 'growth from 1 thousand to 100 thousand', value: growth, unit: '×', aim: '< 1.5', ok: growth < 1.5 },
    ]
  } finally {
    for (const contestant of contestants) await contestant.stop()
    await server.stop()
  }
}

function rowsOf (size: number, figures: readonly number[]): Row[] {
  const name = `first page of overdue among ${size} requests`
  return [
    { name: `${name}, median`, value: median(figures), unit: 'ms' },
    { name: `${name}, p95`, value: quantile(figures, 0.95), unit: 'ms' },
  ]
}

async function openFilledHouse (server: string, count: number): Promise<Contestant> {
  const url = await addDatabase(server, `overdue_${count}`)
  const keys = keyRing(randomBytes(32))
  await prepareDatabase(url)
  await loadSampleWorld(url, keys)
  await fillRequests(url, { count, now, overdueShare: 0.1 })
  const house = await openHouse({
    rooms: allRooms, allRooms, databaseUrl: url, keys, bytes: noStore, clock: { now: () => now }, limits: false,
    verifyStaff: developmentVerifier(keys), logger: pino({ level: 'silent' }),
  })
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  return { address, token: await issueDevelopmentToken(keys, 'jcj.supervisor', now), stop: () => house.stop() }
}

async function addDatabase (server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = name
  return url.href
}

/** Milliseconds of a call, for each contestant one figure a round; the first rounds only warm up. */
async function measure (contestants: readonly Contestant[]): Promise<number[][]> {
  const figures = contestants.map((): number[] => [])
  for (let round = -10; round < rounds; round++) {
    for (const [at, contestant] of contestants.entries()) {
      const from = performance.now()
      for (let call = 0; call < callsPerRound; call++) await askFirstPage(contestant)
      if (round >= 0) figures[at]?.push((performance.now() - from) / callsPerRound)
    }
  }
  return figures
}

async function askFirstPage ({ address, token }: Contestant): Promise<void> {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const { data } = await answer.json() as { data?: { overdue: { edges: unknown[] } } }
  if (data?.overdue.edges.length !== 50) throw new Error('The first page is not full')
}
