import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { prepareDatabase } from '@lightwell/database/prepare'
import { developmentVerifier, issueDevelopmentToken } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { openHouse } from '../services/house.ts'
import { allRooms } from '../services/run.ts'
import { loadSampleWorld } from '../services/sample-world.ts'
import { noScanner } from '../test/support/no-scanner.ts'
import { noStore } from '../test/support/no-store.ts'
import { fillRequests, type Filling } from '../test/support/many-requests.ts'

/** A house on a database full of requests, and a token of one of its staff. */
export type FilledHouse = { url: string, address: string, token: string, stop (): Promise<void> }

/** Opens a house on a database of its own, filled as asked, for a member of the sample staff. */
export async function openFilledHouse (server: string, filling: Filling, handle: string): Promise<FilledHouse> {
  const { count, now } = filling
  const url = await addDatabase(server, `filled_${count}`)
  const keys = keyRing(randomBytes(32))
  await prepareDatabase(url)
  await loadSampleWorld(url, keys)
  await fillRequests(url, filling)
  const house = await openHouse({
    rooms: allRooms, allRooms, databaseUrl: url, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, clock: { now: () => now }, limits: false,
    verifyStaff: developmentVerifier(keys), logger: pino({ level: 'silent' }),
  })
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  return { url, address, token: await issueDevelopmentToken(keys, handle, now), stop: () => house.stop() }
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
