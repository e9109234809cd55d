import type { Transaction } from '@lightwell/database/connect'
import type { Room } from '@lightwell/schema/rooms'
import { claim, claimOne, dueEventIds, finish, recordFailure, type Claim } from './deliveries.ts'
import type { Deps } from './deps.ts'
import { describeError } from './describe-error.ts'
import { readEnvelope, type Envelope } from './envelope.ts'
import type { Handler, Subscriptions } from './subscriptions.ts'
import { transact } from './transact.ts'

const batchSize = 25
const pollMs = 1_000
const attemptsMost = 8

type Consumer = { room: Room, subscriptions: Subscriptions }

/** A room's delivery, running until it is stopped. */
export type Delivery = { stop (): Promise<void> }

/**
 * Delivers to one room until stopped, in one loop: while a batch is handled the next one gathers, and more processes are
 * more loops. The claim of a delivery, its effect and the mark that it is done commit in one transaction, so an event
 * takes effect exactly once, and a killed process gives its claims back at once.
 */
export function startDelivery (deps: Deps, room: Room, subscriptions: Subscriptions): Delivery {
  let stopped = false
  async function loop (): Promise<void> {
    while (!stopped) {
      const delivered = await deliverDue(deps, room, subscriptions).catch((error: unknown) => {
        deps.log.error({ room, error: describeError(error) }, 'Delivery cannot reach the database')
        return 0
      })
      if (delivered === 0 && !stopped) await deps.waker.sleep(room, pollMs)
    }
  }
  const running = loop()
  return {
    async stop () {
      stopped = true
      deps.waker.wake([room])
      await running
    },
  }
}

/** Delivers one batch of what is due and says how many it was. A batch in which one fails is taken apart. */
export async function deliverDue (deps: Deps, room: Room, subscriptions: Subscriptions): Promise<number> {
  try {
    const { result } = await transact(deps, async (tx) =>
      await handle(deps, tx, { room, subscriptions }, await claim(tx, room, deps.clock.now(), batchSize)))
    return result
  } catch (error) {
    deps.log.warn({ room, error: describeError(error) }, 'A batch failed and is delivered one by one')
    return await deliverOneByOne(deps, room, subscriptions)
  }
}

async function deliverOneByOne (deps: Deps, room: Room, subscriptions: Subscriptions): Promise<number> {
  let delivered = 0
  for (const eventId of await dueEventIds(deps.db, room, deps.clock.now(), batchSize)) {
    try {
      const { result } = await transact(deps, async (tx) =>
        await handle(deps, tx, { room, subscriptions }, await claimOne(tx, room, eventId)))
      delivered += result
    } catch (error) {
      await noteFailure(deps, room, eventId, error)
    }
  }
  return delivered
}

async function handle (
  deps: Deps, tx: Transaction, { room, subscriptions }: Consumer, claims: readonly Claim[],
): Promise<number> {
  for (const { bytes } of claims) {
    const event = readEnvelope(bytes)
    const handler = subscriptions[event.type] as Handler<Envelope['type']> | undefined
    if (handler === undefined) throw new Error(`No subscription for ${event.type}`)
    await handler(deps, tx, event)
  }
  if (claims.length > 0) await finish(tx, room, claims.map(({ eventId }) => eventId), deps.clock.now())
  return claims.length
}

async function noteFailure (deps: Deps, room: Room, eventId: string, error: unknown): Promise<void> {
  const now = deps.clock.now()
  const described = describeError(error)
  const state = await recordFailure(deps.db, room, eventId, {
    error: described, retryAt: (attempts) => retryAt(now, attempts),
  })
  const fields = { room, eventId, error: described }
  if (state === 'parked') deps.log.error(fields, 'A delivery is parked; it holds the later events of its case')
  else deps.log.warn(fields, 'A delivery failed and will be tried again')
}

/** 0.2 s, doubled each time; undefined after the last attempt. */
export function retryAt (now: Date, attempts: number): Date | undefined {
  return attempts >= attemptsMost ? undefined : new Date(now.getTime() + 100 * 2 ** attempts)
}
