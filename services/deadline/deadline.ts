import type { Room } from '@lightwell/http/room'

export const deadline: Room = { name: 'deadline', plugin: () => {}, subscriptions: {} }
