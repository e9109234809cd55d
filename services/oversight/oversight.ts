import type { Room } from '@lightwell/http/room'

export const oversight: Room = { name: 'oversight', plugin: () => {}, subscriptions: {} }
