import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { nullable } from '@lightwell/http/nullable'
import { PublicationBody } from '../rules/publication-body.ts'
import { publicationStates, type Publication } from '../store/publications.ts'

const { agency: _agency, opennessReason: _opennessReason, flags: _flags, requestId: _requestId, ...said } = PublicationBody.properties

/** A publication as the staff of its agency see it. */
export const PublicationView = Type.Object({
  id: Type.String(),
  agency: Type.String(),
  state: listed(publicationStates),
  ...said,
  opennessReason: nullable(Type.String()),
  flags: Type.Array(Type.String()),
  requestId: nullable(Type.String()),
  regime: Type.String(),
  inScope: nullable(Type.Boolean({ description: 'What the first examination found; null before it.' })),
  examinedBy: nullable(Type.String()),
  examinedAt: nullable(Type.String()),
  examinationReason: nullable(Type.String()),
  openedBy: Type.String(),
  openedAt: Type.String(),
  proposedBy: nullable(Type.String()),
  proposedAt: nullable(Type.String()),
  personalConsent: nullable(Type.String({ description: 'By what the person agreed whom it tells about.' })),
  decidedBy: nullable(Type.String({ description: 'Who returned, refused or approved it last.' })),
  decidedAt: nullable(Type.String()),
  decidedAsDeputy: nullable(Type.Boolean()),
  decisionReason: nullable(Type.String()),
  personalDataReason: nullable(Type.String({ description: 'Why it goes out with personal data that was found in it.' })),
  disclosureIds: Type.Array(Type.String(), { description: 'What it made public, in the order of the index.' }),
})
export type PublicationView = Static<typeof PublicationView>

/** A publication, with the ids of what it made public. */
export function presentPublication (publication: Publication, disclosureIds: readonly string[] = []): PublicationView {
  const { agencyCode, portalColumn, regimeVersion, zone: _zone, openedAt, examinedAt, proposedAt, decidedAt, ...rest } = publication
  return {
    ...rest, flags: rest.flags as PublicationView['flags'], agency: agencyCode, column: portalColumn, regime: regimeVersion,
    carrierKind: rest.carrierKind as PublicationView['carrierKind'],
    openedAt: openedAt.toISOString(), examinedAt: examinedAt?.toISOString() ?? null,
    proposedAt: proposedAt?.toISOString() ?? null, decidedAt: decidedAt?.toISOString() ?? null,
    disclosureIds: [...disclosureIds],
  }
}
