import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { listZones } from './store/agencies.ts'

/** What day it is at an agency. */
export async function agencyDay ({ clock }: Pick<Deps, 'clock'>, db: Reader, agencyCode: string): Promise<Day> {
  const zone = (await listZones(db, [agencyCode])).get(agencyCode)
  if (zone === undefined) throw new Error(`There is no agency ${agencyCode}`)
  return dayIn(clock.now(), zone)
}
