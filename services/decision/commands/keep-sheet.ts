import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { matchTag } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { sheetFaults, type SheetBody } from '../rules/answer-sheet.ts'
import { findSheet, insertSheet, type AnswerSheet } from '../store/answer-sheets.ts'
import { listPostHolders } from '../store/post-holders.ts'
import { findReviewingAgency } from '../store/review-chains.ts'

export type KeepSheet = SentBody<SheetBody> & { agencyCode: string, ifMatch: string }

/** Says how the answers of an agency are signed from a day on. What is proposed keeps its sheet. Throws 404, 412, 422. */
export async function keepSheet (
  deps: Deps, tx: Transaction, caller: Caller, { agencyCode, body, schemaFaults, ifMatch }: KeepSheet,
): Promise<AnswerSheet> {
  authorize(caller, 'sheet', 'keep', { agencyCode })
  const agency = await findReviewingAgency(tx, agencyCode)
  if (agency === undefined) throw doorErrors.notFound()
  const last = await findSheet(tx, agencyCode)
  matchTag(last?.version ?? 0, ifMatch)
  const now = deps.clock.now()
  const today = dayIn(now, agency.zone)
  const held = new Set((await listPostHolders(tx, agencyCode, today)).map(({ duty }) => duty))
  refuseFaults(toldFaults(schemaFaults, sheetFaults(body, { today, lastFromOn: last?.fromOn, held })))
  const sheet: AnswerSheet = {
    id: uuidv7(), agencyCode, version: (last?.version ?? 0) + 1, ...body as SheetBody, recordedBy: actorOf(caller),
    recordedAt: now,
  }
  if (!await insertSheet(tx, sheet)) throw doorErrors.stale()
  return sheet
}
