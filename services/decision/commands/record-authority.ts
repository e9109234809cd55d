import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { secretLevels } from '@lightwell/http/register/secret-list-entry'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { DayText } from '../fields.ts'
import { insertAuthority, type ClassificationAuthority } from '../store/classification-authorities.ts'
import { findPublisher } from '../store/publishers.ts'
import { faults } from '../unit-errors.ts'

/** The power to classify up to a level, from whom it comes, and by which paper. */
export const AuthorityBody = Type.Object({
  level: { ...listed(secretLevels), description: 'The highest level.' },
  grantedBy: { ...Line(200), description: 'The law that gives it, or the body that authorised it (定密授权).' },
  document: Line(300),
  fromOn: DayText,
  untilOn: Type.Optional({ ...DayText, description: 'Its last day, where it has one.' }),
}, { additionalProperties: false })
export type AuthorityBody = Static<typeof AuthorityBody>

/** Records that an agency may classify (保密法第十七条): a county may not unless it was authorised. Throws 404, 422. */
export async function recordAuthority (
  deps: Deps, tx: Transaction, caller: Caller, { agencyCode, body, schemaFaults }: SentBody<AuthorityBody> & { agencyCode: string },
): Promise<ClassificationAuthority> {
  authorize(caller, 'classification_authority', 'keep', { agencyCode })
  if (await findPublisher(tx, agencyCode) === undefined) throw doorErrors.notFound()
  const endsFirst = typeof body.fromOn === 'string' && typeof body.untilOn === 'string' && body.untilOn < body.fromOn
  refuseFaults(toldFaults(schemaFaults, endsFirst ? [faults.endsFirst('/untilOn')] : []))
  const { untilOn = null, ...said } = body as AuthorityBody
  const authority: ClassificationAuthority = {
    id: uuidv7(), agencyCode, ...said, untilOn, recordedBy: actorOf(caller), recordedAt: deps.clock.now(), endedBy: null, endedAt: null,
  }
  await insertAuthority(tx, authority)
  return authority
}
