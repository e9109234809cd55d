import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { disclosureFor } from '../authorize-staff.ts'
import { holdPublicDisclosure } from '../hold-disclosure.ts'
import { markFaults } from '../rules/section-task.ts'
import type { ListedDisclosure } from '../store/disclosures.ts'
import { insertLevelRaise } from '../store/referrals.ts'
import { takeDown } from '../take-down.ts'

/** To which level what is public was raised (升密), by whom and by which paper. */
export const LevelRaiseBody = Type.Object({
  level: listed(['secret', 'confidential', 'top_secret']),
  by: Line(200),
  paper: Line(200),
}, { additionalProperties: false })
export type LevelRaiseBody = Static<typeof LevelRaiseBody>

export type RaiseLevel = SentBody<LevelRaiseBody> & { disclosureId: string, ifMatch: string | undefined }

/** Takes down what became a secret after it was released, at once. Its bytes are not released again before a ruling. */
export async function raiseLevel (
  deps: Deps, tx: Transaction, caller: Caller, { disclosureId, body, schemaFaults, ifMatch }: RaiseLevel,
): Promise<ListedDisclosure> {
  const { staff } = await disclosureFor(tx, disclosureId, { caller, verb: 'raise_level' })
  const held = await holdPublicDisclosure(tx, disclosureId, ifMatch)
  refuseFaults(toldFaults(schemaFaults, [...markFaults(body.by, '/by'), ...markFaults(body.paper, '/paper')]))
  const { level, by, paper } = body as LevelRaiseBody
  const at = deps.clock.now()
  await insertLevelRaise(tx, {
    disclosureId, sha256: held.disclosure.sha256, level, raisedBy: by, paper, recordedBy: staff.personId, recordedAt: at,
  })
  return await takeDown(tx, held, { cause: 'level_raised', reason: `${by} ${paper}`, actor: actorOf(caller), at })
}
