import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { ifMatchOf } from '@lightwell/http/etag'
import { permission } from '@lightwell/http/policy'
import { created, done, write } from '@lightwell/http/write'
import { recordFor } from '../authorize-staff.ts'
import { checkByHand, ManualCheckBody } from '../commands/check-by-hand.ts'
import { confirmUnsealing } from '../commands/confirm-unsealing.ts'
import { destroyRecord, DestructionBody } from '../commands/destroy-record.ts'
import { proposeUnsealing, UnsealingBody } from '../commands/propose-unsealing.ts'
import { IdParams } from '../fields.ts'
import { presentSeal, SealView } from '../views/present-seal.ts'
import { findDestruction, findManualCheck, findUnsealing } from '../store/seals.ts'

const tags = ['decision']

/** What becomes of a sealed record: a false alarm that two people find, or destruction; and what nobody could read. */
export function serveSeals (app: App, deps: Deps): void {
  serveUnsealing(app, deps)

  app.get('/v1/records/:id/seal', {
    schema: { params: IdParams, response: { 200: SealView }, tags, summary: 'The seal of a record, and what people found about it' },
  }, ({ caller, params }) => readSeal(deps.db, caller, params.id))

  app.post('/v1/records/:id/manual-check', {
    schema: {
      params: IdParams, body: ManualCheckBody, response: { 201: SealView }, tags,
      summary: 'The secrecy duty looked through what could not be read, page by page; a mark that he found seals it',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    await checkByHand(deps, tx, caller, { recordId, body, ifMatch: ifMatchOf(request) })
    return created(`/v1/records/${recordId}/seal`, await readSeal(tx, caller, recordId))
  }))

  app.post('/v1/records/:id/destruction', {
    schema: {
      params: IdParams, body: DestructionBody, response: { 201: SealView }, tags,
      summary: 'Destroy the key and the bytes of a sealed record; the case goes on with the number of its carrier',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    await destroyRecord(deps, tx, caller, { recordId, body, ifMatch: ifMatchOf(request) })
    return created(`/v1/records/${recordId}/seal`, await readSeal(tx, caller, recordId))
  }))
}

function serveUnsealing (app: App, deps: Deps): void {
  app.post('/v1/records/:id/unsealing', {
    schema: {
      params: IdParams, body: UnsealingBody, response: { 201: SealView }, tags,
      summary: 'Find that a seal is a false alarm; nothing opens before another person confirms it',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    await proposeUnsealing(deps, tx, caller, { recordId, body, ifMatch: ifMatchOf(request) })
    return created(`/v1/records/${recordId}/seal`, await readSeal(tx, caller, recordId))
  }))

  app.post('/v1/records/:id/unsealing/confirmation', {
    schema: {
      params: IdParams, body: UnsealingBody, response: { 200: SealView }, tags,
      summary: 'Confirm that a seal is a false alarm: the record opens, and its chain begins',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: recordId } } = request
    await confirmUnsealing(deps, tx, caller, { recordId, body, ifMatch: ifMatchOf(request) })
    return done(await readSeal(tx, caller, recordId))
  }))
}

async function readSeal (db: Reader, caller: Caller, id: string): Promise<SealView> {
  const { record } = await recordFor(db, id, { caller, resource: 'record', verb: 'read' })
  const { allowed: words } = permission(caller, 'record', 'unseal', { agencyCode: record.agencyCode })
  return presentSeal({
    record, manualCheck: await findManualCheck(db, record), unsealing: await findUnsealing(db, id),
    destruction: await findDestruction(db, id),
  }, { words })
}
