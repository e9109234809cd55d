import type { Transaction } from '@lightwell/database/connect'
import type { EventType } from './contracts.ts'
import type { Deps } from './deps.ts'
import type { Envelope } from './envelope.ts'

/**
 * Acts on one event inside the transaction that marks it delivered: both happen, or neither. A handler locks the case
 * of its event and no other, and changes only this database.
 */
export type Handler<T extends EventType> = (deps: Deps, tx: Transaction, event: Envelope<T>) => Promise<void>

/** What a room does with the events it consumes. */
export type Subscriptions = { [T in EventType]?: Handler<T> }

/** Two sets of handlers as one: of an event on which both act, first the one does and then the other. */
export function inTurn (first: Subscriptions, second: Subscriptions): Subscriptions {
  const types = new Set([...Object.keys(first), ...Object.keys(second)] as EventType[])
  return Object.fromEntries([...types].map((type) => [type, bothOf(first[type], second[type])]))
}

function bothOf (one: Handler<never> | undefined, other: Handler<never> | undefined): Handler<never> | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return async (deps, tx, event) => {
    await one(deps, tx, event)
    await other(deps, tx, event)
  }
}
