import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { findClassifier } from '../find-classifier.ts'
import { holdSecret } from '../hold-secret.ts'
import { type SecretChangeBody, secretChangeFaults } from '../rules/secret-entry.ts'
import { conditionOf, lastDayOfSecret } from '../rules/secret-period.ts'
import { errors } from '../secret-errors.ts'
import { findSecret, insertEntry, listEntriesOf, type ListedSecret, type SecretEntry } from '../store/registered-secrets.ts'

export type ChangeSecret = SentBody<SecretChangeBody> & { secretId: string, ifMatch: string | undefined }

/**
 * Enters what was determined of a registered secret afterwards: its level raised or lowered, its period made longer or shorter,
 * its declassification (B-31, B-32). What stood before stays as it was entered; nothing goes out by this.
 */
export async function changeSecret (
  deps: Deps, tx: Transaction, caller: Caller, { secretId, body, schemaFaults, ifMatch }: ChangeSecret,
): Promise<ListedSecret> {
  const { staff, head, keeper, secret, standing, zone } = await holdSecret(tx, caller, { id: secretId, ifMatch })
  if (standing.act === 'declassified') throw errors.declassified()
  const at = deps.clock.now()
  const facts = await findClassifier(tx, {
    agencyCode: keeper, levels: [standing.level, body.level], on: body.on, classifier: body.classifier,
    recorderId: staff.personId,
  })
  const [first] = await listEntriesOf(tx, secretId, 0, 1)
  refuseFaults(toldFaults(schemaFaults, secretChangeFaults(body, {
    ...facts, today: dayIn(at, zone), determinedOn: secret.determinedOn as Day, standing, first: first?.decidedBy as 'agency' | 'source',
  })))
  const entry = nextEntry(body as SecretChangeBody, { determinedOn: secret.determinedOn as Day, standing }, {
    authorityId: facts.authorityId, recordedBy: staff.personId, recordedAt: at,
  })
  await insertEntry(tx, entry)
  await append(tx, head, {
    type: 'lightwell.secret.changed.v1', room: 'decision', actor: actorOf(caller), at,
    data: { secretId, entryId: entry.id, replacedId: standing.id, until: entry.secretUntil },
  })
  return await findSecret(tx, secretId) as ListedSecret
}

function nextEntry (
  body: SecretChangeBody, { determinedOn, standing }: { determinedOn: Day, standing: SecretEntry },
  { authorityId, ...recorded }: Pick<SecretEntry, 'authorityId' | 'recordedBy' | 'recordedAt'>,
): SecretEntry {
  const { act, on, level, period, provision = null, decidedBy, classifier = null, designation = null, document = null, ground } = body
  return {
    id: uuidv7(), secretId: standing.secretId, seq: standing.seq + 1, act, level: level ?? standing.level,
    secretUntil: period === undefined ? null : lastDayOfSecret(period, determinedOn),
    secretCondition: conditionOf(period), provision, madeOn: on, decidedBy,
    authorityId: decidedBy === 'agency' ? authorityId : null, classifierId: classifier, designation, document, ground, ...recorded,
  }
}
