import { readFileSync } from 'node:fs'
import { startEmbeddedPostgres } from '@lightwell/database/embedded'
import { EmbeddedPostgresError } from '@lightwell/database/embedded-error'
import { prepareDatabase } from '@lightwell/database/prepare'
import { newToken } from '@lightwell/secrets/tokens'
import { systemClock } from '../services/clock.ts'
import { ConfigError, readConfig } from '../services/config.ts'
import { foundWorld, type ClientKey } from '../services/found-world.ts'
import { worldFaults, type World } from '../services/world.ts'

/** Reads a world from a JSON file. Throws with every fault at once, a line each: its place, its code and its words. */
function readWorld (file: string | undefined, now: Date): World {
  if (!file) throw new ConfigError('Usage: npm run -s found -- <file with agencies, people, posts and clients as JSON>')
  const world = parse(file)
  const faults = worldFaults(world, now)
  if (faults.length > 0) {
    const lines = faults.map(({ pointer, code, detail }) => `  ${pointer || '/'}  ${code}  ${detail.en}`)
    throw new ConfigError(`${file} holds no world that could be founded:\n${lines.join('\n')}`)
  }
  return world as World
}

function parse (file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ConfigError(`${file} cannot be read as JSON: ${(error as Error).message}`, { cause: error })
  }
}

/** Founds a house on the configured database, and gives the keys of its clients. */
async function found (world: World, now: Date): Promise<ClientKey[]> {
  const { databaseUrl, dataFolder } = readConfig()
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres({ folder: dataFolder, durable: true }) : undefined
  try {
    const url = embedded?.url ?? databaseUrl as string
    await prepareDatabase(url)
    const keys = await foundWorld(url, world, { now, newKey: () => newToken('portal') })
    if (keys === undefined) throw new ConfigError('This house has agencies already; what it began with is not changed.')
    return keys
  } finally {
    await embedded?.stop()
  }
}

try {
  const now = systemClock.now()
  const world = readWorld(process.argv[2], now)
  const keys = await found(world, now)
  process.stderr.write(`Founded: ${world.agencies.length} agencies, ${world.people.length} people, ${world.posts.length} posts.\n`)
  // The only time that a key is told.
  for (const { name, key } of keys) process.stdout.write(`${name}\t${key}\n`)
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof EmbeddedPostgresError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
