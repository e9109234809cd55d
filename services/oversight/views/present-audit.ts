import { Type, type Static } from '@sinclair/typebox'
import { readEnvelope } from '@lightwell/events/envelope'
import type { ChainFault, StoredEvent } from '@lightwell/events/verify-chain'
import type { Verified } from '../store/audit.ts'

const Fault = Type.Object({ sequence: Type.Integer(), code: Type.String() })

/**
 * A page of the history of a case: who did what and when, each event bound to the one before by its hash. The
 * verification is that of the whole history. `nextCursor` is null on the last page.
 */
export const Audit = Type.Object({
  requestId: Type.String(),
  events: Type.Array(Type.Object({
    id: Type.String(),
    sequence: Type.Integer(),
    type: Type.String(),
    time: Type.String(),
    actor: Type.Union([Type.String(), Type.Null()]),
    hash: Type.String(),
  })),
  verification: Type.Object({ events: Type.Integer(), faults: Type.Array(Fault) }),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
})
export type Audit = Static<typeof Audit>

/** What was verified and what is wrong with it. `nextCursor` is null when no case is left. */
export const VerificationResult = Type.Object({
  cases: Type.Integer(),
  events: Type.Integer(),
  faults: Type.Array(Type.Object({ requestId: Type.String(), sequence: Type.Integer(), code: Type.String() })),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
})
export type VerificationResult = Static<typeof VerificationResult>

export function presentAudit (
  requestId: string, { items, nextCursor }: { items: readonly StoredEvent[], nextCursor: string | null },
  verification: { events: number, faults: readonly ChainFault[] },
): Audit {
  return {
    requestId,
    nextCursor,
    events: items.map((event) => ({
      id: event.id, sequence: event.version, type: event.type, time: event.occurredAt.toISOString(),
      actor: actorIn(event.bytes), hash: event.hash,
    })),
    verification: {
      events: verification.events,
      faults: verification.faults.map(({ version, code }) => ({ sequence: version, code })),
    },
  }
}

export function presentVerified (
  { cases, events, faults }: Omit<Verified, 'lastCaseId'>, nextCursor: string | null,
): VerificationResult {
  return {
    cases, events, nextCursor,
    faults: faults.map(({ caseId, version, code }) => ({ requestId: caseId, sequence: version, code })),
  }
}

/** Who acted, as the hashed bytes tell it; null where they were damaged beyond reading. */
function actorIn (bytes: Buffer): string | null {
  try {
    return readEnvelope(bytes).actor
  } catch {
    return null
  }
}
