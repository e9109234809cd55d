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
  subscriptions: Subscriptions
  /** What the room does because time has passed. */
  sweeps?: readonly Sweep[]
}
