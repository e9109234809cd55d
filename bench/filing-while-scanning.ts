import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { systemClock } from '../services/clock.ts'
import { readConfig } from '../services/config.ts'
import { rootKeyOf } from '../services/root-key.ts'
import { drawScan } from '../test/support/scans/draw-scan.ts'
import { markedScans } from '../test/support/scans/scan-cases.ts'
import { settled } from './filing.ts'
import { poster, rate } from './load.ts'
import { filing } from './recorded-filing.ts'
import type { Row } from './row.ts'
import { startBenchDatabase, startService } from './server.ts'
import { median } from './statistics.ts'

const rounds = 4
const roundMs = 4_000

/**
 * Filing over HTTP at 32 connections while scanned pages are read for marks by the same process, beside filing while none
 * is, in turn. A round with scans counts only if some still wait at its end.
 */
export async function benchFilingWhileScanning (): Promise<Row[]> {
  const database = await startBenchDatabase()
  const service = await startService(database.url)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const post = poster(service.address)
    const file = async (): Promise<void> => {
      const status = await post('/v1/requests', filing)
      if (status !== 201) throw new Error(`A filing was answered ${status}`)
    }
    const upload = await uploader(service)
    const pages = markedScans(6).map(drawScan)
    const [quiet, beside, read]: [number[], number[], number[]] = [[], [], []]
    await rate(file, roundMs)
    for (let round = 0; round < rounds; round += 1) {
      await untilRead(client)
      await settled(database.url)
      quiet.push(await rate(file, roundMs))
      await settled(database.url)
      for (const page of pages) await upload(page)
      await untilReading(client)
      beside.push(await rate(file, roundMs))
      const waiting = await unread(client)
      if (waiting === 0) throw new Error('All pages were read before the round was over')
      read.push(pages.length - waiting)
    }
    const ratio = median(beside.map((value, round) => value / (quiet[round] as number)))
    return [
      { name: 'filing while scanned pages are read ÷ filing while none is', value: ratio, unit: '×', aim: '≥ 0.7', ok: ratio >= 0.7 },
      { name: 'filing while none is read', value: median(quiet), unit: 'filings/s' },
      { name: 'filing while pages are read', value: median(beside), unit: 'filings/s' },
      { name: `pages read meanwhile, a round of ${roundMs / 1000} s`, value: median(read), unit: 'pages' },
    ]
  } finally {
    await client.end()
    await service.stop()
    await database.stop()
  }
}

type Service = Awaited<ReturnType<typeof startService>>

/** Uploads a page to a request, as the officer of its agency. */
async function uploader ({ address, folder }: Service): Promise<(page: Uint8Array) => Promise<void>> {
  const keys = keyRing(rootKeyOf(readConfig({ LIGHTWELL_DATA: folder })))
  const authorization = `Bearer ${await issueDevelopmentToken(keys, 'xm.officer', systemClock.now())}`
  const headers = { 'content-type': 'application/json' }
  const filed = await (await fetch(`${address}/v1/requests`, { method: 'POST', headers, body: filing })).json() as { id: string }
  return async (page) => {
    const form = new FormData()
    form.set('requestId', filed.id)
    form.set('title', '扫描件')
    form.set('origin', '新民镇档案室')
    form.set('file', new Blob([Uint8Array.from(page)], { type: 'image/jpeg' }), 'page.jpg')
    const answer = await fetch(`${address}/v1/records`, { method: 'POST', headers: { authorization }, body: form })
    if (answer.status !== 201) throw new Error(`An upload was answered ${answer.status}: ${await answer.text()}`)
  }
}

async function unread (client: pg.Client): Promise<number> {
  const { rows: [row] } = await client.query("select count(*)::int as open from records where scan_state in ('queued', 'running')")
  return row.open
}

async function untilReading (client: pg.Client): Promise<void> {
  for (;;) {
    const { rows: [row] } = await client.query("select count(*)::int as open from records where scan_state = 'running'")
    if (row.open > 0) return
    await pause(20)
  }
}

async function untilRead (client: pg.Client): Promise<void> {
  while (await unread(client) > 0) await pause(100)
}
