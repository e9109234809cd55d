import { v7 as uuidv7 } from 'uuid'
import { lockCase } from '@lightwell/events/case-head'
import type { Handler } from '@lightwell/events/subscriptions'
import type { StaffingGap } from '@lightwell/http/register/staffing-gaps'
import { mendShortages, openShortage } from '../store/shortages.ts'

/** Notes the steps that an agency, or a case of it, has nobody left for. */
export const noteShortage: Handler<'lightwell.staffing.short.v1'> = async (_deps, tx, { subject, data, time }) => {
  await lockCase(tx, subject)
  for (const gap of data.gaps) {
    const { step, level, reason } = gap as StaffingGap
    await openShortage(tx, { id: uuidv7(), caseId: subject, agencyCode: data.agency, step, level, reason, since: new Date(time) })
  }
}

/** Notes that somebody is left for steps of an agency again, and with them for those of its cases. */
export const noteMended: Handler<'lightwell.staffing.mended.v1'> = async (_deps, tx, { subject, data, time }) => {
  await lockCase(tx, subject)
  for (const { step, level } of data.gaps) await mendShortages(tx, data.agency, { step, level, mendedAt: new Date(time) })
}
