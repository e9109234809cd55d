import pg from 'pg'
import { connect } from '@lightwell/database/connect'
import { prepareDatabase } from '@lightwell/database/prepare'
import type { Deps } from '@lightwell/events/deps'
import { systemClock } from '../../services/clock.ts'
import { allRooms } from '../../services/run.ts'
import { databaseUrl, template } from './template.ts'

/** Makes the template anew, migrated, with roles, grants and what ships. Nobody may be connected to it while it is copied. */
export async function makeTemplate (server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`drop database if exists ${template} with (force)`)
    await client.query(`create database ${template} template template0 encoding 'UTF8'`)
  } finally {
    await client.end()
  }
  await prepareDatabase(databaseUrl(server, template))
  await shipOnce(databaseUrl(server, template))
}

// What ships is brought in here, so that not every house of the tests has to do it again.
async function shipOnce (url: string): Promise<void> {
  for (const { name, prepare } of allRooms) {
    const { db, close } = connect(url, name, { max: 1 })
    await prepare?.({ db, clock: systemClock } as Deps)
    await close()
  }
}
