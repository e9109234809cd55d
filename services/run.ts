import { pino } from 'pino'
import { prepareDatabase } from '@lightwell/database/prepare'
import { startEmbeddedPostgres } from '@lightwell/database/embedded'
import { EmbeddedPostgresError } from '@lightwell/database/embedded-error'
import { openScanner } from '@lightwell/documents/scanner'
import { httpSigningService } from '@lightwell/documents/signing-service'
import type { Room } from '@lightwell/http/room'
import { developmentVerifier, IssuerError, issuerVerifier } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { systemClock } from './clock.ts'
import { ConfigError, readConfig, type Config } from './config.ts'
import { deadline } from './deadline/deadline.ts'
import { decision } from './decision/decision.ts'
import { greeting } from './greeting.ts'
import { openHouse } from './house.ts'
import { intake } from './intake/intake.ts'
import { openByteStore } from './open-byte-store.ts'
import { oversight } from './oversight/oversight.ts'
import { rootKeyOf } from './root-key.ts'
import { loadSampleWorld } from './sample-world.ts'

/** All rooms of the house. This is the only file that names them. */
export const allRooms: readonly Room[] = [intake, deadline, decision, oversight]

/** The rooms a command line asks for; all of them when it names none. Throws a ConfigError for an unknown name. */
export function roomsNamed (names: readonly string[]): readonly Room[] {
  const unknown = names.filter((name) => !allRooms.some((room) => room.name === name))
  if (unknown.length > 0) {
    throw new ConfigError(`There is no room "${unknown.join('", "')}"; the rooms are ${allRooms.map((room) => room.name).join(', ')}.`)
  }
  return names.length === 0 ? allRooms : allRooms.filter((room) => names.includes(room.name))
}

/** A running service: where it answers, and how to stop it. */
export type Running = { address: string, stop (): Promise<void> }

/** Starts rooms as configured: database, roles, migrations, sample world, app, deliveries, port. */
export async function run (config: Config, rooms: readonly Room[]): Promise<Running> {
  const keys = keyRing(rootKeyOf(config))
  const verifyStaff = config.issuer === undefined ? developmentVerifier(keys) : await issuerVerifier(config.issuer)
  const embedded = config.databaseUrl === undefined
    ? await startEmbeddedPostgres({ folder: config.dataFolder, durable: true })
    : undefined
  const databaseUrl = embedded?.url ?? config.databaseUrl as string
  try {
    await prepareDatabase(databaseUrl)
    if (!config.production) await loadSampleWorld(databaseUrl, keys)
    const house = await openHouse({
      rooms, allRooms, databaseUrl, keys, bytes: await openByteStore(config.bytes), halfKeys: await openByteStore(config.halfKeys),
      scanner: openScanner({ workers: config.readers }), signing: config.signing && httpSigningService(config.signing),
      clock: systemClock, verifyStaff, logger: pino({ level: config.logLevel }), limits: config.limits, proxies: config.proxies,
    })
    const stop = async (): Promise<void> => {
      await house.stop()
      await embedded?.stop()
    }
    const address = await house.app.listen({ port: config.port, host: config.host }).catch(async (error: unknown) => {
      await house.stop()
      throw error
    })
    return { address, stop }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** An expected failure of the start, as one sentence; undefined for a bug. */
function sentenceOf (error: unknown, config: Config | undefined): string | undefined {
  if (error instanceof ConfigError || error instanceof EmbeddedPostgresError || error instanceof IssuerError) {
    return error.message
  }
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return `Port ${config?.port} is in use; set PORT to another one.`
  if (code === 'EACCES' && syscall === 'listen') return `Port ${config?.port} is not allowed for this user; set PORT to another one.`
  const root = (error as Error).cause ?? error
  const { code: databaseCode } = root as { code?: string }
  if (/^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|28P01|28000|3D000)$/.test(databaseCode ?? '')) {
    return `The database at DATABASE_URL cannot be reached or refuses the login (${databaseCode}).`
  }
  return undefined
}

async function main (): Promise<void> {
  let config: Config | undefined
  try {
    config = readConfig()
    const rooms = roomsNamed(process.argv.slice(2))
    const running = await run(config, rooms)
    process.stdout.write(greeting(running.address, rooms))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.stop())
  } catch (error) {
    const sentence = sentenceOf(error, config)
    if (sentence === undefined) throw error
    process.stderr.write(`${sentence}\n`)
    process.exitCode = 1
  }
}

if (import.meta.main) await main()
