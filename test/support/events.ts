import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { connect } from '@lightwell/database/connect'
import { folderStore } from '@lightwell/documents/folder-store'
import { append } from '@lightwell/events/append'
import { lockCase, newCaseHead } from '@lightwell/events/case-head'
import type { EventData, EventType } from '@lightwell/events/contracts'
import type { Deps } from '@lightwell/events/deps'
import { transact } from '@lightwell/events/transact'
import { startWaker } from '@lightwell/events/wake'
import type { Room } from '@lightwell/schema/rooms'
import { keyRing } from '@lightwell/secrets/key-ring'
import { cloneDatabase } from './database.ts'
import { noScanner } from './no-scanner.ts'

/** What a room needs, on a database of the test's own, with a clock that the test sets. */
export async function openDeps (
  t: Pick<Test, 'teardown'>, room: Room, url?: string,
): Promise<{ deps: Deps, url: string, log: object[], clock: { at: Date } }> {
  const database = url ?? (await cloneDatabase(t)).url
  const { db, close } = connect(database, room, { max: 6 })
  const waker = startWaker(database)
  const log: object[] = []
  const clock = { at: new Date('2026-03-02T01:00:00Z') }
  const note = (fields: object): void => void log.push(fields)
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-bytes-'))
  t.teardown(async () => {
    await waker.close()
    await close()
    rmSync(folder, { recursive: true, force: true })
  })
  const deps: Deps = {
    db, waker, clock: { now: () => clock.at }, keys: keyRing(randomBytes(32)), bytes: folderStore(folder), halfKeys: folderStore(folder), scanner: noScanner,
    log: { info: note, warn: note, error: note },
  }
  return { deps, url: database, log, clock }
}

/** Begins a case with the event of its registration. */
export async function openCase (deps: Deps): Promise<string> {
  const id = uuidv7()
  await transact(deps, (tx) => append(tx, newCaseHead({ id, kind: 'request', agencyCode: 'XM' }), {
    type: 'lightwell.request.registered.v1', room: 'intake', actor: 'anonymous', at: deps.clock.now(),
    data: {
      agency: 'XM', regime: 'county', regimeVersion: 'county@1', calendar: 'CN', zone: 'Asia/Shanghai',
      kind: 'disclosure', channel: 'online', applicantKind: 'citizen', receivedOn: '2026-03-02', personalHash: 'HS256.x.y',
    },
  }))
  return id
}

/** Appends a further event to a case. */
export async function appendTo<T extends EventType> (deps: Deps, caseId: string, type: T, data: EventData<T>): Promise<void> {
  await transact(deps, async (tx) => {
    const head = await lockCase(tx, caseId)
    if (head === undefined) throw new Error('No such case')
    await append(tx, head, { type, room: 'intake', actor: 'system', at: deps.clock.now(), data })
  })
}
