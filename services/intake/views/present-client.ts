import { Type, type Static } from '@sinclair/typebox'
import type { Client } from '../store/clients.ts'

/** A program that files for citizens, without its key. */
export const ClientView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  revokedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
})
export type ClientView = Static<typeof ClientView>

/** Presents a client. */
export function presentClient ({ id, name, revokedAt }: Client): ClientView {
  return { id, name, revokedAt: revokedAt?.toISOString() ?? null }
}
