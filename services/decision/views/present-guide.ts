import { Type, type Static } from '@sinclair/typebox'
import { GuideFields } from '../rules/guide-fields.ts'
import type { Guide } from '../store/guides.ts'

/** The guide of an agency as everyone reads it. */
export const GuideView = Type.Object({
  agency: Type.String(), version: Type.Integer(), publishedOn: Type.String(), ...GuideFields.properties,
})
export type GuideView = Static<typeof GuideView>

export function presentGuide ({ agencyCode, version, publishedOn, fields }: Guide): GuideView {
  return { agency: agencyCode, version, publishedOn, ...fields }
}
