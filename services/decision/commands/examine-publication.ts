import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { publicationFor } from '../authorize-staff.ts'
import { errors } from '../errors.ts'
import { holdOpenPublication } from '../hold-publication.ts'
import { savePublication, type Publication } from '../store/publications.ts'

export const ExaminationBody = Type.Object({ inScope: Type.Boolean(), reason: Line(2_000) }, { additionalProperties: false })
export type ExaminationBody = Static<typeof ExaminationBody>

export type ExaminePublication = { publicationId: string, body: ExaminationBody, ifMatch: string | undefined }

/** The first examination (初步审核): another person than the one who opened it says whether it is within what is made public. */
export async function examinePublication (
  deps: Deps, tx: Transaction, caller: Caller, { publicationId, body: { inScope, reason }, ifMatch }: ExaminePublication,
): Promise<Publication> {
  const { staff } = await publicationFor(tx, publicationId, { caller, resource: 'publication', verb: 'examine' })
  const { head, publication } = await holdOpenPublication(tx, publicationId, ifMatch)
  if (publication.openedBy === staff.personId) throw errors.ownPublication()
  const at = deps.clock.now()
  const examined: Publication = {
    ...publication, inScope, examinedBy: staff.personId, examinedAt: at, examinationReason: reason,
  }
  await savePublication(tx, examined)
  await append(tx, head, {
    type: 'lightwell.publication.examined.v1', room: 'decision', actor: actorOf(caller), at, data: { publicationId, inScope },
  })
  return examined
}
