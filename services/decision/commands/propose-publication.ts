import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { publicationFor } from '../authorize-staff.ts'
import { holdOpenPublication } from '../hold-publication.ts'
import { requirePublishable } from '../require-publishable.ts'
import { savePublication, type Publication } from '../store/publications.ts'

/** By what the person agreed whom something tells about; nothing where it tells about nobody. */
export const PublicationProposalBody = Type.Union([
  Type.Object({ personalConsent: Type.Optional(Line(1_000)) }, { additionalProperties: false }), Type.Null(),
])
export type PublicationProposalBody = Static<typeof PublicationProposalBody>

export type ProposePublication = { publicationId: string, personalConsent: string | null, ifMatch: string | undefined }

/** Proposes to make public what is there. Everything that the approval will ask is asked now. */
export async function proposePublication (
  deps: Deps, tx: Transaction, caller: Caller, { publicationId, personalConsent, ifMatch }: ProposePublication,
): Promise<Publication> {
  const { staff } = await publicationFor(tx, publicationId, { caller, resource: 'publication', verb: 'propose' })
  const { head, publication } = await holdOpenPublication(tx, publicationId, ifMatch)
  const at = deps.clock.now()
  const today = dayIn(at, publication.zone)
  // That personal data go out is the word of who approves; the officer sees them as suggestions.
  await requirePublishable(tx, { ...publication, personalConsent }, { today, passesPersonalData: true })
  const proposed: Publication = {
    ...publication, state: 'proposed', personalConsent, proposedBy: staff.personId, proposedAt: at,
    decidedBy: null, decidedAt: null, decidedAsDeputy: null, decisionReason: null, personalDataReason: null,
  }
  await savePublication(tx, proposed)
  await append(tx, head, {
    type: 'lightwell.publication.proposed.v1', room: 'decision', actor: actorOf(caller), at, data: { publicationId },
  })
  return proposed
}
