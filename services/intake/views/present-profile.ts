import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { nullable } from '@lightwell/http/nullable'
import { agencyKinds, OpeningHours } from '@lightwell/http/register/agency-entry'
import type { AgencyProfile } from '../store/agency-profiles.ts'

const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() })

/** What is told of an agency from a day on: what it is, whom to turn to against it, and how it is reached. */
export const ProfileView = Type.Object({
  fromOn: Type.String({ format: 'date' }),
  kind: listed(agencyKinds),
  name: Bilingual,
  parent: nullable(Type.String()),
  secrecyAuthority: nullable(Type.String({ description: 'The body to which doubts about secrecy are referred.' })),
  paperSign: nullable(Type.String({ description: 'What stands before the series of its papers 机关代字.' })),
  sealText: nullable(Type.String()),
  reconsiderationBody: nullable(Bilingual),
  court: nullable(Bilingual),
  address: nullable(Type.String()),
  phone: nullable(Type.String()),
  email: nullable(Type.String()),
  openingHours: Type.Array(OpeningHours),
})
export type ProfileView = Static<typeof ProfileView>

/** Presents a profile. */
export function presentProfile (profile: AgencyProfile): ProfileView {
  const { fromOn, kind, parentCode, secrecyAuthorityCode, paperSign, sealText, address, phone, email } = profile
  return {
    fromOn, kind, name: { zh: profile.nameZh, en: profile.nameEn }, parent: parentCode,
    secrecyAuthority: secrecyAuthorityCode, paperSign, sealText,
    reconsiderationBody: named(profile.reconsiderationBodyZh, profile.reconsiderationBodyEn),
    court: named(profile.courtZh, profile.courtEn),
    address, phone, email,
    openingHours: profile.openingHours as ProfileView['openingHours'],
  }
}

function named (zh: string | null, en: string | null): { zh: string, en: string } | null {
  return zh === null || en === null ? null : { zh, en }
}
