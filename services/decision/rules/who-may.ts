import type { Duty } from '@lightwell/http/caller'
import { holdsLevel } from '@lightwell/http/register/review-levels'
import type { WaitsFor } from './blocker.ts'

/** One who holds a post of an agency on a day, or deputises in it; away until the day that is named. */
export type PostHolder = {
  duty: Duty, level: number | null, personId: string, name: string, asDeputy: boolean, awayUntil: string | null
  qualified: boolean
}

/** Who may do what a blocker waits for: holders of the duty with no part in it that forbids it; of a review the qualified. */
export function whoMay (waitsFor: WaitsFor | null, holders: readonly PostHolder[]): PostHolder[] {
  if (waitsFor === null || !('duties' in waitsFor)) return []
  const { duties, stage, except } = waitsFor
  const fit = holders.filter(({ personId, duty }) => duties.includes(duty) && !except.includes(personId))
  const able = stage === undefined ? fit : fit.filter((holder) => holder.qualified && holdsLevel(holder, stage))
  return able.filter(({ personId }, at) => able.findIndex((other) => other.personId === personId) === at)
}
