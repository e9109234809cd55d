import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import type { Bilingual } from '@lightwell/regimes/citation'
import { categoriesOf } from '@lightwell/regimes/categories-of'
import { inLanguage, type Language } from '@lightwell/http/language'
import { regimeOf } from '../regime-of.ts'
import type { NamedCopy } from '../store/disclosure-copies.ts'
import type { Check, ListedDisclosure } from '../store/disclosures.ts'

const Code = Type.Object({ code: Type.String(), name: Type.String() })

/** An entry of the catalogue as everyone reads it (条例第十二条第三款, C-35). */
export const DisclosureView = Type.Object({
  id: Type.String(),
  indexNumber: Type.String({ description: '索引号' }),
  title: Type.String(),
  summary: Type.String(),
  madeOn: Type.String({ description: '生成日期' }),
  agency: Code,
  category: Code,
  column: Type.String(),
  form: Code,
  carrierKind: Type.String(),
  publishedAt: Type.String(),
  confirmedOn: Type.String({ description: 'The day on which it was last said to hold.' }),
  freshUntil: nullable(Type.String()),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
  sha256: Type.String({ description: 'Of the content, which is served to the byte.' }),
})
export type DisclosureView = Static<typeof DisclosureView>

/** A portal that copied an entry. One that has not said to have removed it has `removedAt` null. */
export const CopyView = Type.Object({
  client: Type.Object({ id: Type.String(), name: Type.String() }), copiedAt: Type.String(), removedAt: nullable(Type.String()),
})

/** The same for the staff of its agency, who see it when it was taken down too, and which portals still have it. */
export const KeptDisclosureView = Type.Composite([DisclosureView, Type.Object({
  publicationId: Type.Optional(Type.String()),
  recordId: Type.Optional(Type.String()),
  takenDownAt: Type.Optional(nullable(Type.String())),
  takenDownBy: Type.Optional(nullable(Type.String())),
  takedownCause: Type.Optional(nullable(Type.String())),
  takedownReason: Type.Optional(nullable(Type.String())),
  copies: Type.Optional(Type.Array(CopyView, { description: 'Those that still have it first.' })),
})])
export type KeptDisclosureView = Static<typeof KeptDisclosureView>

/** Someone looked at an entry. */
export const CheckView = Type.Object({
  id: Type.String(), disclosureId: Type.String(), finding: Type.String(), opinion: Type.String(), checkedBy: Type.String(),
  checkedAt: Type.String(),
})

export function presentDisclosure (disclosure: ListedDisclosure, language: Language): DisclosureView {
  const { id, indexNumber, title, summary, madeOn, carrierKind, confirmedOn, freshUntil, mediaType, sizeBytes, sha256 } = disclosure
  const { agencyCode, agencyNameZh: zh, agencyNameEn: en, category, form } = disclosure
  const regime = regimeOf(disclosure)
  const named = (code: string, name: Bilingual | undefined) => ({ code, name: name === undefined ? code : inLanguage(name, language) })
  return {
    id, indexNumber, title, summary, madeOn, agency: named(agencyCode, { zh, en }),
    category: named(category, categoriesOf(regime).find(({ code }) => code === category)?.name),
    column: disclosure.portalColumn, form: named(form, regime.codes.forms.value[form]), carrierKind,
    publishedAt: disclosure.publishedAt.toISOString(), confirmedOn, freshUntil, mediaType, sizeBytes, sha256,
  }
}

export function presentKeptDisclosure (
  disclosure: ListedDisclosure, copies: readonly NamedCopy[], language: Language,
): KeptDisclosureView {
  const { publicationId, recordId, takenDownAt, takenDownBy, takedownCause, takedownReason } = disclosure
  return {
    ...presentDisclosure(disclosure, language), publicationId, recordId, takenDownAt: takenDownAt?.toISOString() ?? null,
    takenDownBy, takedownCause, takedownReason,
    copies: copies.map(({ clientId, clientName, copiedAt, removedAt }) => ({
      client: { id: clientId, name: clientName }, copiedAt: copiedAt.toISOString(), removedAt: removedAt?.toISOString() ?? null,
    })),
  }
}

export function presentCheck ({ checkedAt, ...check }: Check): Static<typeof CheckView> {
  return { ...check, checkedAt: checkedAt.toISOString() }
}
