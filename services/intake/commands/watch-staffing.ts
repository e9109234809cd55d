import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockCase, newCaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { transact } from '@lightwell/events/transact'
import { loadStaffing } from '@lightwell/http/register/staffing'
import { staffingGaps, type StaffingGap } from '@lightwell/http/register/staffing-gaps'
import { holdLookedAt, listToLookAt, type LookedAt, saveLookedAt, type ToLookAt } from '../store/agency-staffing.ts'

const batchSize = 200

// It asks of every agency, whether or not there is anything to do.
const restMs = 10_000

/**
 * Looks each day, and whenever its people or its chain have changed, whether an agency has enough of them for every step: an
 * absence begins and a qualification lapses without anybody's act. What nobody is left for is told once, and when it is mended.
 */
export const watchStaffing: Sweep = { name: 'watch_staffing', run: lookAtBatch, restMs }

async function lookAtBatch (deps: Deps): Promise<number> {
  const now = deps.clock.now()
  let looked = 0
  for (const agency of await listToLookAt(deps.db, now, batchSize)) {
    const { result } = await transact(deps, async (tx) => await lookAt(tx, agency, now))
    if (result) looked += 1
  }
  return looked
}

async function lookAt (tx: Transaction, agency: ToLookAt, now: Date): Promise<boolean> {
  const { code, zone, chainVersion } = agency
  const on = dayIn(now, zone)
  const before = await holdLookedAt(tx, code)
  if (before === undefined || isDone(before, agency, on)) return false
  const staffing = await loadStaffing(tx, code, { on })
  const gaps = staffing === undefined ? [] : staffingGaps(staffing)
  const caseId = await tell(tx, { code, on, now, caseId: before.caseId }, {
    mended: before.gaps.filter((gap) => !gaps.some((other) => isSameStep(gap, other))),
    short: gaps.filter((gap) => !before.gaps.some((other) => isSameStep(gap, other) && gap.reason === other.reason)),
  })
  await saveLookedAt(tx, { agencyCode: code, lookedOn: on, chainVersion, gaps, caseId })
  return true
}

/** Whether another process has looked meanwhile, or, by a clock that is ahead, on the next day already. */
function isDone ({ lookedOn, gaps, ...before }: LookedAt, { answers, chainVersion }: ToLookAt, on: string): boolean {
  if (!answers) return gaps.length === 0
  return lookedOn !== null && (lookedOn > on || lookedOn === on && before.chainVersion === chainVersion)
}

function isSameStep (gap: StaffingGap, other: StaffingGap): boolean {
  return gap.step === other.step && gap.level === other.level
}

type Teller = { code: string, on: string, now: Date, caseId: string | null }

/** Tells what has changed in the agency's own history, which the first telling begins. */
async function tell (
  tx: Transaction, { code, on, now, caseId }: Teller, { mended, short }: Record<'mended' | 'short', StaffingGap[]>,
): Promise<string | null> {
  if (mended.length === 0 && short.length === 0) return caseId
  const kept = caseId === null ? undefined : await lockCase(tx, caseId)
  const head = kept ?? newCaseHead({ id: uuidv7(), kind: 'agency', agencyCode: code })
  const by = { room: 'intake', actor: 'system', at: now } as const
  if (mended.length > 0) await append(tx, head, { ...by, type: 'lightwell.staffing.mended.v1', data: { agency: code, on, gaps: mended } })
  if (short.length > 0) await append(tx, head, { ...by, type: 'lightwell.staffing.short.v1', data: { agency: code, on, gaps: short } })
  return head.id
}
