import { openFilledHouse, type FilledHouse } from './filled-house.ts'
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

/**
 * The first page of what is overdue, over HTTP and GraphQL, among a thousand requests and among a hundred thousand: two
 * houses on two databases of one server, asked in turn in every round, so that a busy machine slows both alike.
 */
export async function benchOverdue (): Promise<Row[]> {
  const server = await startBenchDatabase()
  const contestants: FilledHouse[] = []
  try {
    for (const size of sizes) {
      contestants.push(await openFilledHouse(server.url, { count: size, now, overdueShare: 0.1 }, 'jcj.supervisor'))
    }
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

/** Milliseconds of a call, for each contestant one figure a round; the first rounds only warm up. */
async function measure (contestants: readonly FilledHouse[]): Promise<number[][]> {
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

async function askFirstPage ({ address, token }: FilledHouse): Promise<void> {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const { data } = await answer.json() as { data?: { overdue: { edges: unknown[] } } }
  if (data?.overdue.edges.length !== 50) throw new Error('The first page is not full')
}
