import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { permission } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { correctClock, correctionContext, effectOf, storedEffect } from '../correct-clock.ts'
import { errors } from '../errors.ts'
import { correctionEntry, misfitAfter, type ClockCorrection } from '../rules/correction-effect.ts'
import { correctionFaults, misfitFaults, type PlacedEntry } from '../rules/correction-faults.ts'
import { correctedEntries } from '../rules/corrected-entries.ts'
import { noteFaults } from '../rules/term-faults.ts'
import { hasPendingCorrection, insertClockCorrection } from '../store/clock-corrections.ts'
import { findTimedCase } from '../store/deadlines.ts'
import { subjectOf, visibleCase } from '../views/visible-case.ts'

/** Which entry of a clock names a wrong day, or never was, and what shows it. */
export type AskedClockCorrection = {
  seq: number, onDay?: Day, untilOn?: Day, voided?: true, reason: string, evidence: string
}

export type AskClockCorrection = SentBody<AskedClockCorrection> & { requestId: string, ifMatch: string | undefined }

/**
 * Corrects an entry of a clock, and gives the id of the correction. One that gives no more time holds at once; any other
 * waits for another person. Throws 409 where one waits already, 422 where the entries could not follow each other then.
 */
export async function askClockCorrection (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: AskClockCorrection,
): Promise<string> {
  const seen = visibleCase(caller, await findTimedCase(tx, requestId))
  const { allowed } = permission(caller, 'clock_correction', 'ask', subjectOf(seen))
  if (!allowed || caller.kind !== 'staff') throw doorErrors.notAllowed()
  const head = await lockMatchingCase(tx, requestId, ifMatch)
  const { deadline } = await findTimedCase(tx, requestId) ?? seen
  if (deadline === null) throw errors.clock_not_started()
  const at = deps.clock.now()
  const context = await correctionContext(tx, deadline, at)
  refuseFaults(toldFaults(schemaFaults, [
    ...correctionFaults(body, context), ...noteFaults(body.reason, '/reason'), ...noteFaults(body.evidence, '/evidence'),
  ]))
  const asked = body as AskedClockCorrection
  const id = uuidv7()
  const wanted = wantedOf(asked, context.entries)
  const correction = correctionEntry(context.entries, wanted, id)
  refuseFaults(misfitFaults(misfitAfter(context.entries, correction)))
  const effect = effectOf(deadline, context, correction)
  if (effect === undefined) throw new Error(`The correction ${id} does not fit its clock`)
  if (effect.later && await hasPendingCorrection(tx, requestId)) throw errors.correction_pending()
  const actor = actorOf(caller)
  await insertClockCorrection(tx, {
    id, requestId, agencyCode: deadline.agencyCode, ...wanted, evidence: asked.evidence.trim(), reason: asked.reason.trim(),
    state: effect.later ? 'pending' : 'applied', requestedBy: caller.personId, requestedAt: at, ...storedEffect(effect),
  })
  if (effect.later) {
    await append(tx, head, {
      type: 'lightwell.deadline.correction_requested.v1', room: 'deadline', actor, at, data: { correctionId: id, seq: asked.seq },
    })
  } else await correctClock(deps, tx, { head, deadline }, { ...context, correction, actor })
  return id
}

// What was not sent stays as it stands, or as it was recorded where the entry is void.
function wantedOf ({ seq, onDay, untilOn, voided }: AskedClockCorrection, entries: readonly PlacedEntry[]): ClockCorrection {
  if (voided === true) return { seq, onDay: null, untilOn: null, voids: true }
  const placed = ({ seq: place }: PlacedEntry) => place === seq
  const now = correctedEntries(entries).find(placed) ?? entries.find(placed) as PlacedEntry
  return { seq, onDay: onDay ?? now.onDay, untilOn: now.untilOn === null ? null : untilOn ?? now.untilOn, voids: false }
}
