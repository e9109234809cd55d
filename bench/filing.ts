import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { prepareDatabase } from '@lightwell/database/prepare'
import { roleOf } from '@lightwell/schema/rooms'
import { keyRing } from '@lightwell/secrets/key-ring'
import { loadSampleWorld } from '../services/sample-world.ts'
import { connections, poster, rate } from './load.ts'
import { filing, freshCopy, recordFiling } from './recorded-filing.ts'
import type { Row } from './row.ts'
import { startBenchDatabase, startService } from './server.ts'
import { median, quantile } from './statistics.ts'

const rounds = 5
const roundMs = 4_000

/**
 * Filing over HTTP at 32 connections, beside a plain pg loop that commits the same recorded statements at 32 connections
 * on the same server (in a database of its own, so that nobody delivers what it wrote), in turn. Then the time from the commit of a filing to the commit of its deadline.
 * The service keeps the plans of its hot statements (prepared), the loop does not: with plans of its own the loop is faster.
 */
export async function benchFiling (): Promise<Row[]> {
  const database = await startBenchDatabase()
  const besideUrl = await addPreparedDatabase(database.url)
  const service = await startService(database.url)
  try {
    const post = poster(service.address)
    const statements = await recordFiling(besideUrl)
    const clients = await Promise.all(Array.from({ length: connections }, () => connectAsIntake(besideUrl)))
    const loop = async (worker: number): Promise<void> => {
      for (const { text, values } of freshCopy(statements)) await clients[worker]?.query(text, values)
    }
    const file = async (): Promise<void> => {
      const status = await post('/v1/requests', filing)
      if (status !== 201) throw new Error(`A filing was answered ${status}`)
    }
    // The calculator passes the same door and JSON checks, and the database not at all.
    const door = async (): Promise<void> => {
      await post('/v1/working-days', '{"start":"2026-09-24","unit":"working_days","n":5,"calendar":"CN"}')
    }
    const rates = { file: [] as number[], loop: [] as number[], door: [] as number[] }
    await rate(file, roundMs)
    for (let round = 0; round < rounds; round += 1) {
      await settled(database.url)
      rates.loop.push(await rate(loop, roundMs))
      rates.door.push(await rate(door, roundMs))
      rates.file.push(await rate(file, roundMs))
    }
    await settled(database.url)
    const latencies = await deliveryLatencies(database.url, file)
    await Promise.all(clients.map((client) => client.end()))
    return rows(rates, latencies, statements.length)
  } finally {
    await service.stop()
    await database.stop()
  }
}

async function addPreparedDatabase (url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create database beside template template0')
  await client.end()
  const beside = new URL(url)
  beside.pathname = 'beside'
  await prepareDatabase(beside.href)
  await loadSampleWorld(beside.href, keyRing(randomBytes(32)))
  return beside.href
}

async function connectAsIntake (url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: `-c role=${roleOf('intake')}` })
  await client.connect()
  return client
}

/** Waits until every delivery is done, so that one round's work does not weigh on the next. */
export async function settled (url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (;;) {
    const { rows: [row] } = await client.query("select count(*)::int as open from deliveries where state = 'pending'")
    if (row.open === 0) break
    await pause(100)
  }
  await client.end()
}

/** 300 filings at about 50 a second: commit of the filing's event to commit of its deadline, in milliseconds. */
async function deliveryLatencies (url: string, file: () => Promise<void>): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows: [mark] } = await client.query('select coalesce(max(request_id::text), $1) as id from deadlines', [''])
  for (let n = 0; n < 300; n += 1) await Promise.all([file(), pause(20)])
  await settled(url)
  const { rows: measured } = await client.query(`
    select extract(epoch from pg_xact_commit_timestamp(d.xmin) - pg_xact_commit_timestamp(e.xmin)) * 1000 as ms
    from deadlines d join events e on e.case_id = d.request_id and e.version = 1 where d.request_id::text > $1`, [mark.id])
  await client.end()
  return measured.map((row) => Number(row.ms))
}

function rows (rates: { file: number[], loop: number[], door: number[] }, latencies: number[], statements: number): Row[] {
  const ratios = rates.file.map((value, round) => value / (rates.loop[round] as number))
  const perFiling = (value: number): number => 1_000_000 / value
  const [file, loop, door] = [rates.file, rates.loop, rates.door].map(median) as [number, number, number]
  return [
    { name: `filing over HTTP ÷ plain pg loop of the same ${statements} statements, 32 connections`, value: median(ratios), unit: '×', aim: '≥ 0.45', ok: median(ratios) >= 0.45 },
    { name: 'filing over HTTP', value: file, unit: 'filings/s' },
    { name: 'plain pg loop', value: loop, unit: 'transactions/s' },
    { name: 'time a filing, whole', value: perFiling(file), unit: 'µs' },
    { name: 'of it the statements (the plain loop)', value: perFiling(loop), unit: 'µs' },
    { name: 'of it the door (HTTP, JSON, schema; by the calculator)', value: perFiling(door), unit: 'µs' },
    { name: 'of it the rest (rules, sealing, Drizzle; and the deliveries beside it)', value: perFiling(file) - perFiling(loop) - perFiling(door), unit: 'µs' },
    { name: 'commit of a filing to committed deadline, median', value: quantile(latencies, 0.5), unit: 'ms' },
    { name: 'commit of a filing to committed deadline, p99', value: quantile(latencies, 0.99), unit: 'ms' },
  ]
}
