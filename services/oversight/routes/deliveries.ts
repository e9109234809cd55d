import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { done, write } from '@lightwell/http/write'
import { rooms } from '@lightwell/schema/rooms'
import { replayDelivery } from '../commands/replay-delivery.ts'
import { listParkedDeliveries, type DeliveryRow } from '../store/deliveries.ts'

const RoomName = Type.Union(rooms.map((room) => Type.Literal(room)))

const DeliveryParams = Type.Object({ eventId: Type.String({ format: 'uuid' }), consumer: RoomName })

const DeliveryQuery = Type.Object({
  state: Type.Literal('parked', { default: 'parked' }), ...PageQuery,
}, { additionalProperties: false })

/** What a room still has to do with an event, and why it could not. */
export const Delivery = Type.Object({
  eventId: Type.String(),
  consumer: RoomName,
  requestId: Type.String(),
  sequence: Type.Integer(),
  type: Type.String(),
  state: Type.String(),
  attempts: Type.Integer(),
  firstError: Type.Union([Type.String(), Type.Null()]),
})
export type Delivery = Static<typeof Delivery>

/** Serves the deliveries that failed for good, and their replay. */
export function serveDeliveries (app: App, deps: Deps): void {
  app.get('/v1/deliveries', {
    schema: {
      querystring: DeliveryQuery, response: { 200: pageOf(Delivery) }, tags: ['oversight'],
      summary: 'Deliveries that failed for good, oldest event first',
    },
  }, (request) => listParked(deps, request.caller, request.query))

  app.post('/v1/deliveries/:eventId/:consumer/replay', {
    schema: {
      params: DeliveryParams, response: { 200: Delivery }, tags: ['oversight'],
      summary: 'Give a parked delivery its attempts again',
    },
  }, async (request, reply) => {
    const { consumer } = request.params
    await write(deps, reply, async (tx) =>
      done(presentDelivery(await replayDelivery(deps, tx, request.caller, request.params))))
    // A replay appends no event, so nobody has been woken yet.
    deps.waker.wake([consumer])
    return reply
  })
}

async function listParked (deps: Deps, caller: Caller, { limit = defaultLimit, cursor }: Static<typeof DeliveryQuery>) {
  authorize(caller, 'delivery', 'read', { agencyCode: null })
  const after = positionOf(cursor, ['id', (name) => rooms.some((room) => room === name)])
  const rows = await listParkedDeliveries(deps.db, { limit: limit + 1, after })
  const { items, nextCursor } = cutPage(rows, limit, (row) => [row.eventId, row.consumer])
  return { items: items.map(presentDelivery), nextCursor }
}

function presentDelivery ({ caseId, version, ...row }: DeliveryRow): Delivery {
  return { ...row, requestId: caseId, sequence: version }
}
