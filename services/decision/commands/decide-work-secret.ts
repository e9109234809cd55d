import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { actsAsDeputy } from '../authorize-staff.ts'
import { errors as roomErrors } from '../errors.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { holdWorkSecret, type HeldWorkSecret } from '../hold-work-secret.ts'
import { isSealed } from '../rules/sealed.ts'
import { findOpening, findRecord } from '../store/records.ts'
import { listStandingSecrets, saveWorkSecret, type WorkSecret } from '../store/work-secrets.ts'
import { errors } from '../work-secret-errors.ts'

/** What the leader says to a proposal. */
export const WorkSecretDecisionBody = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })
export type WorkSecretDecisionBody = Static<typeof WorkSecretDecisionBody>

export type DecideWorkSecret = { id: string, body: WorkSecretDecisionBody, ifMatch: string | undefined }

/** Another person, the leader, determines what was proposed (工作秘密的确定). What it changes is replaced by it. */
export async function determineWorkSecret (deps: Deps, tx: Transaction, caller: Caller, input: DecideWorkSecret): Promise<WorkSecret> {
  const held = await holdProposed(tx, caller, input)
  const { head, of, workSecret } = held
  const { recordId, untilOn } = workSecret
  await holdOpenRecordCase(tx, head.id, undefined)
  const record = await findRecord(tx, recordId)
  if (record === undefined || isSealed(record)) throw roomErrors.recordSealed()
  await requireOpened(tx, held)
  const at = deps.clock.now()
  if (untilOn < dayIn(at, of.zone)) throw errors.workSecretOver()
  const replaced = (await listStandingSecrets(tx, [recordId])).find(({ state }) => state === 'determined')
  if (replaced !== undefined) await saveWorkSecret(tx, { ...replaced, state: 'replaced' })
  const determined = await saveDecision(tx, held, { state: 'determined', reason: input.body.reason, at })
  await append(tx, head, {
    type: 'lightwell.work_secret.determined.v1', room: 'decision', actor: actorOf(caller), at,
    data: {
      recordId, workSecretId: workSecret.id, untilOn, asDeputy: actsAsDeputy(held.posts), replacedId: replaced?.id ?? null,
    },
  })
  return determined
}

/** Another person, the leader, refuses it. What ran before runs on. */
export async function refuseWorkSecret (deps: Deps, tx: Transaction, caller: Caller, input: DecideWorkSecret): Promise<WorkSecret> {
  const held = await holdProposed(tx, caller, input)
  await requireOpened(tx, held)
  const at = deps.clock.now()
  const refused = await saveDecision(tx, held, { state: 'refused', reason: input.body.reason, at })
  await append(tx, held.head, {
    type: 'lightwell.work_secret.refused.v1', room: 'decision', actor: actorOf(caller), at,
    data: { recordId: refused.recordId, workSecretId: refused.id },
  })
  return refused
}

async function holdProposed (tx: Transaction, caller: Caller, { id, ifMatch }: DecideWorkSecret): Promise<HeldWorkSecret> {
  const held = await holdWorkSecret(tx, caller, { id, verb: 'determine', ifMatch })
  if (held.workSecret.state !== 'proposed') throw errors.workSecretDecided()
  if (held.workSecret.proposedBy === held.staff.personId) throw errors.ownWorkSecret()
  return held
}

/** Who decides on it has read what it is about. */
async function requireOpened (
  tx: Transaction, { workSecret: { recordId, sha256 }, staff: { personId: readerId } }: HeldWorkSecret,
): Promise<void> {
  if (await findOpening(tx, { recordId, sha256, readerId }) === undefined) throw errors.contentNotOpened()
}

async function saveDecision (
  tx: Transaction, { workSecret, staff, posts }: HeldWorkSecret,
  { state, reason, at }: { state: 'determined' | 'refused', reason: string, at: Date },
): Promise<WorkSecret> {
  const decided: WorkSecret = {
    ...workSecret, state, decidedBy: staff.personId, decidedAt: at, decidedAsDeputy: actsAsDeputy(posts), decisionReason: reason,
  }
  await saveWorkSecret(tx, decided)
  return decided
}
