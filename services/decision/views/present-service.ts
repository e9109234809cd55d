import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import type { Service } from '../store/notices.ts'
import type { Reading } from '../store/readings.ts'
import type { Sending } from '../store/sendings.ts'

/** How a paper reached its reader. */
export const ServiceView = Type.Object({
  id: Type.String(),
  noticeId: Type.String(),
  method: Type.String(),
  on: Type.String(),
  evidence: Type.String(),
  witness: nullable(Type.String()),
  place: nullable(Type.String()),
  untilOn: nullable(Type.String()),
  recordedBy: Type.String(),
  recordedAt: Type.String(),
})
export type ServiceView = Static<typeof ServiceView>

/** One way that a paper went. */
export const SendingView = Type.Object({
  id: Type.String(),
  noticeId: Type.String(),
  method: Type.String(),
  on: Type.String(),
  waybill: nullable(Type.String()),
  state: Type.String({ description: 'sent, served or returned' }),
  servedOn: nullable(Type.String({ description: 'Also of one that counted and came back.' })),
  evidence: nullable(Type.String()),
  returnedOn: nullable(Type.String()),
  returnReason: nullable(Type.String()),
  recordedBy: Type.String(),
  recordedAt: Type.String(),
})
export type SendingView = Static<typeof SendingView>

/** When somebody outside first opened a paper, or a record that it released. */
export const ReadingView = Type.Object({
  recordId: nullable(Type.String()),
  reader: Type.String({ description: 'applicant, portal or consulted' }),
  readAt: Type.String(),
})
export type ReadingView = Static<typeof ReadingView>

export function presentService ({ servedOn, recordedAt, ...service }: Service): ServiceView {
  return { ...service, on: servedOn, recordedAt: recordedAt.toISOString() }
}

export function presentSending ({ sentOn, recordedAt, returnedBy: _returnedBy, ...sending }: Sending): SendingView {
  return { ...sending, on: sentOn, recordedAt: recordedAt.toISOString() }
}

export function presentReading ({ recordId, reader, readAt }: Reading): ReadingView {
  return { recordId, reader, readAt: readAt.toISOString() }
}
