import type { Clock } from '@lightwell/calendar/clock'
import type { Database } from '@lightwell/database/connect'
import type { ByteStore } from '@lightwell/documents/byte-store'
import type { Scanner } from '@lightwell/documents/scanner'
import type { SigningService } from '@lightwell/documents/signing-service'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import type { Waker } from './wake.ts'

/** Where a room writes what operators read. Messages name things by id and carry no personal data. */
export type Log = {
  info (fields: object, message: string): void
  warn (fields: object, message: string): void
  error (fields: object, message: string): void
}

/** What a room needs of the world; handed to every command first, never imported. */
export type Deps = {
  db: Database
  clock: Clock
  keys: KeyRing
  /** Where bytes that are not rows are kept, sealed. */
  bytes: ByteStore
  /** The half keys of records: small, outside the database, and never in a back-up, so that they can be destroyed. */
  halfKeys: ByteStore
  /** Reads files for marks and for personal data. */
  scanner: Scanner
  /** Seals papers, where the house has such a service. */
  signing?: SigningService | undefined
  waker: Waker
  /** How long an answer waits for the other rooms to act on it, at most; half a second when left out. */
  settleMs?: number | undefined
  log: Log
}
