/** The four rooms of the house; each has one database role and owns its own tables. */
export const rooms = ['intake', 'deadline', 'decision', 'oversight'] as const

export type Room = typeof rooms[number]

/** The Postgres role a room's pool runs as. It cannot log in and owns nothing. */
export function roleOf (room: Room): string {
  return `lightwell_${room}`
}
