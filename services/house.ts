import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '@lightwell/calendar/clock'
import { connect, type Connection } from '@lightwell/database/connect'
import type { ByteStore } from '@lightwell/documents/byte-store'
import type { Scanner } from '@lightwell/documents/scanner'
import type { SigningService } from '@lightwell/documents/signing-service'
import { startDelivery, type Delivery } from '@lightwell/events/deliver'
import type { Deps } from '@lightwell/events/deps'
import { startSweeps, type Sweeping } from '@lightwell/events/sweep'
import { startWaker } from '@lightwell/events/wake'
import { createApp, type App } from '@lightwell/http/app'
import { limitAnonymousCalls } from '@lightwell/http/limits'
import { contractOf, gatherContract, serveContract, type Contract } from '@lightwell/http/openapi'
import { serveProbes } from '@lightwell/http/probes'
import type { Room } from '@lightwell/http/room'
import type { StaffVerifier } from '@lightwell/http/staff-token'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { watchCalendars } from './watch-calendars.ts'

export type HouseOptions = {
  /** The rooms that run in this process. */
  rooms: readonly Room[]
  /** The rooms of the whole house: their contract is served whole by every process. */
  allRooms: readonly Room[]
  databaseUrl: string
  keys: KeyRing
  bytes: ByteStore
  halfKeys: ByteStore
  scanner: Scanner
  /** Seals papers; none are sealed without one. */
  signing?: SigningService | undefined
  clock: Clock
  verifyStaff: StaffVerifier
  logger: FastifyBaseLogger
  limits: boolean
  /** The gateways whose word on a caller's address is believed. */
  proxies?: string | undefined
  /** How long an answer waits for the other rooms to act on it, at most; half a second when left out. */
  settleMs?: number | undefined
}

/** Rooms running on one app. */
export type House = { app: App, stop (): Promise<void> }

/**
 * Starts rooms: their pools, the calendars that they count by, their routes on one app, and the delivery of events to
 * them. The app does not listen yet.
 */
export async function openHouse (options: HouseOptions): Promise<House> {
  const { rooms, databaseUrl, keys, bytes, halfKeys, scanner, signing, clock, logger, settleMs } = options
  const waker = startWaker(databaseUrl)
  const connections: Connection[] = []
  const deliveries: Delivery[] = []
  const sweepings: Sweeping[] = []
  const depsOf = new Map<Room, Deps>()
  for (const room of rooms) {
    const connection = connect(databaseUrl, room.name)
    connections.push(connection)
    depsOf.set(room, {
      db: connection.db, clock, keys, bytes, halfKeys, scanner, signing, waker, settleMs, log: logger.child({ room: room.name }),
    })
  }
  for (const [room, deps] of depsOf) await room.prepare?.(deps)
  const watch = await watchCalendars([...depsOf.values()][0] as Deps)
  const app = await buildApp(options, depsOf, () => deliveries.length === rooms.length)
  for (const [room, deps] of depsOf) {
    deliveries.push(startDelivery(deps, room.name, room.subscriptions))
    if (room.sweeps !== undefined) sweepings.push(startSweeps(deps, room.name, room.sweeps))
  }
  return {
    app,
    async stop () {
      await app.close()
      await scanner.close()
      await Promise.all([...deliveries, ...sweepings, watch].map((one) => one.stop()))
      await waker.close()
      await Promise.all(connections.map((connection) => connection.close()))
    },
  }
}

async function buildApp (options: HouseOptions, depsOf: Map<Room, Deps>, isReady: () => boolean): Promise<App> {
  const { verifyStaff, logger, allRooms, limits, proxies } = options
  const [deps] = depsOf.values()
  if (deps === undefined) throw new Error('A house needs a room')
  const app = createApp(deps, { verifyStaff, logger, proxies })
  if (limits) await limitAnonymousCalls(app)
  await serveContract(app, await describeContract(allRooms, options))
  serveProbes(app, deps, { isReady })
  for (const [room, roomDeps] of depsOf) await app.register(async (scope) => await room.plugin(scope as App, roomDeps))
  await app.ready()
  return app
}

/** The contract of all rooms. Registering a room does no I/O, so a process describes rooms that it does not run. */
export async function describeContract (
  allRooms: readonly Room[], { verifyStaff, logger }: Pick<HouseOptions, 'verifyStaff' | 'logger'>,
): Promise<Contract> {
  const deps = {} as Deps
  const app = createApp(deps, { verifyStaff, logger })
  await gatherContract(app)
  for (const room of allRooms) await app.register(async (scope) => await room.plugin(scope as App, deps))
  await app.ready()
  const contract = contractOf(app)
  await app.close()
  return contract
}
