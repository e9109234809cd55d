import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Test } from 'tap'
import type { Clock } from '@lightwell/calendar/clock'
import { connect, type Connection } from '@lightwell/database/connect'
import type { ByteStore } from '@lightwell/documents/byte-store'
import { folderStore } from '@lightwell/documents/folder-store'
import { openScanner, type Scanner } from '@lightwell/documents/scanner'
import type { SigningService } from '@lightwell/documents/signing-service'
import type { Deps } from '@lightwell/events/deps'
import { startWaker } from '@lightwell/events/wake'
import type { Room } from '@lightwell/http/room'
import { developmentVerifier, issueDevelopmentToken } from '@lightwell/http/staff-token'
import type { Room as RoomName } from '@lightwell/schema/rooms'
import { keyRing, type KeyRing } from '@lightwell/secrets/key-ring'
import { samplePortalKey } from '@lightwell/secrets/tokens'
import { openHouse } from '../../services/house.ts'
import { allRooms } from '../../services/run.ts'
import { loadSampleWorld } from '../../services/sample-world.ts'
import { aFiling } from './builders.ts'
import { cloneDatabase } from './database.ts'
import { runSweeps } from './run-sweeps.ts'

/** A clock that stands where it was set; nothing in a test waits for time to pass. */
export type TestClock = Clock & { set (instant: string): void }

export type CallOptions = {
  /** A staff handle, `portal`, or a token; nobody when left out. */
  as?: string
  /** Sent as JSON; a string or bytes are sent as they are, a FormData as multipart. */
  body?: unknown
  headers?: Record<string, string>
}

// eslint-disable-next-line typescript/no-explicit-any -- a test says what it expects of a body by its assertions.
export type Body = any

export type CallAnswer = { status: number, headers: Headers, text: string, body: Body }

export type TestHouse = {
  address: string
  url: string
  clock: TestClock
  keys: KeyRing
  /** The folder that bytes are kept in. */
  bytesFolder: string
  /** The folder that half keys are kept in. */
  keysFolder: string
  call (method: string, path: string, options?: CallOptions): Promise<CallAnswer>
  /** Files a valid citizen's request at XM, with the given fields changed, and gives the 201's body. */
  file (changes?: Record<string, unknown>, as?: string): Promise<Body>
  connection (room: RoomName): Connection
  /** Runs all that the rooms do because time has passed, until nothing is left to do at the instant of the clock. */
  swept (): Promise<void>
}

export type TestHouseOptions = {
  now?: string
  rooms?: readonly Room[]
  limits?: boolean
  bytes?: ByteStore
  /** Reads files; the real one when left out. */
  scanner?: Scanner
  /** Seals papers; nobody does when left out. */
  signing?: SigningService
  /** Takes every line that is logged; none is written anywhere when left out. */
  logged?: (line: string) => void
  /** Whether the rooms sweep by themselves; otherwise only when the test says so. */
  sweeping?: boolean
}

/** Opens a house on a copy of the template, with the sample world, on a port of its own; closed with the test. */
export async function openTestHouse (
  t: Pick<Test, 'teardown'>, { now = '2026-03-02T01:00:00Z', rooms = allRooms, limits = false, bytes, scanner = openScanner({ workers: 1 }), signing, sweeping = true, logged }: TestHouseOptions = {},
): Promise<TestHouse> {
  const closers: (() => Promise<void>)[] = []
  t.teardown(async () => {
    for (const close of closers.toReversed()) await close()
  })
  const { url } = await cloneDatabase({ teardown: (close) => closers.push(async () => { await close() }) })
  const keys = keyRing(randomBytes(32))
  await loadSampleWorld(url, keys)
  const clock = testClock(now)
  const bytesFolder = mkdtempSync(join(tmpdir(), 'lightwell-bytes-'))
  closers.push(async () => rmSync(bytesFolder, { recursive: true, force: true }))
  const store = bytes ?? folderStore(bytesFolder)
  await store.prepare()
  const keysFolder = mkdtempSync(join(tmpdir(), 'lightwell-keys-'))
  closers.push(async () => rmSync(keysFolder, { recursive: true, force: true }))
  const halfKeys = folderStore(keysFolder)
  await halfKeys.prepare()
  const logger = logged === undefined ? pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }) : pino({ level: 'trace' }, { write: logged })
  const house = await openHouse({
    rooms: sweeping ? rooms : rooms.map((room) => ({ ...room, sweeps: [] })), allRooms, databaseUrl: url, keys, bytes: store, halfKeys,
    scanner, signing, clock, verifyStaff: developmentVerifier(keys), logger, limits,
    // However slow the machine is, what follows from a write is there for who reads next.
    ...rooms === allRooms && { settleMs: 5_000 },
  })
  closers.push(() => house.stop())
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const call = caller(address, keys, clock)
  return {
    address, url, clock, keys, bytesFolder, keysFolder, call,
    async file (changes = {}, as) {
      const answer = await call('POST', '/v1/requests', { body: { ...aFiling(), ...changes }, ...(as !== undefined && { as }) })
      if (answer.status !== 201) throw new Error(`The filing was answered ${answer.status}: ${answer.text}`)
      return answer.body
    },
    connection (room) {
      const connection = connect(url, room, { max: 3 })
      closers.push(() => connection.close())
      return connection
    },
    swept: sweeperOf(rooms, { url, clock, keys, bytes: store, halfKeys, scanner, signing, log: logger }, closers),
  }
}

function sweeperOf (
  rooms: readonly Room[], { url, ...common }: Omit<Deps, 'db' | 'waker'> & { url: string }, closers: (() => Promise<void>)[],
): TestHouse['swept'] {
  let sweeping: { room: Room, deps: Deps }[] | undefined
  return async () => {
    if (sweeping === undefined) {
      const waker = startWaker(url)
      closers.push(() => waker.close())
      sweeping = rooms.map((room) => {
        const { db, close } = connect(url, room.name, { max: 3 })
        closers.push(close)
        return { room, deps: { db, waker, ...common } }
      })
    }
    await runSweeps(url, sweeping)
  }
}

function testClock (start: string): TestClock {
  let now = new Date(start)
  return {
    now: () => now,
    set (instant) {
      now = new Date(instant)
    },
  }
}

function caller (address: string, keys: KeyRing, clock: Clock): TestHouse['call'] {
  return async (method, path, { as, body, headers = {} } = {}) => {
    const token = as === undefined ? undefined : await tokenOf(as, keys, clock)
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData
    const answer = await fetch(new URL(path, address), {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: (raw ? body : JSON.stringify(body)) as string }),
    })
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
}

async function tokenOf (as: string, keys: KeyRing, clock: Clock): Promise<string> {
  if (as === 'portal') return samplePortalKey(keys)
  return /^[a-z]+\.[a-z0-9]+$/.test(as) ? await issueDevelopmentToken(keys, as, clock.now()) : as
}
