import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { lawOf } from '@lightwell/regimes/law-of'
import { newToken } from '@lightwell/secrets/tokens'
import type { CaseView, RequestRow } from '../case-view.ts'
import { holdCase } from '../hold-case.ts'
import { normaliseNumber, type IdentityNumber } from '../identity-number.ts'
import { predecessor } from '../new-party.ts'
import { personalHash, personalValues } from '../personal-hash.ts'
import { applicantColumns, numberOf, personOf, personOfRow } from '../person.ts'
import { futureDayFaults } from '../rules/future-day-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { personWarnings } from '../rules/identity-warnings.ts'
import { personFaults } from '../rules/party-faults.ts'
import { openRequestKey, sealNumber, unsealIdNumber, type SealedApplicant } from '../seal-applicant.ts'
import { findSealedApplicant, updateRequest } from '../store/applicants.ts'
import { insertParties } from '../store/parties.ts'
import type { Succession } from '../succession.ts'

type Input = SentBody<Succession> & { id: string, ifMatch: string | undefined }

/**
 * Lets somebody else take the place of an applicant who died, or of a body that was merged or dissolved: the case and
 * its days pass to him as they stand, and who was the applicant stays on record beside him. What was proved of the one
 * before, and his agents' mandates, are not the successor's. The successor gets a token of his own: the one before opens
 * this request no more, and what else came of the form stays with it. Throws 422 with every fault at once.
 */
export async function succeedApplicant (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch, body, schemaFaults }: Input,
): Promise<{ view: CaseView, accessToken: string, warnings: FieldFault[] }> {
  const { keys } = deps
  const at = deps.clock.now()
  const actor = actorOf(caller)
  const { head, view } = await holdCase(tx, caller, { id, action: 'pass_on', ifMatch, now: at })
  const { request } = view
  const today = todayAt(view, at)
  refuseFaults(toldFaults(schemaFaults, [
    ...futureDayFaults(body, '/on', today),
    ...personFaults(body, '/successor', { regime: lawOf(request).regime, today }),
  ]))
  const { cause, on, evidence, successor } = body as Succession
  const sealed = await findSealedApplicant(tx, id)
  const dataKey = openRequestKey(keys, id, sealed.sealedKey)
  const party = predecessor(keys, { requestId: id, dataKey, recordedBy: actor, recordedAt: at }, {
    person: personOfRow(request), number: oldNumber(deps, request, sealed), cause, succeededOn: on, evidence,
  })
  await insertParties(tx, [party])
  const person = personOf(successor)
  const number = numberOf(successor)
  const { applicantIdTail, ...hidden } = sealNumber(keys, dataKey, id, number)
  const columns = { ...applicantColumns(person), applicantIdTail }
  const { token: accessToken, hash: accessTokenHash } = newToken('request')
  await updateRequest(tx, id, { ...columns, ...hidden, accessTokenHash })
  const values = personalValues(person, number === undefined ? null : normaliseNumber(number), request)
  await append(tx, head, {
    type: 'lightwell.request.applicant_changed.v1', room: 'intake', actor, at,
    data: { cause, partyId: party.id, personalHash: personalHash(dataKey, values) },
  })
  return {
    view: { ...view, request: { ...request, ...columns }, parties: [...view.parties, party], version: head.version },
    accessToken,
    warnings: personWarnings(successor, '/successor'),
  }
}

function oldNumber (
  { keys }: Pick<Deps, 'keys'>, { id, applicantKind: kind, applicantNationality: nationality }: RequestRow,
  { sealedKey, applicantIdSealed }: SealedApplicant,
): IdentityNumber | undefined {
  if (applicantIdSealed === null) return undefined
  return { kind, nationality, number: unsealIdNumber(keys, id, { sealedKey, applicantIdSealed }) }
}
