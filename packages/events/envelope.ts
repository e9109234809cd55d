import canonicalize from 'canonicalize'
import type { Room } from '@lightwell/schema/rooms'
import { namedHash } from '@lightwell/secrets/hashes'
import type { EventData, EventType } from './contracts.ts'

/** A CloudEvents 1.0 event as it stands in the chain. `prevhash` is the hash of the event before, or `none`. */
export type Envelope<T extends EventType = EventType> = {
  specversion: '1.0'
  id: string
  source: string
  type: T
  subject: string
  time: string
  datacontenttype: 'application/json'
  sequence: string
  actor: string
  prevhash: string
  data: EventData<T>
}

/** What stands before the first event of a case. */
export const chainStart = 'none'

/** The name of a room as the source of an event. */
export function sourceOf (room: Room): string {
  return `/lightwell/${room}`
}

/** The canonical bytes of an event (RFC 8785) and their hash: both are stored, and neither is ever made again. */
export function sealEnvelope (envelope: Envelope): { bytes: Buffer, hash: string } {
  const bytes = Buffer.from(canonicalize(envelope) as string, 'utf8')
  return { bytes, hash: namedHash(bytes) }
}

/** Reads stored event bytes. */
export function readEnvelope (bytes: Buffer): Envelope {
  return JSON.parse(bytes.toString('utf8')) as Envelope
}
