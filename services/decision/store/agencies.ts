import { and, desc, eq, inArray, lte } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { Bilingual } from '@lightwell/regimes/citation'
import { agencies, agencyProfiles } from '@lightwell/schema/tables/intake'

/** Where a decision of an agency can be contested; undefined where it has not said so. */
export type RemedyBodies = { reconsiderationBody: Bilingual | undefined, court: Bilingual | undefined }

/** The reconsideration body and the court that an agency's profile of a day names. */
export async function findRemedyBodies (db: Reader, agencyCode: string, on: string): Promise<RemedyBodies> {
  const [profile] = await db.select({
    bodyZh: agencyProfiles.reconsiderationBodyZh, bodyEn: agencyProfiles.reconsiderationBodyEn,
    courtZh: agencyProfiles.courtZh, courtEn: agencyProfiles.courtEn,
  }).from(agencyProfiles).where(and(eq(agencyProfiles.agencyCode, agencyCode), lte(agencyProfiles.fromOn, on)))
    .orderBy(desc(agencyProfiles.version)).limit(1)
  return {
    reconsiderationBody: named(profile?.bodyZh, profile?.bodyEn), court: named(profile?.courtZh, profile?.courtEn),
  }
}

/** The calendar by which an agency counts its days. */
export async function findCalendarOf (db: Reader, code: string): Promise<string> {
  const [row] = await db.select({ calendarId: agencies.calendarId }).from(agencies).where(eq(agencies.code, code))
  if (row === undefined) throw new Error(`There is no agency ${code}`)
  return row.calendarId
}

// The Chinese name is the official one, and stands where there is no other.
function named (zh: string | null | undefined, en: string | null | undefined): Bilingual | undefined {
  return zh ? { zh, en: en ?? zh } : undefined
}

/** The zones of agencies. */
export async function listZones (db: Reader, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await db.select({ code: agencies.code, zone: agencies.zone }).from(agencies).where(inArray(agencies.code, [...codes]))
  return new Map(rows.map(({ code, zone }) => [code, zone]))
}
