import { eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Reader } from '@lightwell/database/connect'
import { agencies } from '@lightwell/schema/tables/intake'
import { findProfile } from './agency-profiles.ts'

type Name = { zh: string, en: string }

/** The body that reconsiders what an agency decides on a day: the one its profile names, or else its parent. */
export async function findReconsiderationBody (db: Reader, agencyCode: string, on: string): Promise<Name | undefined> {
  const profile = await findProfile(db, agencyCode, on)
  if (profile?.reconsiderationBodyZh) {
    return { zh: profile.reconsiderationBodyZh, en: profile.reconsiderationBodyEn ?? profile.reconsiderationBodyZh }
  }
  const parents = alias(agencies, 'parents')
  const [parent] = await db.select({ zh: parents.nameZh, en: parents.nameEn }).from(agencies)
    .innerJoin(parents, eq(parents.code, agencies.parentCode)).where(eq(agencies.code, agencyCode))
  return parent
}
