import { poster, rate } from './load.ts'
import type { Row } from './row.ts'
import { startBenchDatabase, startEmptyService, startService } from './server.ts'
import { median } from './statistics.ts'

const rounds = 7
const roundMs = 1_500

const questions: Readonly<Record<string, string>> = {
  'five working days of the calendar CN': '{"start":"2026-09-24","unit":"working_days","n":5,"calendar":"CN"}',
  'twenty working days of the calendar CN': '{"start":"2026-03-02","unit":"working_days","n":20,"calendar":"CN"}',
  'twenty working days with days listed':
    '{"start":"2026-03-02","unit":"working_days","n":20,"holidays":["2026-03-06","2026-03-09"],"workingWeekends":["2026-03-14"]}',
}

/**
 * The calculator over HTTP, every day of the answer explained, beside an empty Fastify route that reads the same body: each
 * a process of its own, asked in turn by the same client over 32 kept connections.
 */
export async function benchCalculator (): Promise<Row[]> {
  const database = await startBenchDatabase()
  const [service, empty] = [await startService(database.url), await startEmptyService()]
  try {
    const turns = turnsOf(poster(service.address), poster(empty.address))
    const rates = turns.map((): number[] => [])
    for (const { turn } of turns) await rate(turn, roundMs)
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, { turn }] of turns.entries()) rates[at]?.push(await rate(turn, roundMs))
    }
    return rows(turns.map(({ name }) => name), rates)
  } finally {
    await empty.stop()
    await service.stop()
    await database.stop()
  }
}

type Post = ReturnType<typeof poster>

function turnsOf (calculate: Post, leave: Post): { name: string, turn (): Promise<void> }[] {
  const asking = (post: Post, path: string, body: string) => async (): Promise<void> => {
    const status = await post(path, body)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
  }
  const [first = ''] = Object.values(questions)
  return [
    { name: 'an empty Fastify route', turn: asking(leave, '/v1/empty', first) },
    ...Object.entries(questions).map(([name, body]) => ({ name, turn: asking(calculate, '/v1/working-days', body) })),
  ]
}

function rows (names: readonly string[], rates: readonly (readonly number[])[]): Row[] {
  const [empty = []] = rates
  const ratios = rates.map((own) => median(own.map((value, round) => value / (empty[round] as number))))
  return [
    ...ratios.slice(1).map((value, at): Row => ({
      name: `${names[at + 1]} ÷ an empty Fastify route`, value, unit: '×', aim: '≥ 0.6', ok: value >= 0.6,
    })),
    ...rates.map((own, at): Row => ({ name: names[at] as string, value: median(own), unit: 'answers/s' })),
  ]
}
