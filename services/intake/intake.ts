import type { Room } from '@lightwell/http/room'

export const intake: Room = { name: 'intake', plugin: () => {}, subscriptions: {} }
