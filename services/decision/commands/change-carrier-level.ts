import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import { faults } from '../carrier-errors.ts'
import { holdCarrier, moveCarrier } from '../hold-carrier.ts'
import { carrierLevels, Secrecy, wordFaults } from '../rules/carrier.ts'
import type { Carrier } from '../store/carriers.ts'
import type { CarrierStep } from './lend-carrier.ts'

export const LevelBody = Type.Object({
  level: listed(carrierLevels),
  secret: Secrecy,
  classifier: { ...Line(200), description: 'The body that determined the level, or the one above it.' },
  words: { ...Line(500), description: 'Its paper, by which the level is changed.' },
}, { additionalProperties: false })
export type LevelBody = Static<typeof LevelBody>

/** Notes that who determined its level, or the body above, changed it (升密、降密、解密, B-31). Nothing goes out by this. */
export async function changeCarrierLevel (
  deps: Deps, tx: Transaction, caller: Caller, { carrierId, body: { level, secret, classifier, words }, ifMatch }: CarrierStep<LevelBody>,
): Promise<Carrier> {
  const held = await holdCarrier(tx, caller, { id: carrierId, verb: 'keep', ifMatch })
  const { carrier } = held
  const secretUntil = 'until' in secret ? secret.until : null
  const secretCondition = 'condition' in secret ? secret.condition : null
  const isSame = level === carrier.level && secretUntil === carrier.secretUntil && secretCondition === carrier.secretCondition
  refuseFaults([...wordFaults({ 'secret/condition': secretCondition, classifier, words }), ...isSame ? [faults.sameLevel('/level')] : []])
  const changed: Carrier = { ...carrier, level, secretUntil, secretCondition, classifier }
  await moveCarrier(tx, held, changed, { act: 'level_changed', words, at: deps.clock.now() })
  return changed
}
