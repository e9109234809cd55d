import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { TermKind } from '@lightwell/regimes/term'
import { findOpenTerm, listOpenTerms, saveClosing, type TermRow } from './store/terms.ts'

/** How a term ends: what was owed was done on a day or at an instant, was not done at all, or is owed no longer. */
export type TermEnd =
  | { done: Day | Date }
  | { missed: Day }
  | { ended: Day }

/** A case that this transaction holds, and who closes what belongs to it. */
export type ClosingCase = { head: CaseHead, actor: string, note?: string | undefined }

/** Kinds that are steps on the way to an answer: when the way ends, so do they. */
const steps: readonly TermKind[] = [
  'receipt_confirmation', 'clarification_reply', 'consultation_answer', 'fee_payment', 'notice_service', 'section_task',
]

/** Closes an open term. What was done late was missed. */
export async function closeTerm (
  deps: Deps, tx: Transaction, { head, actor, note }: ClosingCase, { term, end }: { term: TermRow, end: TermEnd },
): Promise<void> {
  const now = deps.clock.now()
  const { state, closedOn, closedAt } = closingOf(term, end, now)
  await saveClosing(tx, term.id, { state, closedOn, closedAt, closedBy: actor, closeNote: note ?? null })
  await append(tx, head, {
    type: 'lightwell.term.closed.v1', room: 'deadline', actor, at: now,
    data: { termId: term.id, kind: term.kind, state, closedOn },
  })
}

/** Closes the term of a kind that is about a subject, if there is one that is open. */
export async function closeTermOf (
  deps: Deps, tx: Transaction, held: ClosingCase, { kind, subjectId, end }: { kind: TermKind, subjectId: string, end: TermEnd },
): Promise<void> {
  const term = await findOpenTerm(tx, kind, subjectId)
  if (term !== undefined) await closeTerm(deps, tx, held, { term, end })
}

/**
 * Ends the steps of a case that were open at a version of it; `missed` is the kind of the one whose silence ended the case.
 * A step that was begun later, in a case that was taken up again, is left.
 */
export async function endSteps (
  deps: Deps, tx: Transaction, held: ClosingCase, { on, version, missed }: { on: Day, version: number, missed?: TermKind },
): Promise<void> {
  const open = await listOpenTerms(tx, held.head.id, steps)
  for (const term of open.filter(({ openedAtVersion }) => openedAtVersion < version)) {
    await closeTerm(deps, tx, held, { term, end: term.kind === missed ? { missed: on } : { ended: on } })
  }
}

function closingOf ({ dueOn, dueAt, zone }: TermRow, end: TermEnd, now: Date) {
  if ('missed' in end) return { state: 'missed', closedOn: end.missed, closedAt: now } as const
  if ('ended' in end) return { state: 'ended', closedOn: end.ended, closedAt: now } as const
  const { done } = end
  if (typeof done === 'string') return { state: done <= dueOn ? 'met' : 'missed', closedOn: done, closedAt: now } as const
  return { state: done < dueAt ? 'met' : 'missed', closedOn: dayIn(done, zone), closedAt: done } as const
}
