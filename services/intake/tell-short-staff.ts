import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import { loadStaffing } from '@lightwell/http/register/staffing'
import { staffingGaps, type StaffingGap } from '@lightwell/http/register/staffing-gaps'
import type { Agency } from './store/agencies.ts'
import { findGapsOn } from './store/agency-staffing.ts'

/** Tells of a request that has just begun which steps of its chain nobody at its agency is left for today, if there are any. */
export async function tellShortStaff (
  tx: Transaction, head: CaseHead, { agency: { code, zone }, at }: { agency: Pick<Agency, 'code' | 'zone'>, at: Date },
): Promise<void> {
  const on = dayIn(at, zone)
  const gaps = await findGapsOn(tx, code, on) ?? await lookForGaps(tx, code, on)
  if (gaps.length === 0) return
  await append(tx, head, {
    type: 'lightwell.staffing.short.v1', room: 'intake', actor: 'system', at, data: { agency: code, on, gaps: [...gaps] },
  })
}

async function lookForGaps (tx: Transaction, code: string, on: string): Promise<StaffingGap[]> {
  const staffing = await loadStaffing(tx, code, { on })
  return staffing === undefined ? [] : staffingGaps(staffing)
}
