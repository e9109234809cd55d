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
