import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { listed } from '@lightwell/http/listed'
import { agencyKinds } from '@lightwell/http/register/agency-entry'
import { formSchema } from '@lightwell/regimes/form-schema'
import type { Regime } from '@lightwell/regimes/regime'
import { applicantKinds } from '../applicant.ts'
import { channels } from '../filing.ts'
import { CodesView, presentCodes } from './present-codes.ts'
import { presentProfile, ProfileView } from './present-profile.ts'
import { regimeOf } from '../regime-of.ts'
import type { AgencyOfKind } from '../store/agencies.ts'
import type { AgencyProfile } from '../store/agency-profiles.ts'

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
  kind: Type.Union([listed(agencyKinds), Type.Null()]),
  parent: Type.Union([Type.String(), Type.Null()]),
  regime: Type.Union([RegimeSummary, Type.Null()], { description: 'Null for a body that takes no requests.' }),
  calendar: Type.String(),
  zone: Type.String(),
  successor: Type.Optional(Type.String({ description: 'The body that it was merged into; requests are filed there.' })),
  endedOn: Type.Optional(Type.String({ format: 'date' })),
})
export type AgencySummary = Static<typeof AgencySummary>

const ChannelRule = Type.Object({
  channel: listed(channels),
  filedBy: listed(['anyone', 'clerk']),
  signedFor: Type.Optional(Type.Boolean({ description: 'Of a letter: whether somebody signs for it.' })),
  receiptDay: Type.String({ description: 'Which day is the day of receipt.' }),
  confirmation: Type.String({ description: 'Whose act confirms the receipt.' }),
  confirmWithin: Type.Optional(Type.Integer({ description: 'Working days from the arrival within which a clerk confirms it.' })),
  provenance: Type.Unknown(),
})

/** An agency with all that a program needs to file at it, and what is told of it. */
export const AgencyView = Type.Composite([AgencySummary, Type.Object({
  reviewLevels: Type.Integer(),
  profile: Type.Union([ProfileView, Type.Null()], { description: 'As it holds on the day that was asked about; null before the first.' }),
  form: Type.Record(Type.String(), Type.Unknown(), {
    description: 'For each kind of applicant the JSON Schema (2020-12) of a filing.',
  }),
  channels: Type.Array(ChannelRule),
  codes: Type.Union([CodesView, Type.Null()], { description: 'Null for a body that takes no requests.' }),
})])
export type AgencyView = Static<typeof AgencyView>

/** Presents an agency without its form, under the law of a day. */
export function presentAgencySummary (agency: AgencyOfKind, day: Day): AgencySummary {
  const regime = regimeOf(agency, day)
  return {
    code: agency.code,
    name: { zh: agency.nameZh, en: agency.nameEn },
    kind: agency.kind,
    parent: agency.parentCode,
    regime: regime === null ? null : presentRegime(regime),
    calendar: agency.calendarId,
    zone: agency.zone,
    ...agency.successorCode !== null && agency.endedOn !== null && { successor: agency.successorCode, endedOn: agency.endedOn },
  }
}

/** Presents an agency with its form and channels, under the law of a day; both are empty where it takes no requests. */
export function presentAgency (agency: AgencyOfKind, profile: AgencyProfile | undefined, day: Day): AgencyView {
  const regime = regimeOf(agency, day)
  return {
    ...presentAgencySummary(agency, day),
    reviewLevels: agency.reviewLevels,
    profile: profile === undefined ? null : presentProfile(profile),
    form: regime === null ? {} : formsOf(regime),
    channels: regime === null ? [] : channelsOf(regime),
    codes: regime === null ? null : presentCodes(regime),
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

// A letter that nobody signs for is received by a rule of its own.
function channelsOf ({ receipt }: Regime): AgencyView['channels'] {
  const rule = (channel: (typeof channels)[number], provenance: Regime['receipt']['online'], letter: { signedFor?: boolean } = {}) => {
    const { day: receiptDay, ...confirmation } = provenance.value
    const filedBy = channel === 'online' ? 'anyone' as const : 'clerk' as const
    return { channel, filedBy, ...letter, receiptDay, ...confirmation, provenance }
  }
  return channels.flatMap((channel) => channel === 'letter'
    ? [rule(channel, receipt.letter, { signedFor: true }), rule(channel, receipt.ordinary_letter, { signedFor: false })]
    : [rule(channel, receipt[channel])])
}
