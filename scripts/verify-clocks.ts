import { connect } from '@lightwell/database/connect'
import { startEmbeddedPostgres } from '@lightwell/database/embedded'
import { EmbeddedPostgresError } from '@lightwell/database/embedded-error'
import { prepareDatabase } from '@lightwell/database/prepare'
import type { Room } from '@lightwell/http/room'
import { ConfigError, readConfig } from '../services/config.ts'
import { allRooms } from '../services/run.ts'

/** Computes anew what a room only keeps for querying, prints what differs, a line of JSON each, and gives how much it was. */
async function verifyRoom (databaseUrl: string, { name, verify }: Room): Promise<{ checked: number, unverifiable: number, faults: number }> {
  const found = { checked: 0, unverifiable: 0, faults: 0 }
  if (verify === undefined) return found
  const { db, close } = connect(databaseUrl, name, { max: 1 })
  try {
    for await (const { checked, unverifiable, faults } of verify(db)) {
      found.checked += checked
      found.unverifiable += unverifiable
      found.faults += faults.length
      if (faults.length > 0) console.log(faults.map((fault) => JSON.stringify(fault)).join('\n'))
    }
    return found
  } finally {
    await close()
  }
}

/** Verifies every room that can be; gives the number of faults. */
async function verifyHouse (databaseUrl: string): Promise<number> {
  let total = 0
  for (const room of allRooms.filter(({ verify }) => verify !== undefined)) {
    const { checked, unverifiable, faults } = await verifyRoom(databaseUrl, room)
    total += faults
    process.stderr.write(`${room.name}: ${checked} checked, ${faults} faults, ${unverifiable} that cannot be counted anew\n`)
  }
  return total
}

try {
  const { databaseUrl, dataFolder } = readConfig()
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres({ folder: dataFolder, durable: true }) : undefined
  try {
    if (embedded !== undefined) await prepareDatabase(embedded.url)
    process.exitCode = await verifyHouse(embedded?.url ?? databaseUrl as string) === 0 ? 0 : 1
  } finally {
    await embedded?.stop()
  }
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof EmbeddedPostgresError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
