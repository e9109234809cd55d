import type { Reader } from '@lightwell/database/connect'
import type { Subscriptions } from '@lightwell/events/subscriptions'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import type { Room as RoomName } from '@lightwell/schema/rooms'
import type { App } from './app.ts'

/** What a room shows at its front door. */
export type Room = {
  name: RoomName
  /** Registers the room's routes; does no I/O, so that the contract can be written without a database. */
  plugin (app: App, deps: Deps): Promise<void> | void
  /** What the room writes before anything else runs, such as what ships with this release. May be repeated and raced. */
  prepare? (deps: Deps): Promise<void>
  subscriptions: Subscriptions
  /** Computes anew what the room only keeps for querying, part by part, and tells what differs. */
  verify? (db: Reader): AsyncIterable<{ checked: number, unverifiable: number, faults: readonly object[] }>
  /** What the room does because time has passed. */
  sweeps?: readonly Sweep[]
}
