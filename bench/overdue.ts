import { openFilledHouse, type FilledHouse } from './filled-house.ts'
import type { Row } from './row.ts'
import { startBenchDatabase } from './server.ts'
import { median, quantile } from './statistics.ts'

const now = new Date('2026-03-02T01:00:00Z')
const usualSizes: readonly number[] = [100_000, 1_000_000]
const rounds = 21
const callsPerRound = 5
const countRounds = 5

const page = `{ overdue(first: 50) { pageInfo { hasNextPage endCursor } edges { cursor node {
  requestId dueOn dueAt workingDaysLate heldBy agency { code nameZh } request { receiptNumber status receivedOn }
  extension { state newDueOn } } } } }`

const counts = '{ workload(by: AGENCY) { key open overdue dueSoon paused } }'

/**
 * The first page of what is overdue, and the open cases counted by agency, over HTTP and GraphQL among ever more requests:
 * houses on databases of one server, asked in turn in every round, so that a busy machine slows all alike.
 */
export async function benchOverdue (further: readonly number[] = []): Promise<Row[]> {
  const sizes = [...new Set([...usualSizes, ...further])].toSorted((a, b) => a - b)
  const server = await startBenchDatabase()
  const contestants: FilledHouse[] = []
  try {
    for (const size of sizes) {
      const filling = { count: size, now, overdueShare: 0.1, onlyLists: true }
      contestants.push(await openFilledHouse(server.url, filling, 'jcj.supervisor'))
    }
    const pages = await measure(contestants, askFirstPage, { rounds, callsPerRound })
    const counted = await measure(contestants, askCounts, { rounds: countRounds, callsPerRound: 1 })
    return [
      ...sizes.flatMap((size, at) => rowsOf(`first page of overdue among ${size} requests`, pages[at] ?? [])),
      ...growthRows(sizes, pages),
      ...sizes.flatMap((size, at) => rowsOf(`open cases by agency among ${size} requests`, counted[at] ?? [])),
    ]
  } finally {
    for (const contestant of contestants) await contestant.stop()
    await server.stop()
  }
}

function rowsOf (name: string, figures: readonly number[]): Row[] {
  return [
    { name: `${name}, median`, value: median(figures), unit: 'ms' },
    { name: `${name}, p95`, value: quantile(figures, 0.95), unit: 'ms' },
  ]
}

function growthRows (sizes: readonly number[], figures: readonly number[][]): Row[] {
  return sizes.slice(1).map((size, at) => {
    const growth = median((figures[at + 1] ?? []).map((cost, round) => cost / (figures[0]?.[round] as number)))
    const name = `growth of the first page from ${sizes[0]} to ${size} requests`
    return { name, value: growth, unit: '×', aim: '< 1.5', ok: growth < 1.5 }
  })
}

type Turns = { rounds: number, callsPerRound: number }

/** Milliseconds of a call, for each contestant one figure a round; the first rounds only warm up. */
async function measure (
  contestants: readonly FilledHouse[], call: (house: FilledHouse) => Promise<void>, turns: Turns,
): Promise<number[][]> {
  const figures = contestants.map((): number[] => [])
  for (let round = -Math.ceil(turns.rounds / 4); round < turns.rounds; round++) {
    for (const [at, contestant] of contestants.entries()) {
      const from = performance.now()
      for (let time = 0; time < turns.callsPerRound; time++) await call(contestant)
      if (round >= 0) figures[at]?.push((performance.now() - from) / turns.callsPerRound)
    }
  }
  return figures
}

async function askFirstPage (house: FilledHouse): Promise<void> {
  const data = await ask<{ overdue: { edges: unknown[] } }>(house, page)
  if (data?.overdue.edges.length !== 50) throw new Error('The first page is not full')
}

async function askCounts (house: FilledHouse): Promise<void> {
  const data = await ask<{ workload: unknown[] }>(house, counts)
  if (data?.workload.length !== 4) throw new Error('Not every agency was counted')
}

async function ask<Data> ({ address, token }: FilledHouse, query: string): Promise<Data | undefined> {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return (await answer.json() as { data?: Data }).data
}
