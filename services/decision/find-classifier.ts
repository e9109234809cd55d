import { validate as isUuid } from 'uuid'
import { isDay } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import { mayClassify } from './rules/may-classify.ts'
import type { ClassifierStanding } from './rules/secret-entry.ts'
import { isLevel } from './rules/secret-period.ts'
import { listAuthoritiesInForce } from './store/classification-authorities.ts'
import { findStanding } from './store/registered-secrets.ts'

/** Who is said to have classified at these levels, on which day, and who enters that; what was sent may be of any form. */
export type Classified = { agencyCode: string, levels: readonly unknown[], on: unknown, classifier: unknown, recorderId: string }

/** The authority by which the unit may, and as what the person stood in it. Of what has not the form nothing is said against it. */
export type ClassifierFacts = { authorityId: string | null, mayClassify: boolean, classifier: ClassifierStanding }

/** By which authority a unit may classify on a day (保密法第十七条), and whether who is named may answer for it (第十六条). */
export async function findClassifier (
  db: Reader, { agencyCode, levels, on, classifier, recorderId }: Classified,
): Promise<ClassifierFacts> {
  const isNamed = typeof classifier === 'string' && isUuid(classifier)
  if (!isDay(on)) return { authorityId: null, mayClassify: true, classifier: 'head' }
  const authority = (await listAuthoritiesInForce(db, agencyCode, on))
    .find(({ level }) => levels.every((wanted) => !isLevel(wanted) || mayClassify([level], wanted)))
  const standing = isNamed ? await findStanding(db, { agencyCode, personId: classifier, on }) : 'head'
  return {
    authorityId: authority?.id ?? null, mayClassify: authority !== undefined, classifier: classifier === recorderId ? 'recorder' : standing,
  }
}
