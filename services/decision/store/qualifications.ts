import { and, eq, gte, lte } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import { qualifications } from '@lightwell/schema/tables/intake-staff'

/** Whether a person is qualified for the review of secrecy on a day (L-21, B-35). */
export async function isQualified (db: Reader, personId: string, on: string): Promise<boolean> {
  return await db.$count(qualifications, and(
    eq(qualifications.personId, personId), eq(qualifications.kind, 'secrecy_review'),
    lte(qualifications.fromOn, on), gte(qualifications.untilOn, on),
  )) > 0
}
