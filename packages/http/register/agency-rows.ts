import type { agencies, agencyProfiles } from '@lightwell/schema/tables/intake'
import type { AgencyEntry } from './agency-entry.ts'

type AgencyRow = typeof agencies.$inferInsert
type ProfileRow = typeof agencyProfiles.$inferInsert

/** Which profile of an agency a row is, from which day it holds, and by whose word. */
export type ProfileMark = Pick<ProfileRow, 'agencyCode' | 'version' | 'fromOn' | 'recordedBy' | 'recordedAt'>

/** What an agency is now: the columns that an entry sets. */
export function agencyColumns (entry: Omit<AgencyEntry, 'code'>): Omit<AgencyRow, 'code'> {
  return {
    nameZh: entry.name.zh,
    nameEn: entry.name.en,
    parentCode: entry.parent ?? null,
    regimeId: entry.regime,
    calendarId: entry.calendar,
    zone: entry.zone,
    reviewLevels: entry.reviewLevels,
  }
}

/** What is told of an agency from a day on. */
export function profileRow (entry: Omit<AgencyEntry, 'code'>, mark: ProfileMark): ProfileRow {
  const {
    kind, name, parent, secrecyAuthority, paperSign, sealText, reconsiderationBody, court, address, phone, email, openingHours,
  } = { ...untold, ...entry }
  return {
    ...mark, kind, nameZh: name.zh, nameEn: name.en, parentCode: parent,
    secrecyAuthorityCode: secrecyAuthority, paperSign, sealText,
    reconsiderationBodyZh: reconsiderationBody?.zh ?? null,
    reconsiderationBodyEn: reconsiderationBody?.en ?? null,
    courtZh: court?.zh ?? null,
    courtEn: court?.en ?? null,
    address, phone, email, openingHours,
  }
}

const untold = {
  parent: null, secrecyAuthority: null, paperSign: null, sealText: null, reconsiderationBody: null, court: null, address: null,
  phone: null, email: null, openingHours: [],
}
