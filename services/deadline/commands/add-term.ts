import { v7 as uuidv7 } from 'uuid'
import { addMonthsClamped, type Day } from '@lightwell/calendar/day'
import { dayIn, parseInstant } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { newCaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { invalid, refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { TermDuty, TermKind } from '@lightwell/regimes/term'
import { errors } from '../errors.ts'
import { findTermScope, type TermScope } from '../find-term-scope.ts'
import { openTerm, type NewTerm } from '../open-term.ts'
import { openingFaults } from '../rules/term-faults.ts'
import { handlingOf, type TermHandling } from '../rules/term-handling.ts'
import { findTimedCase } from '../store/deadlines.ts'

/** A term that a person opens: for a body, about a request or about none. */
export type TermOpening = {
  kind: TermKind, agency: string, requestId?: string, startsOn?: string, startsAt?: string, dueOn?: string,
  duty?: Exclude<TermDuty, null>, everyMonths?: number, note: string
}

export type AddTerm = SentBody<TermOpening> & { ifMatch: string | undefined }

// A task is given on the way to an answer.
const onTheWay = ['received', 'registered', 'clarifying', 'processing', 'decided']

/** Opens a term by hand and gives its id. One that is about no request is a case of its own. */
export async function addTerm (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults, ifMatch }: AddTerm,
): Promise<string> {
  const { handling, kind, agency } = requireOpener(caller, body, schemaFaults)
  const now = deps.clock.now()
  const { requestId: about, startsOn } = body
  const scope = await findTermScope(tx, { kind, agency, requestId: about, startsOn, now })
  if ('faults' in scope) throw invalid(toldFaults(schemaFaults, scope.faults))
  const { place, rule, requestId } = scope
  refuseFaults(toldFaults(schemaFaults, openingFaults(body, { rule, handling, today: dayIn(now, place.zone), now })))
  const id = uuidv7()
  const head = requestId === undefined
    ? newCaseHead({ id, kind: 'term', agencyCode: place.agencyCode })
    : await lockMatchingCase(tx, requestId, ifMatch)
  const opening = body as TermOpening
  if (requestId !== undefined) await requireStillThere(tx, requestId, opening)
  // It is about nothing that has an id; what follows it is about it.
  const subjectId = uuidv7()
  await openTerm(deps, tx, { head, place, actor: actorOf(caller) }, { ...newTerm(opening, scope), id, subjectId })
  return id
}

/** What people do with terms of the kind, for one who may open it. Throws 401, 403 or 404 for anybody else. */
function requireOpener (
  caller: Caller, { kind, agency }: AddTerm['body'], schemaFaults: AddTerm['schemaFaults'],
): Pick<TermOpening, 'kind' | 'agency'> & { handling: TermHandling } {
  const posts = authorize(caller, 'term', 'open', { agencyCode: typeof agency === 'string' ? agency : null })
  const handling = typeof kind === 'string' ? handlingOf(kind) : undefined
  // Without these two nothing else can be judged.
  if (kind === undefined || handling === undefined || typeof agency !== 'string') throw invalid(schemaFaults)
  if (!posts.some(({ duty }) => handling.opens.includes(duty))) throw doorErrors.notAllowed()
  return { handling, kind, agency }
}

// Read under the lock: who held it before may have ended the request, or passed it on.
async function requireStillThere (tx: Transaction, requestId: string, { kind, agency }: TermOpening): Promise<void> {
  const { agencyCode, status } = (await findTimedCase(tx, requestId))?.request ?? {}
  if (agencyCode !== agency) throw doorErrors.stale()
  if (kind === 'section_task' && !onTheWay.includes(status ?? '')) throw errors.term_request_closed()
}

function newTerm (
  { kind, startsOn, startsAt, dueOn, duty, everyMonths, note }: TermOpening, { place }: TermScope,
): Omit<NewTerm, 'subjectId'> {
  const startedAt = startsAt === undefined ? undefined : parseInstant(startsAt)
  const startedOn = startedAt === undefined ? startsOn as Day : dayIn(startedAt, place.zone)
  const named = everyMonths === undefined ? dueOn as Day | undefined : addMonthsClamped(startedOn, everyMonths)
  return {
    kind, startedOn, note: note.trim(), ...startedAt && { startedAt }, ...named && { dueOn: named }, ...duty && { duty },
    ...everyMonths !== undefined && { everyMonths },
  }
}
