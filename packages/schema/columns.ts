import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Raw bytes (`bytea`), a Buffer in code. */
export const bytes = customType<{ data: Buffer, driverData: Buffer }>({
  dataType () {
    return 'bytea'
  },
})

/** An instant, kept to the millisecond so that what is read equals what was written. */
export function instant () {
  return timestamp({ withTimezone: true, precision: 3, mode: 'date' })
}

/** A UUIDv7 made by the application; the database never invents identifiers. */
export function id () {
  return uuid()
}
