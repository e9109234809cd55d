import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { formSchema } from '@lightwell/regimes/form-schema'
import type { Regime } from '@lightwell/regimes/regime'
import { applicantKinds, channels } from './filing.ts'
import { regimeOf } from './regime-of.ts'
import type { Agency } from './store/agencies.ts'

const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() })

const RegimeSummary = Type.Object({
  id: Type.String(),
  version: Type.String(),
  name: Bilingual,
  limit: Type.Object({
    unit: Type.String(),
    base: Type.Integer(),
    extendedTotal: Type.Integer(),
    extensions: Type.String(),
    approvingDuty: Type.String(),
  }),
  provenance: Type.Unknown({ description: 'Where each setting of the limit stands in the law.' }),
})

/** An agency as it stands in the list. */
export const AgencySummary = Type.Object({
  code: Type.String(),
  name: Bilingual,
  parent: Type.Union([Type.String(), Type.Null()]),
  regime: Type.Union([RegimeSummary, Type.Null()], { description: 'Null for a body that takes no requests.' }),
  calendar: Type.String(),
  zone: Type.String(),
})
export type AgencySummary = Static<typeof AgencySummary>

const ChannelRule = Type.Object({
  channel: listed(channels),
  filedBy: listed(['anyone', 'clerk']),
  receiptDay: Type.String({ description: 'Which day is the day of receipt.' }),
  provenance: Type.Unknown(),
})

/** An agency with all that a program needs to file at it. */
export const AgencyView = Type.Composite([AgencySummary, Type.Object({
  form: Type.Record(Type.String(), Type.Unknown(), {
    description: 'For each kind of applicant the JSON Schema (2020-12) of a filing.',
  }),
  channels: Type.Array(ChannelRule),
})])
export type AgencyView = Static<typeof AgencyView>

/** Presents an agency without its form. */
export function presentAgencySummary (agency: Agency): AgencySummary {
  const regime = regimeOf(agency)
  return {
    code: agency.code,
    name: { zh: agency.nameZh, en: agency.nameEn },
    parent: agency.parentCode,
    regime: regime === null ? null : presentRegime(regime),
    calendar: agency.calendarId,
    zone: agency.zone,
  }
}

/** Presents an agency with its form and channels; both are empty where it takes no requests. */
export function presentAgency (agency: Agency): AgencyView {
  const regime = regimeOf(agency)
  return {
    ...presentAgencySummary(agency),
    form: regime === null ? {} : formsOf(regime),
    channels: regime === null ? [] : channelsOf(regime),
  }
}

function presentRegime ({ id, version, name, limit }: Regime) {
  return {
    id,
    version,
    name,
    limit: {
      unit: limit.unit.value,
      base: limit.base.value,
      extendedTotal: limit.extendedTotal.value,
      extensions: limit.extensions.value,
      approvingDuty: limit.approvingDuty.value,
    },
    provenance: limit,
  }
}

function formsOf (regime: Regime): Record<string, unknown> {
  return Object.fromEntries(applicantKinds.map((kind) => [
    kind, { $schema: 'https://json-schema.org/draft/2020-12/schema', ...formSchema(regime, kind) },
  ]))
}

function channelsOf (regime: Regime): AgencyView['channels'] {
  return channels.map((channel) => ({
    channel,
    filedBy: channel === 'online' ? 'anyone' as const : 'clerk' as const,
    receiptDay: regime.receipt[channel].value.day,
    provenance: regime.receipt[channel],
  }))
}
