import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { loadStaffing } from '@lightwell/http/register/staffing'
import { staffingGaps, type StaffingGap } from '@lightwell/http/register/staffing-gaps'

/** An agency at which a step can no longer be done, on its day. */
export type AgencyGap = StaffingGap & { agency: string }

type Place = { agencyCode: string, zone: string }

/** Makes a change of posts or qualifications, and gives what can be done before it and cannot after it, from `from` on. */
export async function newStaffingGaps (
  tx: Transaction, places: readonly Place[], { now, from }: { now: Date, from?: string }, change: () => Promise<void>,
): Promise<AgencyGap[]> {
  const gapsOf = async (): Promise<AgencyGap[]> => {
    const found: AgencyGap[] = []
    for (const { agencyCode, zone } of places) {
      const today: string = dayIn(now, zone)
      const staffing = await loadStaffing(tx, agencyCode, { on: from !== undefined && from > today ? from : today })
      if (staffing !== undefined) found.push(...staffingGaps(staffing).map((gap) => ({ ...gap, agency: agencyCode })))
    }
    return found
  }
  const before = new Set((await gapsOf()).map(placeOf))
  await change()
  return (await gapsOf()).filter((gap) => !before.has(placeOf(gap)))
}

function placeOf ({ agency, step, level }: AgencyGap): string {
  return JSON.stringify([agency, step, level])
}
