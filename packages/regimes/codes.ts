import type { Bilingual, Setting } from './citation.ts'
import type { ApplicantKind } from './form.ts'
import type { Channel } from './regime.ts'

/** What an organisation is, as the annual report tells them apart. */
export type OrganisationKind = 'enterprise' | 'research' | 'public_benefit' | 'legal_service' | 'other'

/** Codes with their names. */
export type CodeList = Readonly<Record<string, Bilingual>>

/** A matter that the law orders to be open, and words by which it is known wherever they stand. */
export type OpenMatter = Bilingual & Readonly<{ spokenOf?: readonly string[] }>

/** The levels of government that have categories of their own. */
export type BodyLevel = 'county' | 'town'

/** The rows in which reports count channels. */
export type ChannelRow = 'in_person' | 'letter' | 'fax' | 'online' | 'other'

/** A column of table 3 of the annual report, and who is counted in it. */
export type ApplicantColumn = Readonly<{
  name: Bilingual
  kinds: readonly ApplicantKind[]
  /** Only organisations of this kind. */
  organisationKind?: OrganisationKind
}>

/** By which words requests are sorted and counted; collected here, once, for forms, registers and reports. */
export type Codes = Readonly<{
  /** What a request is about. */
  subjects: Setting<CodeList>
  /** What stands behind a request. */
  contexts: Setting<CodeList>
  channelRows: Setting<Readonly<Record<ChannelRow, Bilingual>>>
  channels: Setting<Readonly<Record<Channel, ChannelRow>>>
  applicantColumns: Setting<readonly ApplicantColumn[]>
  /** What is made public without a request; bodies of a level have further ones, and practice knows others beside the law. */
  categories: Setting<CodeList>
  levelCategories?: Setting<Readonly<Record<BodyLevel, CodeList>>>
  furtherCategories?: Setting<CodeList>
  /** By their categories, matters that may not be withheld as a state secret. */
  openByLaw?: Setting<Readonly<Record<string, OpenMatter>>>
  /** Where and how it is made public. */
  forms: Setting<CodeList>
}>
