import type { Room } from '@lightwell/http/room'

export const decision: Room = { name: 'decision', plugin: () => {}, subscriptions: {} }
