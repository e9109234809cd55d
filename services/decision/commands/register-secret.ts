import { validate as isUuid, v7 as uuidv7 } from 'uuid'
import { type Day, yearOf } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { newCaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { type FieldFault, invalid, refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { agencyDay } from '../agency-day.ts'
import { findClassifier } from '../find-classifier.ts'
import { errors, faults } from '../secret-errors.ts'
import { type SecretBody, secretFaults } from '../rules/secret-entry.ts'
import { conditionOf, lastDayOfSecret } from '../rules/secret-period.ts'
import {
  findSecret, insertEntry, insertSecret, insertSecretCarriers, type ListedSecret, listOwnCarriers, type RegisteredSecret,
  type SecretEntry, takeSecretNumber,
} from '../store/registered-secrets.ts'
import { findListInForce } from '../store/secret-lists.ts'

/**
 * Registers a secret that the unit produced: under its line of the list in force, by who may classify at that level
 * (保密法第十七条), within the longest period. It gets its number, and is a case of its own.
 */
export async function registerSecret (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<SecretBody>,
): Promise<ListedSecret> {
  const { agency: agencyCode, position, level, determinedOn: on, classifier } = body
  authorize(caller, 'registered_secret', 'keep', { agencyCode: typeof agencyCode === 'string' ? agencyCode : null })
  if (caller.kind !== 'staff') throw doorErrors.notFound()
  if (typeof agencyCode !== 'string') throw invalid(schemaFaults)
  const { personId } = caller
  const today = await agencyDay(deps, tx, agencyCode)
  const list = await findListInForce(tx, agencyCode, today)
  if (list === undefined) throw errors.listMissing()
  const facts = await findClassifier(tx, { agencyCode, levels: [level], on, classifier, recorderId: personId })
  const line = typeof position === 'number' ? list.matters[position - 1] : undefined
  refuseFaults(toldFaults(schemaFaults, [
    ...secretFaults(body, { ...facts, today, line }), ...await carrierFaults(tx, agencyCode, body.carriers),
  ]))
  const at = deps.clock.now()
  const secret = newSecret(body as SecretBody, {
    number: await takeSecretNumber(tx, { agencyCode, year: yearOf(today) }), secretListId: list.id, registeredBy: personId,
    registeredAt: at,
  })
  await keepSecret(tx, caller, secret, firstEntry(body as SecretBody, secret, facts.authorityId))
  const noted = { secretId: secret.id, notedBy: personId, notedAt: at }
  await insertSecretCarriers(tx, (body.carriers ?? []).map((carrierId) => ({ ...noted, carrierId })))
  return await findSecret(tx, secret.id) as ListedSecret
}

async function carrierFaults (tx: Transaction, agencyCode: string, ids: unknown): Promise<FieldFault[]> {
  const sent: unknown[] = Array.isArray(ids) ? ids : []
  const known = await listOwnCarriers(tx, agencyCode, sent.filter((id): id is string => isUuid(id)))
  return sent.flatMap((id, at) => !isUuid(id) || known.includes(id as string) ? [] : [faults.unknownCarrier(`/carriers/${at}`)])
}

async function keepSecret (tx: Transaction, caller: Caller, secret: RegisteredSecret, entry: SecretEntry): Promise<void> {
  const { id: secretId, agencyCode: agency, registeredAt: at } = secret
  await append(tx, newCaseHead({ id: secretId, kind: 'secret', agencyCode: agency }), {
    type: 'lightwell.secret.registered.v1', room: 'decision', actor: actorOf(caller), at,
    data: { secretId, entryId: entry.id, agency, until: entry.secretUntil },
  })
  await insertSecret(tx, secret)
  await insertEntry(tx, entry)
}

function newSecret (
  { agency: agencyCode, description, section, circle, position, determinedOn }: SecretBody,
  registered: Pick<RegisteredSecret, 'number' | 'secretListId' | 'registeredBy' | 'registeredAt'>,
): RegisteredSecret {
  return { id: uuidv7(), agencyCode, description, section, circle, position, determinedOn, ...registered }
}

function firstEntry (
  body: SecretBody, { id: secretId, registeredBy: recordedBy, registeredAt: recordedAt }: RegisteredSecret, authorityId: string | null,
): SecretEntry {
  const { level, period, provision = null, decidedBy, classifier, designation = null, document = null, ground, determinedOn } = body
  return {
    id: uuidv7(), secretId, seq: 1, act: 'registered', level, secretUntil: lastDayOfSecret(period, determinedOn as Day),
    secretCondition: conditionOf(period), provision, madeOn: determinedOn, decidedBy,
    authorityId: decidedBy === 'agency' ? authorityId : null, classifierId: classifier, designation, document, ground, recordedBy,
    recordedAt,
  }
}
